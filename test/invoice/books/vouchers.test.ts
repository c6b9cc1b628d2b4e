import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CHARGE_KINDS } from "../../../src/contract/terms.ts";
import { holdIn } from "../../../src/invoice/account.ts";
import type { Billing } from "../../../src/invoice/billing.ts";
import { chartOf, chartProblems } from "../../../src/invoice/books/chart.ts";
import { numberRuns } from "../../../src/invoice/books/number-gaps.ts";
import { vatReport } from "../../../src/invoice/books/vat-report.ts";
import {
  aboutBilling,
  balanceOfVoucher,
  type Voucher,
  voucherOfCreditNote,
  voucherOfDeposit,
  voucherOfDocument,
  voucherOfPayment,
  voucherOfPayout,
  voucherOfReminder,
} from "../../../src/invoice/books/vouchers.ts";
import { day } from "../../../src/kernel/dates.ts";
import { basisPoints, cents, sum } from "../../../src/kernel/money.ts";
import { buildBilling, buildCharge, buildCleaning, buildPartyContract } from "../../support/build-billing.ts";
import { buildCreditNote } from "../../support/build-credit-note.ts";

const ON = day("2026-05-28");

const shown = ({ entries }: Voucher) => entries.map(({ account, debit, credit, vat }) => [account, debit, credit, vat?.treatment ?? null]);
const vouchersOf = (billing: Billing): Voucher[] => {
  const deposit = voucherOfDeposit(billing, null);
  return [...billing.documents.map((document) => voucherOfDocument(billing, document)), ...(deposit ? [deposit] : [])];
};
/** What a customer owes after these vouchers. */
const owed = (vouchers: readonly Voucher[]): number =>
  sum(
    vouchers.flatMap(({ entries }) =>
      entries.filter(({ account }) => account === "receivable").map(({ debit, credit }) => cents(debit - credit)),
    ),
  );

describe("vouchers", () => {
  test("an invoice books sales by kind and the VAT, a damages statement no VAT, the deposit what it covers", () => {
    const billing = buildBilling({ contract: buildPartyContract({ deposit: { kind: "cash", amount: cents(5000) } }) });
    const [invoice, claim, deposit] = vouchersOf(billing);
    expect(billing.documents.map(({ kind }) => kind)).toEqual(["invoice", "damagesStatement"]);
    expect(shown(invoice as Voucher)).toEqual([
      ["receivable", 1732, 0, null],
      ["cleaning", 0, 1380, "S"],
      ["vat", 0, 352, "S"],
    ]);
    expect(shown(claim as Voucher)).toEqual([
      ["receivable", 19_470, 0, null],
      ["diminution", 0, 19_470, "O"],
    ]);
    expect(shown(deposit as Voucher)).toEqual([
      ["depositsHeld", 5000, 0, null],
      ["receivable", 0, 5000, null],
    ]);
    expect([deposit?.day, deposit?.number, deposit?.reference]).toEqual([billing.issuedOn, "L-2026-0001 K-2026-0001", "2026000011"]);
  });

  test("a card hold is money on the day on which it is taken, and none before", () => {
    const billing = buildBilling({ contract: buildPartyContract({ deposit: { kind: "cardHold", amount: cents(5000) } }) });
    const letGo = { issuedOn: day("2026-06-01"), effect: { released: cents(500) } };
    const ended = (outcome: "taken" | "released" | null) =>
      voucherOfDeposit(billing, holdIn(billing, [letGo], outcome && { outcome, on: day("2026-06-08") }));
    expect([ended(null), ended("released")]).toEqual([null, null]);
    const taken = ended("taken");
    expect([taken?.day, taken && shown(taken)]).toEqual([
      "2026-06-08",
      [
        ["card", 4500, 0, null],
        ["receivable", 0, 4500, null],
      ],
    ]);
  });

  test("a credit note takes back sales and VAT, of a damages statement no VAT", () => {
    expect(shown(voucherOfCreditNote(buildCreditNote({}, buildBilling(), "invoice")))).toEqual([
      ["cleaning", 1380, 0, "S"],
      ["vat", 352, 0, "S"],
      ["receivable", 0, 1732, null],
    ]);
    const claim = voucherOfCreditNote(buildCreditNote());
    expect([claim.kind, claim.number, claim.reference, claim.day]).toEqual(["creditNote", "H-2026-0001", "2026000011", "2026-05-21"]);
    expect(shown(claim)).toEqual([
      ["diminution", 19_470, 0, "O"],
      ["receivable", 0, 19_470, null],
    ]);
  });

  test("a payment taken back, a payout of deposit and overpayment, a reminder", () => {
    const about = aboutBilling(buildBilling());
    expect(shown(voucherOfPayment(about, "1", ON, "bank", cents(1000)))).toEqual([
      ["bank", 1000, 0, null],
      ["receivable", 0, 1000, null],
    ]);
    expect(shown(voucherOfPayment(about, "1", ON, "cash", cents(-1000)))).toEqual([
      ["cash", 0, 1000, null],
      ["receivable", 1000, 0, null],
    ]);
    expect(shown(voucherOfPayout(about, "2", ON, "bank", { amount: cents(700), ofDeposit: cents(500) }))).toEqual([
      ["depositsHeld", 500, 0, null],
      ["receivable", 200, 0, null],
      ["bank", 0, 700, null],
    ]);
    expect(shown(voucherOfReminder(about, "3", ON, { fee: cents(500), interest: cents(12) }))).toEqual([
      ["receivable", 512, 0, null],
      ["reminderFee", 0, 500, "O"],
      ["interest", 0, 12, "O"],
    ]);
    expect(shown(voucherOfReminder(about, "3", ON, { fee: cents(0), interest: cents(12) }))).toHaveLength(2);
  });

  const charges = fc.array(
    fc.record({
      kind: fc.constantFrom(...CHARGE_KINDS),
      vat: fc.constantFrom("S" as const, "AA" as const, "O" as const),
      amount: fc.integer({ min: 1, max: 200_000 }).map(cents),
    }),
    { minLength: 1, maxLength: 20 },
  );

  test("every voucher's sides are the same sum, and a customer who pays what the letter asks owes nothing", () => {
    fc.assert(
      fc.property(
        charges,
        fc.constantFrom("net" as const, "gross" as const),
        fc.integer({ min: 0, max: 300_000 }),
        (drawn, prices, deposit) => {
          const billing = buildBilling({
            contract: buildPartyContract({ prices, deposit: { kind: "transfer", amount: cents(deposit) } }),
            charges: drawn.map(({ kind, vat, amount }, index) =>
              (vat === "O" ? buildCharge : buildCleaning)({ id: `C${index + 1}`, kind, vat, amount, unitAmount: null }),
            ),
          });
          const paid = voucherOfPayment(aboutBilling(billing), "1", ON, "bank", billing.settlement.toPay);
          const vouchers = [...vouchersOf(billing), paid];
          for (const voucher of vouchers) expect(balanceOfVoucher(voucher).debit).toBe(balanceOfVoucher(voucher).credit);
          expect(owed(vouchers)).toBe(0);
        },
      ),
    );
  });
});

test("VAT is reported by category and rate, credit notes taken off", () => {
  const vat = (treatment: "S" | "AA" | "O", rate: number | null, base: number, tax: number) => ({
    treatment,
    rate: rate === null ? null : basisPoints(rate),
    base: cents(base),
    tax: cents(tax),
  });
  expect(
    vatReport(
      [vat("O", null, 5000, 0), vat("S", 2550, 1000, 255), vat("AA", 1350, 1000, 135), vat("S", 2550, 500, 128)],
      [vat("S", 2550, 1000, 255), vat("AA", 1400, 100, 14)],
    ),
  ).toEqual([vat("S", 2550, 500, 128), vat("AA", 1400, -100, -14), vat("AA", 1350, 1000, 135), vat("O", null, 5000, 0)]);
});

describe("the numbers of a series", () => {
  test("without a gap", () => {
    expect(numberRuns(["L-2026-0002", "L-2026-0001", "L-2026-0003"], "L-{year}-{number:4}")).toEqual([
      { first: "L-2026-0001", last: "L-2026-0003", count: 3, missing: [] },
    ]);
  });
  test("what is missing is named, each year on its own, also where it outgrew its figures", () => {
    expect(numberRuns(["L-2025-9998", "L-2025-10000", "L-2026-0001", "L-2026-0004"], "L-{year}-{number:4}")).toEqual([
      { first: "L-2025-9998", last: "L-2025-10000", count: 2, missing: ["L-2025-9999"] },
      { first: "L-2026-0001", last: "L-2026-0004", count: 2, missing: ["L-2026-0002", "L-2026-0003"] },
    ]);
  });
  test("a count before the year, and numbers from before the pattern was changed", () => {
    expect(numberRuns(["K7-2026", "K9-2026", "L-2026-0001", "L-2026-0002"], "K{number}-{year}")).toEqual([
      { first: "K7-2026", last: "K9-2026", count: 2, missing: ["K8-2026"] },
      { first: "L-2026-0001", last: "L-2026-0002", count: 2, missing: [] },
    ]);
  });
});

describe("the chart of accounts", () => {
  test("a firm's own numbers stand beside the usual ones", () => {
    expect(chartOf({ lost: "3550" })).toMatchObject({ lost: "3550", repair: "3510", vat: "2939" });
    expect(chartProblems({ lost: "3550" })).toEqual([]);
  });
  test("an account that nothing is booked on, and a number that is none, are named", () => {
    expect(chartProblems({ lots: "3550", lost: "35 50", vat: 2939 }).map(({ code, values }) => [code, values.field])).toEqual([
      ["settings-account-unknown", "accounts.lots"],
      ["settings-account-number", "accounts.lost"],
      ["settings-account-number", "accounts.vat"],
    ]);
  });
});
