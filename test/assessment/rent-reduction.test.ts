/** What was ours comes off the rent: sums by hand, and never more than the rent. */
import { expect, test } from "vitest";
import { type OurFault, reduceRent, rentalDays } from "../../src/assessment/rent-reduction.ts";
import type { OurFaultRule } from "../../src/contract/our-faults.ts";
import { basisPoints, cents } from "../../src/kernel/money.ts";
import { at, buildContract, buildLine } from "../support/build-contract.ts";
import { buildMatch, buildTerms } from "../support/build-terms.ts";

const rule = (over: Partial<OurFaultRule>): OurFaultRule => ({
  id: "ourFaults.1",
  clause: "7.1",
  faults: [],
  match: buildMatch(),
  reduction: { kind: "rent", rate: basisPoints(100_00) },
  ...over,
});
const ourFaults = [
  rule({ faults: ["short", "late"] }),
  rule({ id: "ourFaults.2", clause: "7.2", faults: ["dirty"], reduction: { kind: "rent", rate: basisPoints(33_33) } }),
  rule({ id: "ourFaults.3", clause: "7.3", faults: ["notAsPromised"], reduction: { kind: "fixed", amount: cents(250) } }),
];
const terms = { ...buildTerms(), ourFaults };
/** Friday 10:00 to Monday 12:00: four started days of 4.00 for each of sixty chairs, 960.00 in all. */
const contract = buildContract();

let next = 1;
const fault = (over: Partial<OurFault>): OurFault => ({
  ...{ id: next++, kind: "short", position: 1, count: null, days: null, named: null, note: null },
  ...over,
});
const amounts = (faults: readonly OurFault[], of = contract) =>
  reduceRent({ contract: of, terms }, faults).map(({ unitAmount, quantity, amount, clause }) => [unitAmount, quantity, amount, clause]);

test.each([
  ["four short for the whole rental: 4 × 4.00 = 16.00, × 4", { count: 4 }, [1600, 4, 6400, "7.1"]],
  ["all a day late: 1 × 4.00, × 60", { kind: "late", days: 1 }, [400, 60, 24000, "7.1"]],
  // 33.33 % of 16.00 is 5.3328: 5.33 is printed, and the next step starts from it.
  ["ten dirty: 33.33 % of 16.00 = 5.33, × 10", { kind: "dirty", count: 10 }, [533, 10, 5330, "7.2"]],
  ["one not as promised: 2.50", { kind: "notAsPromised", count: 1 }, [250, 1, 250, "7.3"]],
  ["more days than were rented count as all of them", { count: 1, days: 9 }, [1600, 1, 1600, "7.1"]],
  ["a sum that somebody named", { named: cents(2000), position: null }, [null, 1, 2000, null]],
] as const)("%s", (_, over, expected) => expect(amounts([fault(over)])).toEqual([expected]));

test("a rental of under a day is a day", () => {
  expect(rentalDays(buildContract({ due: at("2026-05-15 18:00") }))).toBe(1);
  expect(rentalDays(contract)).toBe(4);
});

test("together never more than the rent of the line, nor of the delivery; what is nothing is no line", () => {
  // 960.00 is the rent; 800.00 are taken, 160.00 are left of the 240.00 wanted, and then nothing.
  expect(amounts([fault({ named: cents(80000) }), fault({ kind: "late", days: 1 }), fault({ count: 1 })])).toEqual([
    [null, 1, 80000, null],
    [null, 1, 16000, "7.1"],
  ]);
  const two = buildContract({ lines: [buildLine(), buildLine({ quantity: 10, name: "Pöytä" })] });
  // The whole delivery late for a day: each line by its own rent.
  expect(amounts([fault({ kind: "late", position: null, days: 1 })], two).map(([, , amount]) => amount)).toEqual([24000, 4000]);
});

test("the steps say how the sum was reached", () => {
  const [reduction] = reduceRent({ contract, terms }, [fault({ kind: "dirty", count: 10 })]);
  expect(reduction?.trace.map(({ sentence, rule: by, out }) => [sentence, by, out])).toEqual([
    ["ourFault.rent", "ourFaults.2", 1600],
    ["ourFault.share", "ourFaults.2", 533],
    ["times", null, 5330],
  ]);
});

test("a fault that the terms do not price is never guessed", () => {
  expect(() => reduceRent({ contract, terms: buildTerms() }, [fault({})])).toThrow("no rule for fault");
});
