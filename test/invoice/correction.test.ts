/** What a correction gives back, line by line; test/acceptance/correct.test.ts has the story. */
import { expect, test } from "vitest";
import type { Charge } from "../../src/assessment/assessment.ts";
import type { Billing, IssuedBilling } from "../../src/invoice/billing.ts";
import { differenceOf } from "../../src/invoice/correction.ts";
import { instant } from "../../src/kernel/dates.ts";
import { cents } from "../../src/kernel/money.ts";
import { buildBilling, buildCharge, buildCleaning, buildSource } from "../support/build-billing.ts";

const CHAIRS = buildCharge();
const TABLES = buildCharge({
  id: "C3",
  source: buildSource({ position: 3, group: "G2", findings: ["F2"], count: 1 }),
  amount: cents(6490),
});
const CUPS = buildCleaning();
/** A fee of the whole return, which stands on no line of the contract. */
const TRIP = buildCleaning({
  id: "C4",
  kind: "delivery",
  rule: "extras.1",
  source: buildSource({ position: null, subject: "extra", group: "extras.1", findings: [], count: 1 }),
  unitAmount: null,
  amount: cents(3500),
});

const issued = (billing: Billing, id = 1): IssuedBilling => ({
  id,
  billing,
  sha256: "0".repeat(64),
  issuedAt: instant("2026-05-21T09:00:00Z"),
  issuedBy: "mira",
  pdf: null,
});

/** Each document with what goes back of which charge, and what is billed on top. */
const between = (billings: readonly Billing[], now: readonly Charge[]) => {
  const { credits, more } = differenceOf(
    billings.map((billing, index) => ({ issued: issued(billing, index + 1), notes: [] })),
    now,
  );
  return {
    back: credits.map(({ issued: of, document, parts }) => [of.id, document.kind, parts.map(({ charge, amount }) => [charge, amount])]),
    more: more.map(({ id, amount }) => [id, amount]),
  };
};

test("nothing goes back where nothing has changed", () => {
  expect(between([buildBilling({ charges: [CHAIRS, CUPS, TRIP] })], [CHAIRS, CUPS, TRIP])).toEqual({ back: [], more: [] });
});

test("all that is too much goes back, document by document in the order of issue, line by line as they stand there", () => {
  const second = buildBilling({ charges: [CHAIRS] });
  const later = { ...second, documents: second.documents.map((document) => ({ ...document, number: "K-2026-0002" })) };
  const billings = [buildBilling({ charges: [CHAIRS, CUPS, TABLES, TRIP] }), later];
  expect(between(billings, [])).toEqual({
    back: [
      [
        1,
        "invoice",
        [
          ["C2", 1380],
          ["C4", 3500],
        ],
      ],
      [
        1,
        "damagesStatement",
        [
          ["C1", 19_470],
          ["C3", 6490],
        ],
      ],
      [2, "damagesStatement", [["C1", 19_470]]],
    ],
    more: [],
  });
});

test("a fee of the return that has become larger is billed on top by the difference", () => {
  expect(between([buildBilling({ charges: [CUPS, TRIP] })], [CUPS, { ...TRIP, amount: cents(5000) }])).toEqual({
    back: [],
    more: [["C4", 1500]],
  });
});
