/** A line's damaged groups: what of their findings is charged (step 1), priced per unit (steps 2 and 3), split by what the customer says. */

import type { ContractLine } from "../../contract/contract.ts";
import type { Finding, Group, LineFacts } from "../../inspection/inspection.ts";
import { byAnswer } from "../answers.ts";
import type { NotCharged, Source } from "../assessment.ts";
import type { Context } from "../context.ts";
import type { UnitPrice } from "../draft.ts";
import { allFound, type Found, guarded, NOTHING_FOUND } from "../found.ts";
import type { GroupUnits } from "../rules/baseline.ts";
import { type Chargeable, hasPrice, priceFindings } from "../rules/damaged.ts";
import { extrasCalled } from "../rules/extras.ts";
import { priceLossOfUse } from "../rules/loss-of-use.ts";
import { noticeVerdict } from "../rules/notice.ts";
import type { WornFinding } from "../rules/wear.ts";
import { spared } from "../spared.ts";
import { chargeableOf, costOf, isOurs, unitsSinceHandover, worn } from "./units-since-handover.ts";

const sourceOf = (line: ContractLine, unit: Pick<GroupUnits, "group" | "first" | "count">, findings: readonly Finding[]): Source => ({
  position: line.position,
  subject: "group",
  group: unit.group,
  findings: findings.map(({ id }) => id),
  first: unit.first,
  count: unit.count,
});

function sparedAsOursOrLate(context: Context, line: ContractLine, group: Group): NotCharged[] {
  const unit = { group: group.id, first: 0, count: group.count };
  return group.findings.flatMap((finding) => {
    const source = sourceOf(line, unit, [finding]);
    if (isOurs(finding)) return [spared(source, "oursOrTransport", null, `notCharged.${finding.cause}`, {})];
    const verdict = noticeVerdict(context, finding);
    return verdict ? [spared(source, verdict.reason, verdict.clause, verdict.sentence, verdict.values)] : [];
  });
}

const sparedAsKnown = (line: ContractLine, unit: GroupUnits): NotCharged[] =>
  unit.before.map((finding) =>
    spared(sourceOf(line, unit, [finding]), "baseline", null, "notCharged.baseline", { count: { count: unit.count } }),
  );

function sparedAsWear(line: ContractLine, unit: GroupUnits, findings: readonly WornFinding[]): NotCharged[] {
  const all: NotCharged[] = [];
  for (const { finding, chargeable, worn: taken } of findings) {
    if (taken === null) continue;
    const { rule, marks } = taken;
    const limits = {
      ...(rule.upToSizeMm === null ? {} : { upTo: { millimetres: rule.upToSizeMm } }),
      ...(rule.upToMarks === null ? {} : { upToMarks: { count: rule.upToMarks } }),
      ...(finding.sizeMm === null ? {} : { size: { millimetres: finding.sizeMm } }),
    };
    const sentence = chargeable > 0 ? "notCharged.wearInPart" : `notCharged.wear${rule.upToSizeMm === null ? "" : ".size"}`;
    all.push(spared(sourceOf(line, unit, [finding]), "wear", rule, sentence, { ...limits, marks: { count: marks } }));
  }
  return all;
}

interface PricedApart {
  readonly chargeable: readonly Chargeable[];
  /** What the terms set no price for, where the line is noted without a charge. */
  readonly unpriced: readonly Chargeable[];
}

function pricedApart(context: Context, line: ContractLine, findings: readonly Chargeable[]): PricedApart {
  if (context.factsOf(context.facts.inspection, line.position)?.withoutCharge !== true) return { chargeable: findings, unpriced: [] };
  const unpriced = findings.filter((one) => !hasPrice(context, line, one));
  return { chargeable: findings.filter((one) => !unpriced.includes(one)), unpriced };
}

const sparedAsUnpriced = (line: ContractLine, unit: GroupUnits, unpriced: readonly Chargeable[]): NotCharged[] =>
  unpriced.map(({ finding }) => spared(sourceOf(line, unit, [finding]), "notPriced", null, "notCharged.notPriced", {}));

/** Damage of a consumer's goods without a hand-over record waits for a lead's decision. */
function needsRelease({ facts }: Context): boolean {
  const released = facts.releases.some((release) => release.inspection === facts.inspection.id);
  return facts.contract.customer.kind === "consumer" && facts.baseline === null && !released;
}

function unitPrices(context: Context, line: ContractLine, chargeable: readonly Chargeable[]): UnitPrice[] {
  const findings = chargeable.map(({ finding }) => finding);
  const lossOfUse = priceLossOfUse(context, line, findings);
  return [...priceFindings(context, line, chargeable), ...(lossOfUse === null ? [] : [lossOfUse])];
}

function assessUnits(context: Context, line: ContractLine, unit: GroupUnits, disputed: number): Found {
  return guarded(sourceOf(line, unit, unit.findings), () => {
    const findings = worn(context, line, unit.findings);
    const { chargeable, unpriced } = pricedApart(context, line, chargeableOf(findings));
    const notCharged = [...sparedAsKnown(line, unit), ...sparedAsWear(line, unit, findings), ...sparedAsUnpriced(line, unit, unpriced)];
    if (chargeable.length > 0 && needsRelease(context)) {
      const source = sourceOf(
        line,
        unit,
        chargeable.map(({ finding }) => finding),
      );
      return { cohorts: [], notCharged, problems: [{ code: "noBaseline", source, values: { product: { text: line.name } } }] };
    }
    const calls = extrasCalled(
      context,
      line,
      "damaged",
      chargeable.map(({ finding }) => finding),
    );
    const prices = unitPrices(context, line, chargeable);
    const { group, first, count } = unit;
    const cohorts = byAnswer({ line, subject: "group", group, first, count, prices, calls }, disputed);
    return { cohorts, notCharged, problems: [] };
  });
}

/** Disputed units are taken from those that would cost something first. */
function assessGroup(context: Context, line: ContractLine, units: readonly GroupUnits[], disputed: number): Found {
  let left = disputed;
  const cost = costOf(context, line);
  const dearest =
    units.length === 1 || disputed === 0 ? units : [...units].sort((a, b) => cost(b.findings) - cost(a.findings) || a.first - b.first);
  return allFound(
    dearest.map((unit) => {
      const own = Math.min(left, unit.count);
      left -= own;
      return assessUnits(context, line, unit, own);
    }),
  );
}

function byGroup(units: readonly GroupUnits[]): ReadonlyMap<string, readonly GroupUnits[]> {
  const groups = new Map<string, GroupUnits[]>();
  for (const unit of units) {
    const own = groups.get(unit.group);
    if (own) own.push(unit);
    else groups.set(unit.group, [unit]);
  }
  return groups;
}

/** The damaged groups of one line. */
export function groupCohorts(context: Context, line: ContractLine, facts: LineFacts): Found {
  if (facts.groups.length === 0) return NOTHING_FOUND;
  const { all, groups, units: alike } = unitsSinceHandover(context, line, facts);
  const units = byGroup(alike);
  const spared = all.flatMap((group) => sparedAsOursOrLate(context, line, group));
  const assessed = groups.map((group) =>
    assessGroup(
      context,
      line,
      units.get(group.id) as readonly GroupUnits[],
      context.disputes({ position: line.position, subject: "group", group: group.id }, group.count),
    ),
  );
  return allFound([{ cohorts: [], notCharged: spared, problems: [] }, ...assessed]);
}
