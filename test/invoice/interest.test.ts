import Big from "big.js";
import { expect, test } from "vitest";
import { type InterestFacts, interestOf, KNOWN_RATES } from "../../src/invoice/interest.ts";
import { day, daysBetween } from "../../src/kernel/dates.ts";
import { basisPoints, cents } from "../../src/kernel/money.ts";

const RATES = { ...KNOWN_RATES, "2026H2": basisPoints(225) };
/** Cleaning of 17.32 and damages of 44.70, billed 2026-05-21 and due 2026-06-22. */
const interest = (over: Partial<InterestFacts> = {}) =>
  interestOf({
    customer: "consumer",
    rule: { kind: "law" },
    rates: RATES,
    billedOn: day("2026-05-21"),
    dueDate: day("2026-06-22"),
    documents: [
      { kind: "invoice", amount: cents(1732) },
      { kind: "damagesStatement", amount: cents(4470) },
    ],
    payments: [],
    chargedUntil: null,
    until: day("2026-07-10"),
    paused: [],
    held: [],
    ...over,
  });
const oracle = (principal: number, rate: number, days: number): number =>
  Number(Big(principal).times(rate).times(days).div(3_650_000).round(0, Big.roundHalfUp));
const told = (over?: Partial<InterestFacts>) =>
  interest(over).map(({ document, from, to, days, principal, rate, amount }) => [document, from, to, days, principal, rate, amount]);

test("a consumer: reference rate and 7 points by half-year, from the day after the due day", () => {
  expect(told()).toEqual([
    ["invoice", "2026-06-23", "2026-06-30", 8, 1732, 950, oracle(1732, 950, 8)],
    ["invoice", "2026-07-01", "2026-07-10", 10, 1732, 925, oracle(1732, 925, 10)],
    ["damagesStatement", "2026-06-23", "2026-06-30", 8, 4470, 950, oracle(4470, 950, 8)],
    ["damagesStatement", "2026-07-01", "2026-07-10", 10, 4470, 925, oracle(4470, 925, 10)],
  ]);
  expect(interest({ until: day("2026-06-22") })).toEqual([]);
});

test("between businesses 8 points for goods and services, 7 on damages", () => {
  expect(interest({ customer: "business", until: day("2026-06-30") }).map(({ document, rate }) => [document, rate])).toEqual([
    ["invoice", 1050],
    ["damagesStatement", 950],
  ]);
});

test("a half-year that is not in the table charges nothing", () => {
  expect(told({ rates: KNOWN_RATES }).filter(([, from]) => from === "2026-07-01")).toEqual([
    ["invoice", "2026-07-01", "2026-07-10", 10, 1732, null, 0],
    ["damagesStatement", "2026-07-01", "2026-07-10", 10, 4470, null, 0],
  ]);
});

test("on damages it runs 30 days after the claim at the earliest", () => {
  const early = interest({ billedOn: day("2026-06-20"), until: day("2026-07-25") });
  expect(early.find(({ document }) => document === "damagesStatement")).toMatchObject({ from: "2026-07-21", days: 5 });
});

test("what is paid bears none from the day after; the invoice is paid first; what was charged is not charged again", () => {
  const payments = [{ amount: cents(2732), receivedOn: day("2026-06-25") }];
  expect(told({ payments, until: day("2026-06-30"), chargedUntil: day("2026-06-24") })).toEqual([
    ["invoice", "2026-06-25", "2026-06-25", 1, 1732, 950, oracle(1732, 950, 1)],
    ["damagesStatement", "2026-06-25", "2026-06-25", 1, 4470, 950, oracle(4470, 950, 1)],
    ["damagesStatement", "2026-06-26", "2026-06-30", 5, 3470, 950, oracle(3470, 950, 5)],
  ]);
});

test("an agreed rate holds between businesses, and for a consumer only below the law's", () => {
  const rate = (customer: InterestFacts["customer"], agreed: number) =>
    interest({ customer, rule: { kind: "rate", rate: basisPoints(agreed) }, until: day("2026-06-30") })[0]?.rate;
  expect([rate("business", 1200), rate("consumer", 1200), rate("consumer", 500)]).toEqual([1200, 950, 500]);
});

test("to the cent for any sum and time", () => {
  const [long] = interest({
    documents: [{ kind: "invoice", amount: cents(123_456) }],
    until: day("2026-06-30"),
    dueDate: day("2026-01-02"),
  });
  expect(long?.days).toBe(daysBetween(day("2026-01-02"), day("2026-06-30")));
  expect(long?.amount).toBe(oracle(123_456, 950, 179));
});

test("days on which an open case was about the bill cost nothing, and what lies around them stands apart", () => {
  const paused = [{ from: day("2026-06-25"), to: day("2026-06-28") }];
  expect(told({ paused, documents: [{ kind: "invoice", amount: cents(1732) }], until: day("2026-06-30") })).toEqual([
    ["invoice", "2026-06-23", "2026-06-24", 2, 1732, 950, oracle(1732, 950, 2)],
    ["invoice", "2026-06-29", "2026-06-30", 2, 1732, 950, oracle(1732, 950, 2)],
  ]);
});

test("a line that is held back bears no interest on its days, whoever else asks about it; the rest does", () => {
  const days = { from: day("2026-06-25"), to: day("2026-06-28") };
  const line = { position: 2, document: "invoice", amount: cents(732) } as const;
  const held = [
    { ...days, ...line },
    { ...line, from: day("2026-06-28"), to: day("2026-06-28") },
    { ...days, ...line, document: "damagesStatement" as const },
  ];
  expect(told({ held, documents: [{ kind: "invoice", amount: cents(1732) }], until: day("2026-06-30") })).toEqual([
    ["invoice", "2026-06-23", "2026-06-24", 2, 1732, 950, oracle(1732, 950, 2)],
    ["invoice", "2026-06-25", "2026-06-28", 4, 1000, 950, oracle(1000, 950, 4)],
    ["invoice", "2026-06-29", "2026-06-30", 2, 1732, 950, oracle(1732, 950, 2)],
  ]);
});
