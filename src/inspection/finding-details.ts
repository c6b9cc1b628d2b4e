/** Which details of a finding a walk asks for: those the signed terms price by, then those that tell its story. */
import type { ContractLine } from "../contract/contract.ts";
import type { DamagedRule, FindingType, Match, Terms, WearRule } from "../contract/terms.ts";
import type { FindingDetail } from "./entries.ts";

/** Whether a rule speaks of findings of a type on a line, whatever their severity and size. */
export const speaksOf = (match: Match, type: FindingType, line: ContractLine): boolean =>
  (match.types.length === 0 || match.types.includes(type)) &&
  (match.products.length === 0 || match.products.includes(line.product)) &&
  (match.categories.length === 0 || (line.category !== null && match.categories.includes(line.category)));

interface Speaking {
  readonly wear: readonly WearRule[];
  readonly damaged: readonly DamagedRule[];
}

const rulesFor = (type: FindingType, line: ContractLine, terms: Terms | null): Speaking => ({
  wear: terms?.wear.filter((rule) => speaksOf(rule.match, type, line)) ?? [],
  damaged: terms?.damaged.filter((rule) => speaksOf(rule.match, type, line)) ?? [],
});

const severityMatters = ({ wear, damaged }: Speaking): boolean => [...wear, ...damaged].some((rule) => rule.match.severities.length > 0);

const sizeMatters = ({ wear, damaged }: Speaking): boolean =>
  wear.some((rule) => rule.upToSizeMm !== null) || [...wear, ...damaged].some((rule) => rule.match.sizeMm !== null);

const marksMatter = ({ wear, damaged }: Speaking): boolean =>
  wear.some((rule) => rule.upToMarks !== null) || damaged.some((rule) => rule.per === "mark");

const repairMatters = ({ damaged }: Speaking): boolean =>
  damaged.some((rule) => rule.price.kind === "repair" || rule.price.kind === "repairOrValue");

/** Whether the severity of a finding decides money, so that it must be answered. */
export const severityNeeded = (type: FindingType, line: ContractLine, terms: Terms | null): boolean =>
  severityMatters(rulesFor(type, line, terms));

/** The details to ask of a new finding of a type on a line, in order. */
export function detailsToAsk(type: FindingType, line: ContractLine, terms: Terms | null): readonly FindingDetail[] {
  const rules = rulesFor(type, line, terms);
  const asked: FindingDetail[] = [];
  if (severityMatters(rules)) asked.push("severity");
  if (marksMatter(rules)) asked.push("marks");
  if (sizeMatters(rules)) asked.push("sizeMm");
  if (line.parts.length > 0) asked.push("part");
  if (repairMatters(rules)) asked.push("repair");
  return [...asked, "cause", "note", "photos", "another"];
}
