/** Step 3: rent lost while a damaged unit is repaired: rent × utilisation, rounded, × days. */
import type { ContractLine } from "../../contract/contract.ts";
import type { LossOfUseRule } from "../../contract/terms.ts";
import type { Finding } from "../../inspection/inspection.ts";
import { multiply, shareOf } from "../../kernel/money.ts";
import { basisOf } from "../basis.ts";
import { findingClaimant } from "../claim-by-match.ts";
import type { Context } from "../context.ts";
import type { UnitPrice } from "../draft.ts";
import { traced } from "../trace.ts";

interface Claimed {
  readonly finding: Finding;
  readonly rule: LossOfUseRule;
  /** In repair, and of those the ones that count. */
  readonly repair: number;
  readonly days: number;
}

function claimed(context: Context, line: ContractLine, finding: Finding): Claimed[] {
  const rule = findingClaimant(context.terms.lossOfUse, line, finding);
  const repair = finding.repair?.days ?? 0;
  return rule === null || repair === 0 ? [] : [{ finding, rule, repair, days: Math.min(repair, rule.capDays ?? repair) }];
}

/** What one unit costs while it is repaired; several repairs of one unit are done in one go, so the longest counts. */
export function priceLossOfUse(context: Context, line: ContractLine, findings: readonly Finding[]): UnitPrice | null {
  const all = findings.flatMap((finding) => claimed(context, line, finding));
  const [longest] = all.sort((a, b) => b.days - a.days || (a.finding.id < b.finding.id ? -1 : 1));
  if (!longest) return null;
  const { rule, finding, repair, days } = longest;
  const daily = shareOf(line.dailyRent, rule.utilisation);
  const amount = multiply(daily, days);
  const rent = { rent: { cents: line.dailyRent }, rate: { rate: rule.utilisation } };
  const sentence = repair > days ? "lossOfUse.daysCapped" : "lossOfUse.days";
  const values = { daily: { cents: daily }, days: { days }, repair: { days: repair } };
  const basis = basisOf(context, "lossOfUse", rule, line, { findings: [finding.id], types: [finding.type] });
  return { basis, amount, trace: [traced(3, rule, "lossOfUse.daily", rent, daily), traced(3, rule, sentence, values, amount)] };
}
