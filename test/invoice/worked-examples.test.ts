/** X1 to X10: what a customer with a pocket calculator gets. */
import { describe, expect, test } from "vitest";
import { creditParts } from "../../src/invoice/credit-note.ts";
import { planBilling } from "../../src/invoice/plan-billing.ts";
import { balance } from "../../src/invoice/settlement.ts";
import { day } from "../../src/kernel/dates.ts";
import { cents } from "../../src/kernel/money.ts";
import { buildBilling, buildBillingFacts, buildCharge, buildCleaning, buildPartyContract } from "../support/build-billing.ts";

const withDeposit = (amount: number) =>
  buildBilling({ contract: { ...buildPartyContract(), deposit: { kind: "cash", amount: cents(amount) } } });

const sumsOf = ({ documents, settlement }: ReturnType<typeof buildBilling>) => ({
  documents: documents.map(({ kind, net, tax, total, fromDeposit, payable }) => ({ kind, net, tax, total, fromDeposit, payable })),
  toPay: settlement.toPay,
  refund: settlement.refund,
});

describe("tax, deposit, totals", () => {
  test("X1 damages outside VAT, cleaning with it", () => {
    expect(sumsOf(buildBilling())).toEqual({
      documents: [
        { kind: "invoice", net: 1380, tax: 352, total: 1732, fromDeposit: 0, payable: 1732 },
        { kind: "damagesStatement", net: 19_470, tax: 0, total: 19_470, fromDeposit: 0, payable: 19_470 },
      ],
      toPay: 21_202,
      refund: 0,
    });
  });

  test("X2 a deposit of 150.00 covers damages first", () => {
    expect(sumsOf(withDeposit(15_000))).toEqual({
      documents: [
        { kind: "invoice", net: 1380, tax: 352, total: 1732, fromDeposit: 0, payable: 1732 },
        { kind: "damagesStatement", net: 19_470, tax: 0, total: 19_470, fromDeposit: 15_000, payable: 4470 },
      ],
      toPay: 6202,
      refund: 0,
    });
  });

  test("X3 a deposit of 300.00 leaves a refund", () => {
    expect(withDeposit(30_000).settlement).toEqual({
      deposit: { kind: "cash", amount: 30_000 },
      depositUsedBefore: 0,
      toPay: 0,
      refund: 8798,
      refundBy: "2026-06-04",
      depositHeld: 0,
      heldFor: [],
      card: null,
      reference: null,
      rfReference: null,
      dueDate: null,
    });
  });

  test("X4 the price on a consumer's list is what is paid", () => {
    const contract = buildPartyContract({ prices: "gross" });
    const billing = buildBilling({ contract, charges: [buildCleaning({ mode: "gross" })] });
    expect(billing.documents).toEqual([
      {
        kind: "invoice",
        number: "L-2026-0001",
        mode: "gross",
        lines: [{ charge: "C2", kind: "cleaning", position: 2, quantity: 23, unitAmount: 60, amount: 1380, net: 1100, vat: "S" }],
        vat: [{ treatment: "S", rate: 2550, base: 1100, tax: 280 }],
        net: 1100,
        tax: 280,
        total: 1380,
        fromDeposit: 0,
        payable: 1380,
      },
    ]);
    expect(billing.settlement.toPay).toBe(1380);
  });

  test("X5 half a cent of VAT is rounded up", () => {
    const billing = buildBilling({ charges: [buildCleaning({ amount: cents(500), unitAmount: null })] });
    expect(billing.documents[0]?.vat).toEqual([{ treatment: "S", rate: 2550, base: 500, tax: 128 }]);
  });

  test.each([
    ["2024-08-31", 2400, 331],
    ["2024-09-01", 2550, 352],
  ])("X6 cleaning of a return on %s is taxed at %i", (returnedOn, rate, tax) => {
    const billing = buildBilling({ returnedOn: day(returnedOn), charges: [buildCleaning()] });
    expect(billing.documents[0]?.vat).toEqual([{ treatment: "S", rate, base: 1380, tax }]);
  });

  test("X7 a net claim under gross prices stands as it is", () => {
    const claim = buildCharge({ unitAmount: cents(5171), amount: cents(15_513), mode: "net" });
    const billing = buildBilling({ contract: buildPartyContract({ prices: "gross" }), charges: [claim] });
    expect(sumsOf(billing)).toEqual({
      documents: [{ kind: "damagesStatement", net: 15_513, tax: 0, total: 15_513, fromDeposit: 0, payable: 15_513 }],
      toPay: 15_513,
      refund: 0,
    });
  });

  test("X8 what the deposit leaves over pays the invoice", () => {
    const { documents, settlement } = withDeposit(20_000);
    expect(documents.map(({ kind, payable }) => [kind, payable])).toEqual([
      ["invoice", 1202],
      ["damagesStatement", 0],
    ]);
    expect([settlement.toPay, settlement.refund]).toEqual([1202, 0]);
  });

  test("X9 the claim is credited in full, before and after it was paid", () => {
    const { documents } = withDeposit(15_000);
    const [invoice, claim] = documents as [(typeof documents)[number], (typeof documents)[number]];
    const credit = creditParts(claim, [{ charge: "C1", amount: claim.total, quantity: 3 }]);
    const account = { deposit: cents(15_000), documents: cents(invoice.total + claim.total), credits: credit.total };
    expect(credit).toEqual({
      lines: [{ ...claim.lines[0], units: 3 }],
      vat: [{ treatment: "O", rate: null, base: 19_470, tax: 0 }],
      net: 19_470,
      tax: 0,
      total: 19_470,
    });
    expect(balance({ ...account, payments: cents(0) })).toBe(13_268);
    expect(balance({ ...account, payments: cents(6202) })).toBe(19_470);
  });

  test("X10 two lines credited one at a time give back exactly the VAT", () => {
    const line = (id: string) => buildCleaning({ id, amount: cents(500), unitAmount: null });
    const [invoice] = planBilling(buildBillingFacts({ charges: [line("C1"), line("C2")] })).documents;
    if (!invoice) throw new Error("no invoice");
    expect(invoice.tax).toBe(255);
    const [one, two] = ["C1", "C2"].map((charge) => ({ charge, amount: cents(500), quantity: null }));
    expect([creditParts(invoice, [one as never]).tax, creditParts(invoice, [two as never], [one as never]).tax]).toEqual([128, 127]);
  });
});
