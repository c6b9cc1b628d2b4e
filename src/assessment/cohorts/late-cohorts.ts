/** Adds what lateness costs to each unit that came back, or was declared missing, with this load. */
import type { ContractLine } from "../../contract/contract.ts";
import type { LateRule } from "../../contract/terms.ts";
import type { LineFacts } from "../../inspection/inspection.ts";
import type { NotCharged, Source } from "../assessment.ts";
import { lineClaimant } from "../claim-by-match.ts";
import type { Context } from "../context.ts";
import { atPrices, type Call, type Cohort, type UnitPrice } from "../draft.ts";
import { type Found, guarded } from "../found.ts";
import { extrasCalled } from "../rules/extras.ts";
import { type Delay, delayBy, delayValues, priceLate } from "../rules/late.ts";

const lateSource = (line: ContractLine, count: number): Source => ({
  position: line.position,
  subject: "late",
  group: null,
  findings: [],
  first: 0,
  count,
});

/** Units in order, less those an earlier load declared missing: their lateness ended there. */
function inOrder(line: ContractLine, facts: LineFacts): { readonly onTime: Cohort[]; readonly foundDamaged: number } {
  const count = Math.max(0, facts.ok - facts.found);
  const cohort: Cohort = { line, subject: "order", group: null, first: 0, count, disputed: false, prices: [], calls: [] };
  return { onTime: count > 0 ? [cohort] : [], foundDamaged: Math.max(0, facts.found - facts.ok) };
}

/** Found units came back damaged: as many leave the groups' lateness, from the end. */
function splitFound(cohorts: readonly Cohort[], found: number): { readonly cohort: Cohort; readonly late: boolean }[] {
  let left = found;
  return cohorts.flatMap((cohort) => {
    if (cohort.subject !== "group" || left === 0) return { cohort, late: cohort.subject !== "part" };
    const spared = Math.min(left, cohort.count);
    left -= spared;
    const rest = cohort.count - spared;
    return [
      { cohort: { ...cohort, count: rest }, late: true },
      { cohort: { ...cohort, first: cohort.first + rest, count: spared }, late: false },
    ].filter((piece) => piece.cohort.count > 0);
  });
}

function withinGrace(context: Context, line: ContractLine, rule: LateRule, count: number): NotCharged {
  const onlyClosed = rule.closedDays === "skipped" && Date.parse(context.back) - Date.parse(context.due) > rule.graceMinutes * 60_000;
  return {
    source: lateSource(line, count),
    reason: "withinGrace",
    rule: rule.id,
    clause: rule.clause,
    sentence: onlyClosed ? "notCharged.closedDays" : "notCharged.withinGrace",
    values: { ...delayValues(context), grace: { minutes: rule.graceMinutes } },
    trace: [],
  };
}

const calledBy = (cohort: Cohort, calls: readonly Call[]): Cohort =>
  calls.length === 0 ? cohort : { ...cohort, calls: [...cohort.calls, ...calls] };

function charge(context: Context, line: ContractLine, rule: LateRule, delay: Delay, cohorts: readonly Cohort[], found: number): Cohort[] {
  const prices = new Map<boolean, UnitPrice>();
  const priceFor = (missing: boolean): UnitPrice => {
    const price = prices.get(missing) ?? priceLate(context, line, rule, delay, missing);
    prices.set(missing, price);
    return price;
  };
  const calls = extrasCalled(context, line, "late");
  return splitFound(cohorts, found).map(({ cohort, late }) =>
    late ? calledBy(atPrices(cohort, [...cohort.prices, priceFor(cohort.subject === "missing")]), calls) : cohort,
  );
}

/** @param found the line's groups and missing units as assessed so far. */
export function withLateness(context: Context, line: ContractLine, facts: LineFacts, found: Found): Found {
  if (context.back <= context.due || context.terms.late.length === 0) return found;
  const { onTime, foundDamaged } = inOrder(line, facts);
  const cohorts = [...found.cohorts, ...onTime];
  const count = cohorts.reduce((sum, cohort) => sum + (cohort.subject === "part" ? 0 : cohort.count), 0);
  if (count === 0) return found;
  const late = guarded(lateSource(line, count), () => {
    const rule = lineClaimant(context.terms.late, line);
    if (rule === null) return { cohorts: found.cohorts, notCharged: [], problems: [] };
    const delay = delayBy(context, rule);
    const spared = delay.forgiven ? [withinGrace(context, line, rule, count)] : [];
    if (delay.periods === 0) return { cohorts: found.cohorts, notCharged: spared, problems: [] };
    return { cohorts: charge(context, line, rule, delay, cohorts, foundDamaged), notCharged: spared, problems: [] };
  });
  if (late.problems.length > 0) return { ...found, problems: [...found.problems, ...late.problems] };
  return { cohorts: late.cohorts, notCharged: [...found.notCharged, ...late.notCharged], problems: found.problems };
}
