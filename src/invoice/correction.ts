/** What a load's bills and what it comes to by now differ in: what goes back of which billed line, and what is billed on top. */
import type { Charge } from "../assessment/assessment.ts";
import { traced } from "../assessment/trace.ts";
import { add, type Cents, notNegative, smaller, subtract, sum, ZERO } from "../kernel/money.ts";
import type { BilledDocument, DocumentLine, IssuedBilling } from "./billing.ts";
import { type CreditPart, creditedParts, type IssuedCreditNote, leftOf, unitsLeft, unitsOf, wholeLine } from "./credit-note.ts";

/** A billing with the credit notes that its documents have had. */
export interface BilledBefore {
  readonly issued: IssuedBilling;
  readonly notes: readonly IssuedCreditNote[];
}

/** What of one document goes back. */
export interface CorrectedDocument {
  readonly issued: IssuedBilling;
  readonly document: BilledDocument;
  readonly parts: readonly CreditPart[];
  /** Whether a waiver or cap of the whole contract moved sums between lines: what went up elsewhere is set against it. */
  readonly netted: boolean;
}

export interface Difference {
  readonly credits: readonly CorrectedDocument[];
  /** What is billed on top, each with the step that takes off what was billed before. */
  readonly more: readonly Charge[];
}

interface BilledLine {
  readonly issued: IssuedBilling;
  readonly document: BilledDocument;
  readonly line: DocumentLine;
  readonly charge: Charge;
  readonly before: readonly CreditPart[];
  /** Of its sum, what no credit note has given back. */
  readonly left: Cents;
  /** The same, but a credit that somebody decided still counts as billed: it is not billed anew by itself. */
  readonly counted: Cents;
}

/** Sums are compared by what they are for: a bill that says the same in other groups is the same bill. */
const bucketOf = ({ source, kind, vat }: Charge): string => [source.position ?? "", source.subject, kind, vat].join("/");

/** Within a bucket, what a charge speaks of. */
const thingOf = ({ source, rule }: Charge): string => [source.group ?? "", rule].join("/");

function billedLines(before: readonly BilledBefore[]): BilledLine[] {
  return before.flatMap(({ issued, notes }) =>
    issued.billing.documents.flatMap((document) => {
      const partsOf = (of: readonly IssuedCreditNote[]): readonly CreditPart[] =>
        creditedParts(
          of.map(({ note }) => note),
          document.number as string,
        );
      const [all, corrected] = [partsOf(notes), partsOf(notes.filter(({ cause }) => cause === "correction"))];
      return document.lines.map((line): BilledLine => {
        const charge = issued.billing.charges.find(({ id }) => id === line.charge) as Charge;
        return { issued, document, line, charge, before: all, left: leftOf(line, all), counted: leftOf(line, corrected) };
      });
    }),
  );
}

/** Takes from what each thing has as much as is asked for, in order. */
function takerOf(charges: readonly { readonly thing: string; readonly amount: Cents }[]): (thing: string, most: Cents) => Cents {
  const left = new Map<string, Cents>();
  for (const { thing, amount } of charges) left.set(thing, add(left.get(thing) ?? ZERO, amount));
  return (thing, most) => {
    const taken = smaller(most, left.get(thing) ?? ZERO);
    left.set(thing, subtract(left.get(thing) ?? ZERO, taken));
    return taken;
  };
}

/** A part of a line, in units where whole ones come to that sum. */
function partFor({ line, before }: BilledLine, amount: Cents): CreditPart {
  const whole = wholeLine(line, before);
  if (amount === whole.amount) return whole;
  const units = Math.round((line.quantity * amount) / line.amount);
  const inUnits = units > 0 && units < unitsLeft(line, before) ? unitsOf(line, units, before) : null;
  return inUnits?.amount === amount ? inUnits : { charge: line.charge, amount, quantity: null };
}

/** Shares a sum over what can bear it, the first ones first. */
function fill<T>(
  entries: readonly { readonly of: T; readonly most: Cents }[],
  amount: Cents,
): { readonly of: T; readonly amount: Cents }[] {
  let rest = amount;
  return entries.flatMap(({ of, most }) => {
    const own = smaller(most, rest);
    rest = subtract(rest, own);
    return own > 0 ? [{ of, amount: own }] : [];
  });
}

/** What goes down or up by a sum. */
interface Change<T> {
  readonly of: T;
  readonly amount: Cents;
  /** Nothing about the thing itself has changed: its share of a waiver or cap of the whole contract has. */
  readonly shifted: boolean;
}

/** The same units at the same price: what differs comes from other lines. */
const isSame = (a: Charge, b: Charge): boolean =>
  thingOf(a) === thingOf(b) && a.unitAmount !== null && a.unitAmount === b.unitAmount && a.source.count === b.source.count;

/** What is too much of each line; what was billed last goes back first. */
function lessOf(lines: readonly BilledLine[], charges: readonly Charge[], amount: Cents): Change<BilledLine>[] {
  const keeps = takerOf(charges.map((charge) => ({ thing: thingOf(charge), amount: charge.amount })));
  const surplus = lines.map((of) => ({ of, most: subtract(of.left, keeps(thingOf(of.charge), of.left)) }));
  return fill(surplus.reverse(), amount).map((one) => ({ ...one, shifted: charges.some((charge) => isSame(charge, one.of.charge)) }));
}

function moreOf(lines: readonly BilledLine[], charges: readonly Charge[], amount: Cents): Change<Charge>[] {
  const billed = takerOf(lines.map(({ charge, counted }) => ({ thing: thingOf(charge), amount: counted })));
  const needs = charges.map((of) => ({ of, most: subtract(of.amount, billed(thingOf(of), of.amount)) }));
  return fill(needs, amount).map((one) => ({ ...one, shifted: lines.some(({ charge }) => isSame(charge, one.of)) }));
}

const totalOf = (changes: readonly { readonly amount: Cents }[]): Cents => sum(changes.map(({ amount }) => amount));

/** Less by so much, what only shifted first. */
function cut<T>(changes: readonly Change<T>[], amount: Cents): Change<T>[] {
  const taken = new Map(
    fill(
      [...changes].sort((a, b) => Number(b.shifted) - Number(a.shifted)).map((of) => ({ of, most: of.amount })),
      amount,
    ).map((one) => [one.of, one.amount] as const),
  );
  return changes
    .map((change) => ({ ...change, amount: subtract(change.amount, taken.get(change) ?? ZERO) }))
    .filter((change) => change.amount > 0);
}

/**
 * A waiver or cap of the whole contract is shared over its lines: when one of them changes, the others' shares do, too. Nobody gets a
 * credit note and a bill for that: within a VAT treatment what shifted is set against what goes the other way.
 */
function withoutShifts(less: readonly Change<BilledLine>[], more: readonly Change<Charge>[]) {
  const shifted = [...less, ...more].filter((change) => change.shifted);
  const amount = [totalOf(less), totalOf(more), totalOf(shifted)].reduce((a, b) => smaller(a, b));
  return { less: cut(less, amount), more: cut(more, amount), netted: amount > 0 };
}

function onTop({ conceded: _, ...charge }: Charge, amount: Cents): Charge {
  const values = { all: { cents: charge.amount }, before: { cents: subtract(charge.amount, amount) } };
  return { ...charge, amount, trace: [...charge.trace, traced(13, null, "billedBefore", values, amount)] };
}

function groupBy<T>(entries: readonly T[], keyOf: (entry: T) => string): ReadonlyMap<string, readonly [T, ...T[]]> {
  const groups = new Map<string, [T, ...T[]]>();
  for (const entry of entries) {
    const group = groups.get(keyOf(entry));
    if (group) group.push(entry);
    else groups.set(keyOf(entry), [entry]);
  }
  return groups;
}

/**
 * Compares what a load comes to with what its bills say, by contract line, subject, kind and VAT treatment.
 * @param before all billings of the load, in the order of issue. @param charges what it comes to, as if nothing had been billed yet.
 */
export function differenceOf(before: readonly BilledBefore[], charges: readonly Charge[]): Difference {
  const lines = groupBy(billedLines(before), ({ charge }) => bucketOf(charge));
  const owed = groupBy(charges, bucketOf);
  const all: { readonly less: Change<BilledLine>[]; readonly more: Change<Charge>[] } = { less: [], more: [] };
  for (const bucket of new Set([...lines.keys(), ...owed.keys()])) {
    const [billed, own] = [lines.get(bucket) ?? [], owed.get(bucket) ?? []];
    const target = totalOf(own);
    all.less.push(...lessOf(billed, own, notNegative(subtract(sum(billed.map(({ left }) => left)), target))));
    all.more.push(...moreOf(billed, own, notNegative(subtract(target, sum(billed.map(({ counted }) => counted))))));
  }
  const [less, more] = [groupBy(all.less, ({ of }) => of.charge.vat), groupBy(all.more, ({ of }) => of.vat)];
  const parts = [...new Set([...less.keys(), ...more.keys()])].map((vat) => withoutShifts(less.get(vat) ?? [], more.get(vat) ?? []));
  const added = parts.flatMap((part) => part.more);
  return {
    credits: byDocument(parts.flatMap((part) => part.less.map((change) => ({ ...change, netted: part.netted })))),
    more: charges.flatMap((charge) =>
      added.filter(({ of }) => of.id === charge.id).map(({ amount }) => (amount === charge.amount ? charge : onTop(charge, amount))),
    ),
  };
}

/** In the order of issue. */
function byDocument(less: readonly (Change<BilledLine> & { readonly netted: boolean })[]): CorrectedDocument[] {
  const documents = groupBy(less, ({ of }) => of.document.number as string);
  return [...documents.values()]
    .map((all) => {
      const { issued, document } = all[0].of;
      const place = ({ charge }: CreditPart): number => document.lines.findIndex((line) => line.charge === charge);
      const parts = all.map(({ of, amount }) => partFor(of, amount)).sort((a, b) => place(a) - place(b));
      return { issued, document, parts, netted: all.some(({ netted }) => netted) };
    })
    .sort(
      (a, b) =>
        a.issued.id - b.issued.id || a.issued.billing.documents.indexOf(a.document) - b.issued.billing.documents.indexOf(b.document),
    );
}
