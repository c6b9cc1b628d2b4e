import Big from "big.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Charge } from "../../src/assessment/assessment.ts";
import type { PriceMode } from "../../src/contract/contract.ts";
import type { VatTreatment } from "../../src/contract/terms.ts";
import { makeDocuments } from "../../src/invoice/documents.ts";
import { day } from "../../src/kernel/dates.ts";
import { cents, sum } from "../../src/kernel/money.ts";
import { buildCharge, buildCleaning, buildSource } from "../support/build-billing.ts";

const supplied = day("2026-05-20");

describe("documents", () => {
  test("one without a sum is not made", () => {
    expect(makeDocuments([], "net", supplied)).toEqual([]);
    expect(makeDocuments([buildCharge({ amount: cents(0) }), buildCleaning({ amount: cents(0) })], "net", supplied)).toEqual([]);
    expect(makeDocuments([buildCharge({ amount: cents(0) }), buildCleaning()], "net", supplied).map(({ kind }) => kind)).toEqual([
      "invoice",
    ]);
  });

  test("two rates stand side by side on one invoice, the lines in the order of the charges", () => {
    const reduced = buildCleaning({ id: "C1", vat: "AA", amount: cents(1000), unitAmount: null });
    const [invoice] = makeDocuments([reduced, buildCleaning()], "net", supplied);
    expect(invoice?.lines.map((line) => line.charge)).toEqual(["C1", "C2"]);
    expect(invoice?.vat).toEqual([
      { treatment: "S", rate: 2550, base: 1380, tax: 352 },
      { treatment: "AA", rate: 1350, base: 1000, tax: 135 },
    ]);
    expect(invoice?.total).toBe(2867);
  });

  test("a line cut by a waiver or cap keeps its price and its own sum", () => {
    const [claim] = makeDocuments([buildCharge({ amount: cents(5000) })], "net", supplied);
    expect(claim?.lines).toEqual([
      { charge: "C1", kind: "diminution", position: 1, quantity: 3, unitAmount: 6490, amount: 5000, net: 5000, vat: "O" },
    ]);
  });

  test.each([
    [
      "a product is converted by its unit",
      { unitAmount: cents(5171), amount: cents(15_513) },
      "net",
      "gross",
      { unitAmount: 6490, amount: 19_470 },
    ],
    [
      "a cut sum is converted as it is",
      { unitAmount: cents(5171), amount: cents(10_000) },
      "net",
      "gross",
      { unitAmount: 6490, amount: 12_550 },
    ],
    ["so is a sum without a unit", { unitAmount: null, amount: cents(1380) }, "gross", "net", { unitAmount: null, amount: 1100 }],
  ] as const)("a charge in the other mode: %s", (_, sums, from, to, expected) => {
    const charge = buildCleaning({ ...sums, mode: from, source: buildSource({ count: 3 }) });
    const [invoice] = makeDocuments([charge], to, supplied);
    expect(invoice?.lines.map(({ unitAmount, amount }) => ({ unitAmount, amount }))).toEqual([expected]);
  });
});

const anyCharge = (mode: PriceMode) =>
  fc
    .record({
      amount: fc.integer({ min: 0, max: 5_000_000 }),
      vat: fc.constantFrom<VatTreatment>("S", "AA", "O"),
      count: fc.integer({ min: 1, max: 500 }),
    })
    .map(({ amount, vat, count }) =>
      buildCharge({ amount: cents(amount), unitAmount: null, vat, mode: vat === "O" ? "net" : mode, source: buildSource({ count }) }),
    );

const anyCharges = (mode: PriceMode): fc.Arbitrary<Charge[]> =>
  fc
    .array(anyCharge(mode), { minLength: 1, maxLength: 200 })
    .map((charges) => charges.map((charge, index) => ({ ...charge, id: `C${index + 1}` })));

const RATES = { S: "0.255", AA: "0.135" } as const;
const halfUp = (value: Big): number => Number(value.round(0, Big.roundHalfUp));

describe.each<PriceMode>(["net", "gross"])("bills of 1 to 200 lines in %s prices", (mode) => {
  test("lines add up to categories, categories to documents, documents to the charges", () => {
    fc.assert(
      fc.property(anyCharges(mode), (charges) => {
        const documents = makeDocuments(charges, mode, supplied);
        for (const document of documents) {
          expect(document.vat.some((category) => category.treatment === "O")).toBe(document.kind === "damagesStatement");
          for (const category of document.vat) {
            const lines = document.lines.filter((line) => line.vat === category.treatment);
            expect(sum(lines.map((line) => line.net))).toBe(category.base);
            expect(lines.every((line) => line.net >= 0 && line.net <= line.amount)).toBe(true);
          }
          expect(document.net).toBe(sum(document.vat.map((category) => category.base)));
          expect(document.total).toBe(document.net + document.tax);
          expect(document.payable).toBe(document.total);
          if (document.mode === "gross") expect(document.total).toBe(sum(document.lines.map((line) => line.amount)));
          else expect(document.net).toBe(sum(document.lines.map((line) => line.amount)));
        }
        const billed = documents.flatMap((document) => document.lines.map((line) => line.charge));
        expect(new Set(billed)).toEqual(new Set(charges.filter((charge) => charge.amount > 0).map((charge) => charge.id)));
      }),
      { numRuns: 60 },
    );
  });

  test("VAT is rounded once per category, half up", () => {
    fc.assert(
      fc.property(anyCharges(mode), (charges) => {
        for (const { vat } of makeDocuments(charges, mode, supplied)) {
          for (const { treatment, tax } of vat) {
            const amount = new Big(sum(charges.filter((charge) => charge.vat === treatment).map((charge) => charge.amount)));
            if (treatment === "O") expect(tax).toBe(0);
            else
              expect(tax).toBe(
                halfUp(
                  mode === "net" ? amount.times(RATES[treatment]) : amount.times(RATES[treatment]).div(new Big(1).plus(RATES[treatment])),
                ),
              );
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
