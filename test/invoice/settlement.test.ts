import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DepositKind } from "../../src/contract/contract.ts";
import type { DocumentKind, HeldFor } from "../../src/invoice/billing.ts";
import { makeDocuments } from "../../src/invoice/documents.ts";
import { balance, coverByDeposit, depositUsed, type SettlementFacts, settle } from "../../src/invoice/settlement.ts";
import { day } from "../../src/kernel/dates.ts";
import { cents } from "../../src/kernel/money.ts";
import { buildCharge, buildCleaning } from "../support/build-billing.ts";

const facts = (over: Partial<SettlementFacts> = {}): SettlementFacts => ({
  deposit: null,
  usedBefore: cents(0),
  order: ["damagesStatement", "invoice"],
  open: [],
  issuedOn: day("2026-05-21"),
  ...over,
});

const deposit = (kind: DepositKind, amount: number) => ({ kind, amount: cents(amount) });
/** 17.32 on the invoice, 194.70 on the statement: X1. */
const documents = makeDocuments([buildCharge(), buildCleaning()], "net", day("2026-05-20"));
const settled = (over: Partial<SettlementFacts>, owed = documents) => {
  const covered = coverByDeposit(owed, facts(over));
  const settlement = settle(covered, facts(over));
  return { fromDeposit: covered.map((document) => document.fromDeposit), settlement, used: depositUsed(covered, settlement) };
};

describe("the deposit", () => {
  test("without one there is only a sum to pay", () => {
    expect(settled({})).toEqual({
      fromDeposit: [0, 0],
      settlement: { deposit: null, depositUsedBefore: 0, toPay: 21_202, refund: 0, depositHeld: 0, heldFor: [], card: null },
      used: 0,
    });
  });

  test.each<[DocumentKind[], number[]]>([
    [
      ["damagesStatement", "invoice"],
      [0, 15_000],
    ],
    [
      ["invoice", "damagesStatement"],
      [1732, 13_268],
    ],
    [["invoice"], [1732, 13_268]],
    [[], [1732, 13_268]],
  ])("covers in the order %j", (order, fromDeposit) => {
    expect(settled({ deposit: deposit("transfer", 15_000), order }).fromDeposit).toEqual(fromDeposit);
  });

  test("over several billings only what is left counts", () => {
    const { fromDeposit, settlement, used } = settled({ deposit: deposit("cash", 30_000), usedBefore: cents(25_000) });
    expect({ fromDeposit, toPay: settlement.toPay, before: settlement.depositUsedBefore, used }).toEqual({
      fromDeposit: [0, 5000],
      toPay: 16_202,
      before: 25_000,
      used: 5000,
    });
  });

  test("one used up covers nothing more", () => {
    expect(settled({ deposit: deposit("cash", 10_000), usedBefore: cents(10_000) }).fromDeposit).toEqual([0, 0]);
  });

  test.each<HeldFor>(["disputed", "waiting", "out", "unbilled"])("while something is %s the rest is kept back", (reason) => {
    expect(settled({ deposit: deposit("cash", 30_000), open: [reason] })).toEqual({
      fromDeposit: [1732, 19_470],
      settlement: {
        deposit: { kind: "cash", amount: 30_000 },
        depositUsedBefore: 0,
        toPay: 0,
        refund: 0,
        depositHeld: 8798,
        heldFor: [reason],
        card: null,
      },
      used: 21_202,
    });
  });

  test("with nothing left, nothing is kept back", () => {
    const { settlement } = settled({ deposit: deposit("cash", 15_000), open: ["out"] });
    expect([settlement.depositHeld, settlement.heldFor]).toEqual([0, []]);
  });

  test("a later billing with nothing to charge gives the rest back", () => {
    expect(settled({ deposit: deposit("cash", 30_000), usedBefore: cents(21_202) }, [])).toEqual({
      fromDeposit: [],
      settlement: {
        deposit: { kind: "cash", amount: 30_000 },
        depositUsedBefore: 21_202,
        toPay: 0,
        refund: 8798,
        depositHeld: 0,
        heldFor: [],
        card: null,
      },
      used: 8798,
    });
  });

  test("a card is charged after 14 days at the earliest, and nothing of it is refunded", () => {
    expect(settled({ deposit: deposit("cardHold", 30_000) })).toEqual({
      fromDeposit: [1732, 19_470],
      settlement: {
        deposit: { kind: "cardHold", amount: 30_000 },
        depositUsedBefore: 0,
        toPay: 0,
        refund: 0,
        depositHeld: 0,
        heldFor: [],
        card: { taken: 21_202, notBefore: "2026-06-04", released: 8798 },
      },
      used: 30_000,
    });
  });

  test("a card hold is not let go while something is out", () => {
    const { settlement } = settled({ deposit: deposit("cardHold", 30_000), open: ["out"] });
    expect([settlement.depositHeld, settlement.card]).toEqual([8798, { taken: 21_202, notBefore: "2026-06-04", released: 0 }]);
  });

  test("every cent of it is accounted for", () => {
    const kinds = fc.constantFrom<DepositKind>("cash", "transfer", "cardHold");
    fc.assert(
      fc.property(kinds, fc.nat(60_000), fc.nat(60_000), fc.subarray<HeldFor>(["disputed", "out"]), (kind, amount, before, open) => {
        const usedBefore = cents(Math.min(before, amount));
        const { fromDeposit, settlement, used } = settled({ deposit: deposit(kind, amount), usedBefore, open });
        const covered = fromDeposit.reduce((a, b) => a + b, 0);
        const released = settlement.card?.released ?? 0;
        expect(covered + settlement.refund + released + settlement.depositHeld).toBe(amount - usedBefore);
        expect(used).toBe(covered + settlement.refund + released);
        expect(settlement.toPay).toBe(21_202 - covered);
        expect(settlement.toPay === 0 || settlement.refund === 0).toBe(true);
        const account = balance({ deposit: cents(amount - usedBefore), payments: cents(0), documents: cents(21_202), credits: cents(0) });
        expect(settlement.refund + released + settlement.depositHeld - settlement.toPay).toBe(account);
      }),
    );
  });
});
