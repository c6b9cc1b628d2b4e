/** Step 13: what is given away is taken off its own charge, in the order it was granted, and never more than there is. */
import { expect, test } from "vitest";
import { concede } from "../../../src/assessment/adjustments/concede.ts";
import type { Charge } from "../../../src/assessment/assessment.ts";
import { type Concession, chargeKey, idleConcessions } from "../../../src/assessment/concession.ts";
import { makeDocuments } from "../../../src/invoice/documents.ts";
import { type Cents, cents } from "../../../src/kernel/money.ts";

const charge = (over: Partial<Charge> = {}): Charge => ({
  id: "C1",
  kind: "cleaning",
  source: { position: 1, subject: "dirty", group: null, findings: [], first: 0, count: 23 },
  rule: "cleaning",
  clause: "6.1",
  unitAmount: cents(60),
  amount: cents(13_80),
  mode: "gross",
  vat: "S",
  disputed: false,
  trace: [],
  ...over,
});

const gift = (amount: Cents, over: Partial<Concession> = {}): Concession => {
  return { charge: chargeKey(charge()), amount, reason: "goodCustomer", note: null, ...over };
};

test("two gifts follow each other on the same charge; another charge stays as it is", () => {
  const other = charge({ id: "C2", rule: "handling" });
  const { charges, notCharged } = concede([charge(), other], [gift(cents(3_80)), gift(cents(2_50))]);
  expect([charges[0]?.amount, charges[0]?.conceded, charges[1], notCharged]).toEqual([7_50, 6_30, other, []]);
  expect(charges[0]?.trace.map(({ step, sentence, out }) => [step, sentence, out])).toEqual([
    [13, "concession", 10_00],
    [13, "concession", 7_50],
  ]);
});

test("more than the charge has become is cut to it, and what is given altogether is not charged", () => {
  const { charges, notCharged } = concede([charge()], [gift(cents(20_00)), gift(cents(1_00))]);
  expect(charges).toEqual([]);
  expect(notCharged.map(({ reason, sentence, trace }) => [reason, sentence, trace.length])).toEqual([
    ["conceded", "notCharged.conceded", 1],
  ]);
});

test("without a gift nothing is copied or changed", () => {
  const charges = [charge()];
  expect(concede(charges, []).charges).toBe(charges);
  expect(concede(charges, [gift(cents(1), { charge: "elsewhere" })]).charges).toEqual(charges);
});

test("one whose charge has gone is idle; one whose charge waits, or was billed before, is not", () => {
  const [here, gone] = [gift(cents(1_00)), gift(cents(2_00), { charge: "4/group/G1/0+3 damaged.1" })];
  const whole = gift(cents(3_00), { charge: "/late//0+1 late.1" });
  const idle = { reason: "goodCustomer", note: null };
  expect(idleConcessions([here, gone, whole], [here.charge], [])).toEqual([
    { position: 4, amount: 2_00, ...idle },
    { position: null, amount: 3_00, ...idle },
  ]);
  expect(idleConcessions([here, gone, whole], [here.charge, whole.charge], ["4/group/G1/0+3"])).toEqual([]);
});

test.each([
  ["gross", "gross", { amount: 10_00, conceded: 3_80, unitAmount: 60, net: 7_97 }, { base: 7_97, tax: 2_03 }],
  ["net", "net", { amount: 10_00, conceded: 3_80, unitAmount: 60, net: 10_00 }, { base: 10_00, tax: 2_55 }],
  ["gross", "net", { amount: 8_01, conceded: 3_03, unitAmount: 48, net: 8_01 }, { base: 8_01, tax: 2_04 }],
] as const)("a charge in %s prices on a bill in %s: VAT on what is left, sums by the printed figures", (mode, printed, line, vat) => {
  const { charges } = concede([charge({ mode })], [gift(cents(3_80))]);
  const [document] = makeDocuments(charges, printed, "2026-05-18" as never);
  expect(document?.lines).toMatchObject([line]);
  expect(document?.vat).toMatchObject([vat]);
});
