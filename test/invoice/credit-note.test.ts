import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CreditPart, creditParts, effectOf, unitsOf, wholeLine } from "../../src/invoice/credit-note.ts";
import { makeDocuments } from "../../src/invoice/documents.ts";
import { day } from "../../src/kernel/dates.ts";
import { cents, sum, ZERO } from "../../src/kernel/money.ts";
import { buildCleaning, buildSource } from "../support/build-billing.ts";

const invoiceOf = (amounts: readonly number[], mode: "net" | "gross", count = 1) => {
  const source = buildSource({ position: 2, subject: "dirty", group: null, findings: [], count });
  const charges = amounts.map((amount, index) =>
    buildCleaning({ id: `C${index + 1}`, amount: cents(amount), unitAmount: null, mode, source, vat: index % 3 === 2 ? "AA" : "S" }),
  );
  const [invoice] = makeDocuments(charges, mode, day("2026-05-20"));
  if (!invoice) throw new Error("no invoice");
  return invoice;
};
type Invoice = ReturnType<typeof invoiceOf>;

const lineOf = (invoice: Invoice, charge: string) => {
  const line = invoice.lines.find((candidate) => candidate.charge === charge);
  if (!line) throw new Error(charge);
  return line;
};

/** Credits the parts one after the other, each knowing the ones before it. */
const oneByOne = (invoice: Invoice, parts: readonly CreditPart[]) =>
  parts.map((part, index) => creditParts(invoice, [part], parts.slice(0, index)));

describe("a credit", () => {
  test("names only the VAT of what it gives back", () => {
    const invoice = invoiceOf([500, 700, 900], "net");
    expect(creditParts(invoice, [wholeLine(lineOf(invoice, "C3"), [])])).toEqual({
      lines: [{ charge: "C3", kind: "cleaning", position: 2, quantity: 1, unitAmount: null, amount: 900, net: 900, vat: "AA", units: 1 }],
      vat: [{ treatment: "AA", rate: 1350, base: 900, tax: 122 }],
      net: 900,
      tax: 122,
      total: 1022,
    });
  });

  test("of a part by a sum, then of units, then of the rest, gives back the line to the cent", () => {
    const invoice = invoiceOf([1000], "gross", 3);
    const line = lineOf(invoice, "C1");
    const some: CreditPart = { charge: "C1", amount: cents(100), quantity: null };
    const one = unitsOf(line, 1, [some]);
    const rest = wholeLine(line, [some, one]);
    expect([one, rest]).toEqual([
      { charge: "C1", amount: 333, quantity: 1 },
      { charge: "C1", amount: 567, quantity: 2 },
    ]);
    const credits = oneByOne(invoice, [some, one, rest]);
    expect(credits.map(({ lines, total }) => [lines[0]?.quantity, lines[0]?.unitAmount, lines[0]?.amount, total])).toEqual([
      [1, 100, 100, 100],
      [1, null, 333, 333],
      [2, null, 567, 567],
    ]);
    expect(sum(credits.map(({ tax }) => tax))).toBe(invoice.tax);
  });

  test("of units one by one gives the last of them what is left, and nothing after it", () => {
    const invoice = invoiceOf([1000], "gross", 3);
    const line = lineOf(invoice, "C1");
    const first = unitsOf(line, 2, []);
    const last = unitsOf(line, 1, [first]);
    expect([first.amount, last.amount]).toEqual([667, 333]);
    expect(wholeLine(line, [first, last])).toEqual({ charge: "C1", amount: 0, quantity: null });
  });

  test("refuses a line that is not there, and more than was billed", () => {
    const part = (charge: string, amount: number): CreditPart => ({ charge, amount: cents(amount), quantity: null });
    const invoice = invoiceOf([500], "net");
    expect(() => creditParts(invoice, [part("C9", 1)])).toThrow("not on the document: C9");
    expect(() => creditParts(invoice, [part("C1", 501)])).toThrow("credited beyond what was billed: C1");
    expect(() => creditParts(invoice, [part("C1", 1)], [part("C1", 500)])).toThrow("credited beyond what was billed: C1");
    expect(() => creditParts(invoice, [part("C1", 300), part("C1", 201)])).toThrow("credited beyond what was billed: C1");
    expect(() => creditParts(invoice, [part("C1", 0)])).toThrow("credited beyond what was billed: C1");
  });

  test("cut into any parts in any order, credits give back exactly what was billed", () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(amounts, fc.constantFrom("net" as const, "gross" as const), fc.boolean(), fc.nat(), (given, mode, backwards, cut) => {
        const invoice = invoiceOf(given, mode);
        const parts = invoice.lines.flatMap((line): CreditPart[] => {
          const first = cut % line.amount;
          const part = (amount: number): CreditPart => ({ charge: line.charge, amount: cents(amount), quantity: null });
          return first === 0 ? [part(line.amount)] : [part(first), part(line.amount - first)];
        });
        if (backwards) parts.reverse();
        const credits = oneByOne(invoice, parts);
        expect(sum(credits.map((credit) => credit.tax))).toBe(invoice.tax);
        expect(sum(credits.map((credit) => credit.total))).toBe(invoice.total);
        expect(credits.every(({ net, tax, lines }) => net >= 0 && tax >= 0 && sum(lines.map((line) => line.net)) === net)).toBe(true);
      }),
    );
  });
});

test.each([
  // owed, from the deposit, paid, on the card, credit -> to pay, refund, released
  ["less is to pay", [10_000, 0, 0, 0, 4_000], [6_000, 0, 0]],
  ["the rest of it goes back", [21_202, 15_000, 0, 0, 19_470], [0, 13_268, 0]],
  ["all of it goes back once it is paid", [21_202, 15_000, 6_202, 0, 19_470], [0, 19_470, 0]],
  ["a card hold is let go and never paid out", [21_202, 15_000, 6_202, 15_000, 19_470], [0, 4_470, 15_000]],
  ["what was overpaid before does not go back twice", [10_000, 0, 12_000, 0, 1_000], [0, 1_000, 0]],
] as const)("%s", (_, [owed, fromDeposit, paid, onCard, total], [toPay, refund, released]) => {
  const account = { owed: cents(owed), fromDeposit: cents(fromDeposit), paid: cents(paid), onCard: cents(onCard) };
  expect(effectOf(cents(total), account)).toEqual({ toPay, refund, released });
  expect(effectOf(cents(total), { ...account, paid: ZERO }).toPay).toBeGreaterThanOrEqual(toPay);
});
