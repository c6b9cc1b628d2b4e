/** What became of disputes that were talked over: units the customer agrees about after all, and units that are never charged. */
import type { SettledDispute } from "../inspection/inspection.ts";
import { multiply } from "../kernel/money.ts";
import type { NotCharged, Source } from "./assessment.ts";
import type { Draft } from "./draft.ts";
import { type Billed, type Range, readBilled, without } from "./ranges.ts";
import { traced } from "./trace.ts";

type Outcome = SettledDispute["outcome"];

export interface SettledUnits {
  readonly agreed: Billed;
  readonly dropped: Billed;
}

/** A later word about the same units takes the earlier one's place. @throws RangeError for a source of another shape. */
export function readSettled(settled: readonly SettledDispute[]): SettledUnits {
  const last: Record<Outcome, Map<string, readonly Range[]>> = { agreed: new Map(), dropped: new Map() };
  for (const { outcome, sources } of settled) {
    const other = last[outcome === "agreed" ? "dropped" : "agreed"];
    for (const [name, ranges] of readBilled(sources)) {
      last[outcome].set(name, [...(last[outcome].get(name) ?? []), ...ranges]);
      other.set(
        name,
        (other.get(name) ?? []).flatMap((range) => without(range, ranges)),
      );
    }
  }
  return last;
}

const nameOf = ({ position, subject, group }: Source): string => [position ?? "", subject, group ?? ""].join("/");

const unitTrace = ({ trace }: Draft): Draft["trace"] => trace.filter(({ sentence }) => sentence !== "times");

/** The same draft for other units of its source; what is charged once has no parts. */
function forUnits(draft: Draft, { first, count }: Range, over: Partial<Draft> = {}): Draft {
  const { source, unitAmount } = draft;
  if (unitAmount === null || (first === source.first && count === source.count)) return { ...draft, ...over };
  const amount = multiply(unitAmount, count);
  const times = count === 1 ? [] : [traced(6, null, "times", { one: { cents: unitAmount }, count: { count } }, amount)];
  return { ...draft, source: { ...source, first, count }, amount, trace: [...unitTrace(draft), ...times], ...over };
}

/** Two drafts that differ in nothing but their units. */
const alike = (draft: Draft): string =>
  JSON.stringify([nameOf(draft.source), draft.source.findings, draft.basis, draft.disputed, draft.unitAmount, unitTrace(draft)]);

/** Units that are agreed by now stand with those that always were: one line on the bill, rounded once. */
function joined(drafts: readonly Draft[]): Draft[] {
  const last = new Map<string, number>();
  const all: Draft[] = [];
  for (const draft of drafts) {
    const key = alike(draft);
    const index = last.get(key);
    const before = index === undefined ? undefined : all[index];
    const adjoins = before && before.source.first + before.source.count === draft.source.first && draft.unitAmount !== null;
    if (index !== undefined && before && adjoins) {
      all[index] = forUnits(before, { first: before.source.first, count: before.source.count + draft.source.count });
      continue;
    }
    last.set(key, all.push(draft) - 1);
  }
  return all;
}

/** What of a range the others hold. */
const within = (range: Range, others: readonly Range[]): Range[] =>
  without(range, others).reduce((left, gap) => left.flatMap((part) => without(part, [gap])), [range]);

export interface Settled {
  /** What can be charged; what is agreed by now is no longer disputed. */
  readonly drafts: readonly Draft[];
  readonly dropped: readonly NotCharged[];
}

const toDropped = ({ source, basis }: Draft): NotCharged => ({
  source,
  reason: "dropped",
  rule: basis.rule,
  clause: basis.clause,
  sentence: "notCharged.dropped",
  values: {},
  trace: [],
});

/** Drafts as they stand right after times-quantity: nothing of the line or contract level has touched them. */
export function settleDisputed(drafts: readonly Draft[], { agreed, dropped }: SettledUnits): Settled {
  if (agreed.size === 0 && dropped.size === 0) return { drafts, dropped: [] };
  const left: Draft[] = [];
  const gone: NotCharged[] = [];
  for (const draft of drafts) {
    const { first, count } = draft.source;
    const [yes, no] = [agreed.get(nameOf(draft.source)) ?? [], dropped.get(nameOf(draft.source)) ?? []];
    if (yes.length === 0 && no.length === 0) {
      left.push(draft);
      continue;
    }
    const whole: Range = { first, count };
    left.push(...within(whole, yes).map((range) => forUnits(draft, range, { disputed: false })));
    left.push(...without(whole, [...yes, ...no]).map((range) => forUnits(draft, range)));
    gone.push(...within(whole, no).map((range) => toDropped(forUnits(draft, range))));
  }
  return { drafts: joined(left), dropped: gone };
}
