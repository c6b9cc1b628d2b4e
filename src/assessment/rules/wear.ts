/** Step 1: normal wear is never charged. Marks are counted per unit and rule; above the limit, the excess or all of them count. */
import type { ContractLine } from "../../contract/contract.ts";
import type { WearRule } from "../../contract/terms.ts";
import { SEVERITIES } from "../../contract/terms.ts";
import type { Finding } from "../../inspection/inspection.ts";
import { matchesFinding } from "../claim-by-match.ts";

/** A finding with the marks that remain to be charged on each unit. */
export interface WornFinding {
  readonly finding: Finding;
  readonly chargeable: number;
  /** The rule that took marks off, and how many; null when none did. */
  readonly worn: { readonly rule: WearRule; readonly marks: number } | null;
}

/** A mark without a size is not known to be small enough. */
const smallEnough = (rule: WearRule, { sizeMm }: Finding): boolean =>
  rule.upToSizeMm === null || (sizeMm !== null && sizeMm <= rule.upToSizeMm);

const wearRuleFor = (rules: readonly WearRule[], line: ContractLine, finding: Finding): WearRule | null =>
  rules.find((rule) => matchesFinding(rule.match, line, finding) && smallEnough(rule, finding)) ?? null;

const severityRank = ({ severity }: Finding): number => (severity === null ? -1 : SEVERITIES.indexOf(severity));

/** Wear is used up by the slightest marks first, so that another small mark never makes a unit cheaper; among like ones in their order. */
const slightestFirst = (a: Finding, b: Finding): number =>
  severityRank(a) - severityRank(b) || (a.sizeMm ?? 0) - (b.sizeMm ?? 0) || a.marks - b.marks;

function spare(rule: WearRule, findings: readonly Finding[]): WornFinding[] {
  const total = findings.reduce((marks, finding) => marks + finding.marks, 0);
  if (rule.upToMarks === null || total <= rule.upToMarks) {
    return findings.map((finding) => ({ finding, chargeable: 0, worn: { rule, marks: finding.marks } }));
  }
  let left = rule.beyond === "all" ? 0 : rule.upToMarks;
  return [...findings].sort(slightestFirst).map((finding) => {
    const marks = Math.min(left, finding.marks);
    left -= marks;
    return { finding, chargeable: finding.marks - marks, worn: marks > 0 ? { rule, marks } : null };
  });
}

/**
 * What of the findings on one unit is more than wear; every finding comes back, in no particular order.
 * @param findings in the order of their numbers.
 */
export function withoutWear(rules: readonly WearRule[], line: ContractLine, findings: readonly Finding[]): WornFinding[] {
  if (rules.length === 0) return findings.map((finding) => ({ finding, chargeable: finding.marks, worn: null }));
  const byRule = new Map<WearRule | null, Finding[]>();
  for (const finding of findings) {
    const rule = wearRuleFor(rules, line, finding);
    const own = byRule.get(rule);
    if (own) own.push(finding);
    else byRule.set(rule, [finding]);
  }
  const all: WornFinding[] = [];
  for (const [rule, own] of byRule) {
    if (rule !== null) all.push(...spare(rule, own));
    else for (const finding of own) all.push({ finding, chargeable: finding.marks, worn: null });
  }
  return all;
}
