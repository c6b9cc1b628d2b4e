/** Step 7 or 11: handling, delivery, labour, consumables. Never depreciated; outside waiver and cap unless the terms put them inside. */
import type { ContractLine } from "../../contract/contract.ts";
import type { ChargeFamily, ExtraRule } from "../../contract/terms.ts";
import type { Finding } from "../../inspection/inspection.ts";
import { type Cents, mulDiv } from "../../kernel/money.ts";
import type { TraceStep, TraceValue } from "../assessment.ts";
import { basisOf } from "../basis.ts";
import { matchesFinding, matchesLine } from "../claim-by-match.ts";
import type { Context } from "../context.ts";
import type { Basis, Call, Cohort, UnitPrice } from "../draft.ts";
import { Stop } from "../stop.ts";
import { traced } from "../trace.ts";

type Caller = ExtraRule["when"][number];
const FAMILY: Readonly<Record<Caller, ChargeFamily>> = { damaged: "damage", missing: "missing", dirty: "dirty", late: "late" };

/** The extras that damage, a loss, dirt or lateness on a line calls for. */
export function extrasCalled(context: Context, line: ContractLine, caller: Caller, findings: readonly Finding[] = []): Call[] {
  if (context.terms.extras.length === 0 || (caller === "damaged" && findings.length === 0)) return [];
  return context.terms.extras
    .filter((rule) => rule.when.includes(caller))
    .filter((rule) =>
      caller === "damaged" ? findings.some((finding) => matchesFinding(rule.match, line, finding)) : matchesLine(rule.match, line),
    )
    .map((rule) => ({ rule, caller: FAMILY[caller] }));
}

/** Calls by rule, each with everything that called for it. */
export function byRule(calls: readonly Call[]): Map<ExtraRule, ChargeFamily[]> {
  const byRule = new Map<ExtraRule, ChargeFamily[]>();
  for (const { rule, caller } of calls) byRule.set(rule, [...new Set([...(byRule.get(rule) ?? []), caller])]);
  return byRule;
}

/** @param line null for an extra of the whole return. */
export const extraBasis = (context: Context, rule: ExtraRule, callers: readonly ChargeFamily[], line: ContractLine | null): Basis =>
  basisOf(context, rule.kind, rule, line, { extra: { inside: rule.inside, callers } });

/** The step that says what an extra costs: among the line's fees where it is inside waiver or cap, else at the end. */
export function extraStep(rule: ExtraRule, amount: Cents, values: Readonly<Record<string, TraceValue>> = {}): TraceStep {
  return traced(
    rule.inside.length > 0 ? 7 : 11,
    rule,
    `extra.${rule.kind}.${rule.per}`,
    { amount: { cents: rule.amount }, ...values },
    amount,
  );
}

/** @throws Stop `noHours` when nobody has entered the hours. */
export function extraAmount(rule: ExtraRule, hours: number | null): { readonly amount: Cents; readonly trace: readonly TraceStep[] } {
  if (rule.per !== "hour") return { amount: rule.amount, trace: [extraStep(rule, rule.amount)] };
  if (hours === null) throw new Stop("noHours", { rule: { text: rule.id } });
  const amount = mulDiv(rule.amount, Math.round(hours * 100), 100);
  return { amount, trace: [extraStep(rule, amount, { hours: { hundredths: Math.round(hours * 100) } })] };
}

/** Adds to each unit of a cohort the extras that the terms charge by the unit. */
export function withUnitExtras(context: Context, cohort: Cohort): Cohort {
  if (cohort.calls.length === 0) return cohort;
  const prices: UnitPrice[] = [...byRule(cohort.calls)]
    .filter(([rule]) => rule.per === "unit")
    .map(([rule, callers]) => ({
      basis: extraBasis(context, rule, callers, cohort.line),
      amount: rule.amount,
      trace: [extraStep(rule, rule.amount)],
    }));
  return prices.length === 0 ? cohort : { ...cohort, prices: [...cohort.prices, ...prices] };
}
