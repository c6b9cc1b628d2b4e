/** A line's missing units and parts: waiting, found in time, or priced (steps 1 to 3). What never comes back is aged to the due day. */
import type { ContractLine } from "../../contract/contract.ts";
import { isOfWholeUnit } from "../../contract/price-of-part.ts";
import type { MissingRule } from "../../contract/terms.ts";
import type { LineFacts } from "../../inspection/inspection.ts";
import { type Day, plusDays } from "../../kernel/dates.ts";
import { neverAboveValue } from "../adjustments/never-above-value.ts";
import { byAnswer } from "../answers.ts";
import type { NotCharged, NotChargedReason, Source, TraceValue } from "../assessment.ts";
import { basisOf } from "../basis.ts";
import { lineClaimant } from "../claim-by-match.ts";
import type { Context } from "../context.ts";
import type { UnitPrice } from "../draft.ts";
import { allFound, type Found, guarded, NOTHING_FOUND } from "../found.ts";
import { knownCountLeft } from "../rules/baseline.ts";
import { extrasCalled } from "../rules/extras.ts";
import { priceOf } from "../rules/price.ts";
import { currentValue } from "../rules/value.ts";
import { type Cited, spared } from "../spared.ts";
import { Stop } from "../stop.ts";

/** How many of the units this load declared missing came back by a day; what is found belongs to the earliest declaration. */
function foundBy(context: Context, { position, missing, found: now }: LineFacts, last: Day): number {
  const { earlierLoads, laterLoads } = context.facts;
  let before = 0;
  for (const load of earlierLoads)
    before += (context.factsOf(load, position)?.missing ?? 0) - (context.factsOf(load, position)?.found ?? 0);
  before = Math.max(0, before - now);
  let own = 0;
  for (const load of laterLoads) {
    const found = context.factsOf(load, position)?.found ?? 0;
    const ofBefore = Math.min(before, found);
    before -= ofBefore;
    if (context.dayOf(load.cameBackAt) <= last) own += found - ofBefore;
  }
  return Math.min(missing, own);
}

const missingSource = (line: ContractLine, part: string | null, first: number, count: number): Source => ({
  position: line.position,
  subject: part === null ? "missing" : "part",
  group: part,
  findings: [],
  first,
  count,
});

/** Missing units and parts are told by their reason, with how many they are. */
const sparedUnits = (
  source: Source,
  reason: NotChargedReason,
  rule: Cited | null,
  values: Readonly<Record<string, TraceValue>>,
): NotCharged => {
  const sentence = `notCharged.${reason}${source.subject === "part" && reason === "baseline" ? ".part" : ""}`;
  return spared(source, reason, rule, sentence, { ...values, count: { count: source.count } });
};

const unpriced = (line: ContractLine, part: string | null): Stop =>
  new Stop("unpriced", { product: { text: part === null ? line.name : `${line.name}: ${part}` } });

function ruleFor(context: Context, line: ContractLine, part: string | null): MissingRule {
  const rule = lineClaimant(context.terms.missing, line, part);
  if (rule === null) throw unpriced(line, part);
  return rule;
}

/** A part with a price of its own costs that price, aged as the unit is, unless the rule speaks of that part. */
function priceMissing(context: Context, line: ContractLine, rule: MissingRule, part: string | null): UnitPrice {
  const ownPrice = part !== null && line.parts.some((candidate) => candidate.name === part && candidate.price !== null);
  if (part !== null && !ownPrice && !rule.match.parts.includes(part) && isOfWholeUnit(rule.price)) throw unpriced(line, part);
  const asOf = context.dueDay;
  const price = ownPrice && !rule.match.parts.includes(part) ? ({ kind: "currentValue" } as const) : rule.price;
  const { amount, trace } = priceOf(context, rule, price, { line, part: ownPrice ? part : null, asOf, kind: "lost", repair: null });
  const one = { basis: basisOf(context, "lost", rule, line), amount, trace };
  if (!rule.neverAboveValue || context.terms.value === null) return one;
  const [held] = neverAboveValue(context, [one], currentValue(context, { line, part: null, asOf }), rule);
  return held as UnitPrice;
}

interface Units {
  readonly first: number;
  readonly count: number;
}

function priced(context: Context, line: ContractLine, rule: MissingRule, part: string | null, units: Units, disputed: number): Found {
  if (units.count === 0) return NOTHING_FOUND;
  const { first, count } = units;
  const prices = [priceMissing(context, line, rule, part)];
  const calls = extrasCalled(context, line, "missing");
  const cohort = { line, subject: part === null ? ("missing" as const) : ("part" as const), group: part, first, count, prices, calls };
  return { cohorts: byAnswer(cohort, Math.min(disputed, count)), notCharged: [], problems: [] };
}

/** Missing units: within the days of waiting nothing is charged, and what is brought in them never is. */
function missingUnits(context: Context, line: ContractLine, facts: LineFacts, disputed: number): Found {
  const rule = ruleFor(context, line, null);
  const last = context.once(`waiting/${rule.id}`, () => plusDays(context.backDay, rule.waitingDays));
  const found = rule.waitingDays === 0 ? 0 : foundBy(context, facts, last);
  const left = facts.missing - found;
  const notCharged: NotCharged[] = [];
  // The found ones are taken from the end, so that what is left keeps its numbers.
  if (found > 0) notCharged.push(sparedUnits(missingSource(line, null, left, found), "foundInTime", rule, { last: { day: last } }));
  if (rule.waitingDays > 0 && context.facts.today <= last) {
    if (left > 0)
      notCharged.push(
        sparedUnits(missingSource(line, null, 0, left), "waiting", rule, { last: { day: last }, days: { days: rule.waitingDays } }),
      );
    return { cohorts: [], notCharged, problems: [] };
  }
  return allFound([{ cohorts: [], notCharged, problems: [] }, priced(context, line, rule, null, { first: 0, count: left }, disputed)]);
}

/** Of a part that was missing at hand-over already, what earlier loads have not met. */
function knownParts(context: Context, position: number, part: string): number {
  const countOf = (line: LineFacts): number => new Map(Object.entries(line.missingParts)).get(part) ?? 0;
  return knownCountLeft(context, position, countOf);
}

function missingParts(context: Context, line: ContractLine, part: string, count: number, disputed: number): Found {
  const known = Math.min(count, knownParts(context, line.position, part));
  const before = known === 0 ? [] : [sparedUnits(missingSource(line, part, count - known, known), "baseline", null, {})];
  if (known === count) return { ...NOTHING_FOUND, notCharged: before };
  const charged = priced(context, line, ruleFor(context, line, part), part, { first: 0, count: count - known }, disputed);
  return { ...charged, notCharged: before };
}

/** What of a line did not come back: whole units, then parts of those that did. */
export function missingCohorts(context: Context, line: ContractLine, facts: LineFacts): Found {
  const parts = new Map(Object.entries(facts.missingParts).filter(([, count]) => count > 0));
  const { position } = line;
  const found: Found[] = [];
  if (facts.missing > 0) {
    const disputed = context.disputes({ position, subject: "missing", group: null }, facts.missing);
    found.push(guarded(missingSource(line, null, 0, facts.missing), () => missingUnits(context, line, facts, disputed)));
  }
  for (const part of [...parts.keys()].sort()) {
    const count = parts.get(part) as number;
    const disputed = context.disputes({ position, subject: "part", group: part }, count);
    found.push(guarded(missingSource(line, part, 0, count), () => missingParts(context, line, part, count, disputed)));
  }
  return allFound(found);
}
