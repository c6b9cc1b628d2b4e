/**
 * Late interest by the Interest Act (korkolaki 633/1982): the reference rate of the half-year (12 §) and 7 points (4 §); 8 points between
 * businesses for goods and services (4 a §), which damages are not. Simple interest by actual days on 365, from the day after the due day
 * to the day of payment; on damages 30 days after the claim at the earliest (7 §).
 */
import type { CustomerKind } from "../contract/contract.ts";
import type { PaymentRule } from "../contract/terms.ts";
import { type Day, daysBetween, plusDays } from "../kernel/dates.ts";
import { type BasisPoints, basisPoints, type Cents, cents, mulDiv, notNegative, smaller, subtract, sum } from "../kernel/money.ts";
import type { DocumentKind } from "./billing.ts";
import { DAYS_FOR_A_CLAIM } from "./due-date.ts";
import type { HeldSum } from "./held-lines.ts";

/** Reference rates by half-year: `2026H1`. */
export type ReferenceRates = Readonly<Record<string, BasisPoints>>;

/** Those the Bank of Finland had announced when this was written; an owner adds later ones to `desk.json`. */
export const KNOWN_RATES: ReferenceRates = { "2025H1": basisPoints(350), "2026H1": basisPoints(250) };

const POINTS: Readonly<Record<CustomerKind, Readonly<Record<DocumentKind, number>>>> = {
  consumer: { invoice: 700, damagesStatement: 700 },
  business: { invoice: 800, damagesStatement: 700 },
};
const DAYS_A_YEAR = 365;
const WHOLE = 10_000;

export interface InterestFacts {
  readonly customer: CustomerKind;
  readonly rule: PaymentRule["interest"];
  readonly rates: ReferenceRates;
  readonly billedOn: Day;
  readonly dueDate: Day;
  /** What the deposit and credits leave of each document. */
  readonly documents: readonly { readonly kind: DocumentKind; readonly amount: Cents }[];
  readonly payments: readonly { readonly amount: Cents; readonly receivedOn: Day }[];
  /** Until when interest has been charged; null: never yet. */
  readonly chargedUntil: Day | null;
  readonly until: Day;
  /** Days for which nothing is charged, as while an open case was about the bill. */
  readonly paused: readonly PausedDays[];
  /** Days on which a line was held back: nothing is charged on its sum. */
  readonly held: readonly (PausedDays & HeldSum)[];
}

/** A run of days; both ends count. */
export interface PausedDays {
  readonly from: Day;
  readonly to: Day;
}

/** A run of days with one principal and one rate. */
export interface InterestPart {
  readonly document: DocumentKind;
  readonly from: Day;
  /** Counts too. */
  readonly to: Day;
  readonly days: number;
  readonly principal: Cents;
  /** Null: the half-year is not in the table, and nothing is charged. */
  readonly rate: BasisPoints | null;
  readonly amount: Cents;
}

const halfYearOf = (day: Day): string => `${day.slice(0, 4)}H${Number(day.slice(5, 7)) <= 6 ? 1 : 2}`;

/** The half-years of which nothing is charged because the table lacks them. */
export const halfYearsWithoutRate = (parts: readonly Pick<InterestPart, "from" | "to" | "rate">[]): readonly string[] =>
  [...new Set(parts.filter(({ rate }) => rate === null).flatMap(({ from, to }) => [halfYearOf(from), halfYearOf(to)]))].sort();

/** The interest that has come up and not been charged, part by part; each part is rounded as it is printed. */
export function interestOf(facts: InterestFacts): readonly InterestPart[] {
  return facts.documents.flatMap(({ kind }) => {
    const claim = plusDays(facts.billedOn, DAYS_FOR_A_CLAIM);
    const starts = [facts.dueDate, facts.chargedUntil, kind === "damagesStatement" ? claim : null].filter((day) => day !== null);
    const start = starts.reduce((a, b) => (a >= b ? a : b));
    return partsAfter(facts, kind, start);
  });
}

function partsAfter(facts: InterestFacts, kind: DocumentKind, start: Day): InterestPart[] {
  const parts: InterestPart[] = [];
  for (let day = plusDays(start, 1); day <= facts.until; day = plusDays(day, 1)) {
    if (facts.paused.some(({ from, to }) => from <= day && day <= to)) continue;
    const [principal, rate] = [principalOn(facts, kind, day), rateOn(facts, kind, day)];
    const last = parts.at(-1);
    if (last && last.to === plusDays(day, -1) && last.principal === principal && last.rate === rate)
      parts.push(part({ ...(parts.pop() as InterestPart), to: day }));
    else parts.push(part({ document: kind, from: day, to: day, principal, rate }));
  }
  return parts.filter(({ principal }) => principal > 0);
}

function part(of: Omit<InterestPart, "days" | "amount">): InterestPart {
  const days = daysBetween(of.from, of.to) + 1;
  return { ...of, days, amount: of.rate === null ? cents(0) : mulDiv(of.principal, of.rate * days, WHOLE * DAYS_A_YEAR) };
}

/** What is still open of a document at the start of a day: payments go to the invoice first, whose rate is never the lower one. */
function principalOn({ documents, payments, held }: InterestFacts, kind: DocumentKind, day: Day): Cents {
  const paid = sum(payments.filter(({ receivedOn }) => receivedOn < day).map(({ amount }) => amount));
  const owed = (of: DocumentKind): Cents => sum(documents.filter((one) => one.kind === of).map(({ amount }) => amount));
  const forInvoice = smaller(paid, owed("invoice"));
  const open = notNegative(subtract(owed(kind), kind === "invoice" ? forInvoice : subtract(paid, forInvoice)));
  return notNegative(subtract(open, heldOnDay(held, kind, day)));
}

/** A line that several cases are about is held once. */
function heldOnDay(held: InterestFacts["held"], kind: DocumentKind, day: Day): Cents {
  const then = held.filter(({ document, from, to }) => document === kind && from <= day && day <= to);
  return sum(new Map(then.map(({ position, amount }) => [position, amount])).values());
}

/** An agreed rate holds between businesses; for a consumer never above the Act's (2 §). */
function rateOn({ customer, rule, rates }: InterestFacts, kind: DocumentKind, day: Day): BasisPoints | null {
  if (rule.kind === "rate" && customer === "business") return rule.rate;
  const key = halfYearOf(day);
  const reference = Object.hasOwn(rates, key) ? rates[key] : undefined;
  if (reference === undefined) return null;
  const law = basisPoints(reference + POINTS[customer][kind]);
  return rule.kind === "rate" && rule.rate < law ? rule.rate : law;
}
