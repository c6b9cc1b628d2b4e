/** A line's damaged groups, split into units that are alike once what the hand-over noted is subtracted (step 1). */
import type { ContractLine } from "../../contract/contract.ts";
import type { Finding, Group, LineFacts } from "../../inspection/inspection.ts";
import { total } from "../adjustments/share-out.ts";
import type { Context } from "../context.ts";
import { byNumberedText } from "../order.ts";
import { type CostOf, type GroupUnits, type Known, knownOf, withoutKnown } from "../rules/baseline.ts";
import { type Chargeable, priceFindings } from "../rules/damaged.ts";
import { noticeVerdict } from "../rules/notice.ts";
import { type WornFinding, withoutWear } from "../rules/wear.ts";

/** A finding that no rule prices costs more than any: where it can be told away, it is. */
const UNPRICEABLE = Number.MAX_SAFE_INTEGER;

export const isOurs = ({ cause }: Finding): boolean => cause === "ours" || cause === "transport";

export const worn = (context: Context, line: ContractLine, findings: readonly Finding[]): WornFinding[] =>
  withoutWear(context.terms.wear, line, findings);

export const chargeableOf = (findings: readonly WornFinding[]): Chargeable[] =>
  findings.filter(({ chargeable }) => chargeable > 0).map(({ finding, chargeable }) => ({ finding, marks: chargeable }));

export function costOf(context: Context, line: ContractLine): CostOf {
  return (findings) => {
    try {
      return total(priceFindings(context, line, chargeableOf(worn(context, line, findings))));
    } catch {
      return UNPRICEABLE;
    }
  };
}

/** What can be charged at all: neither ours nor notified too late. */
const isEligible = (context: Context, finding: Finding): boolean => !isOurs(finding) && noticeVerdict(context, finding) === null;

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => byNumberedText(a.id, b.id);

/** In the order of their numbers, so that the order in which they were noted changes nothing. */
const groupsInOrder = ({ groups }: LineFacts): Group[] =>
  [...groups].sort(byId).map(({ id, count, findings }) => ({ id, count, findings: [...findings].sort(byId) }));

const eligible = (context: Context, groups: readonly Group[]): Group[] =>
  groups.map(({ id, count, findings }) => ({ id, count, findings: findings.filter((finding) => isEligible(context, finding)) }));

/** What of the hand-over's record the loads before this one have not met. */
function knownLeft(context: Context, line: ContractLine): Known[] {
  const { baseline, earlierLoads } = context.facts;
  const known = baseline === null ? [] : knownOf(context.factsOf(baseline, line.position));
  if (known.length === 0) return known;
  for (const load of earlierLoads) {
    const facts = context.factsOf(load, line.position);
    if (facts) withoutKnown(eligible(context, groupsInOrder(facts)), known, costOf(context, line));
  }
  return known.filter(({ units }) => units > 0);
}

export interface UnitsSinceHandover {
  /** All groups, in the order of their numbers. */
  readonly all: readonly Group[];
  /** The same with only what can be charged at all. */
  readonly groups: readonly Group[];
  readonly units: readonly GroupUnits[];
  /** What of the hand-over's record nothing of this load has met. */
  readonly left: readonly Known[];
}

export function unitsSinceHandover(context: Context, line: ContractLine, facts: LineFacts): UnitsSinceHandover {
  const all = groupsInOrder(facts);
  const groups = eligible(context, all);
  const known = knownLeft(context, line);
  const units = withoutKnown(groups, known, costOf(context, line));
  return { all, groups, units, left: known.filter((one) => one.units > 0) };
}
