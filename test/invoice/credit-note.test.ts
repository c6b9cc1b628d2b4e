import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { creditLines } from "../../src/invoice/credit-note.ts";
import { makeDocuments } from "../../src/invoice/documents.ts";
import { day } from "../../src/kernel/dates.ts";
import { cents, sum } from "../../src/kernel/money.ts";
import { buildCleaning } from "../support/build-billing.ts";

const invoiceOf = (amounts: readonly number[], mode: "net" | "gross") => {
  const charges = amounts.map((amount, index) =>
    buildCleaning({ id: `C${index + 1}`, amount: cents(amount), unitAmount: null, mode, vat: index % 3 === 2 ? "AA" : "S" }),
  );
  const [invoice] = makeDocuments(charges, mode, day("2026-05-20"));
  if (!invoice) throw new Error("no invoice");
  return invoice;
};

describe("a credit", () => {
  test("names only the VAT of what it gives back", () => {
    expect(creditLines(invoiceOf([500, 700, 900], "net"), ["C3"])).toEqual({
      charges: ["C3"],
      vat: [{ treatment: "AA", rate: 1350, base: 900, tax: 122 }],
      net: 900,
      tax: 122,
      total: 1022,
    });
  });

  test("refuses a line that is not there, or was given back before", () => {
    expect(() => creditLines(invoiceOf([500], "net"), ["C9"])).toThrow("not on the document: C9");
    expect(() => creditLines(invoiceOf([500], "net"), ["C1"], ["C1"])).toThrow("credited before: C1");
  });

  test("line by line in any order, credits give back exactly what was billed", () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(amounts, fc.constantFrom("net" as const, "gross" as const), fc.boolean(), (given, mode, backwards) => {
        const invoice = invoiceOf(given, mode);
        const order = invoice.lines.map((line) => line.charge);
        if (backwards) order.reverse();
        const credits = order.map((charge, index) => creditLines(invoice, [charge], order.slice(0, index)));
        expect(sum(credits.map((credit) => credit.tax))).toBe(invoice.tax);
        expect(sum(credits.map((credit) => credit.total))).toBe(invoice.total);
        expect(credits.every((credit) => credit.total > 0 || credit.net >= 0)).toBe(true);
      }),
    );
  });
});
