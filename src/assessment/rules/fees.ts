/** Step 7 and 11: fees and extras that are charged once a line or once a return, however many units called for them. */
import type { ContractLine } from "../../contract/contract.ts";
import type { ChargeFamily, ExtraRule } from "../../contract/terms.ts";
import { waiverPerFee } from "../adjustments/waiver-per-item.ts";
import type { AssessmentProblem, Source } from "../assessment.ts";
import { basisOf } from "../basis.ts";
import type { Context } from "../context.ts";
import type { Call, Draft } from "../draft.ts";
import { problemOf } from "../found.ts";
import type { Billed } from "../ranges.ts";
import { unbilled } from "../ranges.ts";
import { traced } from "../trace.ts";
import type { DirtyUnits } from "./dirty.ts";
import { extraAmount, extraBasis } from "./extras.ts";

/** Something of a line that calls for extras. */
export interface LineCall extends Call {
  readonly line: ContractLine;
  readonly disputed: boolean;
  /** Hours of cleaning of the line. */
  readonly hours: number | null;
}

/** A fee once met is not charged again with a later load: the marker it leaves in {@link EarlierUse.minimums}. */
export const feeMarker = (rule: { readonly id: string }, position: number | null): string =>
  position === null ? rule.id : `${rule.id}/${position}`;

/** Lines (or, with `whole`, everything) that share one fee. */
function shared<T extends { readonly line: ContractLine }>(items: readonly T[], whole: boolean): [ContractLine | null, T[]][] {
  const piles = new Map<ContractLine | null, T[]>();
  for (const item of items) {
    const key = whole ? null : item.line;
    const pile = piles.get(key);
    if (pile) pile.push(item);
    else piles.set(key, [item]);
  }
  return [...piles];
}

const feeSource = (line: ContractLine | null, subject: "dirty" | "extra", group: string | null): Source => ({
  position: line?.position ?? null,
  subject,
  group,
  findings: [],
  first: 0,
  count: 1,
});

const isMet = (context: Context, billed: Billed, marker: string, source: Source): boolean =>
  Object.hasOwn(context.facts.earlier.minimums, marker) || unbilled(billed, source).length === 0;

/** Cleaning fees by line or return. */
export function dirtyFees(context: Context, billed: Billed, units: readonly DirtyUnits[]): Draft[] {
  const rules = [...new Set(units.map(({ rule }) => rule))];
  return rules.flatMap((rule) => {
    const { fee } = rule;
    if (fee.per !== "line" && fee.per !== "return") return [];
    const own = units.filter((unit) => unit.rule === rule).map(({ cohort }) => cohort);
    return shared(own, fee.per === "return").flatMap(([line, dirty]) => {
      const source = feeSource(line, "dirty", line === null ? rule.id : null);
      if (isMet(context, billed, feeMarker(rule, line?.position ?? null), source)) return [];
      const trace = [traced(7, rule, `dirty.${fee.per}`, { amount: { cents: fee.amount } }, fee.amount)];
      const basis = basisOf(context, "cleaning", rule, line);
      const disputed = dirty.every((cohort) => cohort.disputed);
      return [waiverPerFee(context, { basis, line, source, disputed, unitAmount: null, amount: fee.amount, trace, gone: null })];
    });
  });
}

const hoursOf = (calls: readonly LineCall[]): number | null => {
  const byLine = new Map(calls.map(({ line, hours }) => [line, hours]));
  const known = [...byLine.values()].filter((hours) => hours !== null);
  return known.length === 0 ? null : known.reduce((sum, hours) => sum + hours, 0);
};

function extraFee(context: Context, billed: Billed, rule: ExtraRule, line: ContractLine | null, calls: readonly LineCall[]): Draft[] {
  const source = feeSource(line, "extra", rule.id);
  if (isMet(context, billed, feeMarker(rule, line?.position ?? null), source)) return [];
  const callers: ChargeFamily[] = [...new Set(calls.map(({ caller }) => caller))];
  const { amount, trace } = extraAmount(rule, hoursOf(calls));
  const basis = extraBasis(context, rule, callers, line);
  const disputed = calls.every((call) => call.disputed);
  return [waiverPerFee(context, { basis, line, source, disputed, unitAmount: null, amount, trace, gone: null })];
}

export interface Fees {
  readonly drafts: readonly Draft[];
  readonly problems: readonly AssessmentProblem[];
}

/** Extras by line, hour or return. */
export function extraFees(context: Context, billed: Billed, calls: readonly LineCall[]): Fees {
  const drafts: Draft[] = [];
  const problems: AssessmentProblem[] = [];
  const byRule = new Map<ExtraRule, LineCall[]>();
  for (const call of calls) {
    const own = byRule.get(call.rule);
    if (own) own.push(call);
    else byRule.set(call.rule, [call]);
  }
  for (const [rule, own] of byRule) {
    if (rule.per === "unit") continue;
    for (const [line, pile] of shared(own, rule.per === "return")) {
      try {
        drafts.push(...extraFee(context, billed, rule, line, pile));
      } catch (error) {
        problems.push(problemOf(error, feeSource(line, "extra", rule.id)));
      }
    }
  }
  return { drafts, problems };
}
