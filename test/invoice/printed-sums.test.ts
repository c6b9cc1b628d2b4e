/** Whatever the facts: the figures that a bill prints add up to the sums that it prints. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { assess } from "../../src/assessment/assess.ts";
import type { Deposit } from "../../src/contract/contract.ts";
import type { BilledDocument, Billing, HeldFor } from "../../src/invoice/billing.ts";
import { planBilling } from "../../src/invoice/plan-billing.ts";
import { type Cents, cents, multiply, sum } from "../../src/kernel/money.ts";
import { anyAmount, anyFacts } from "../assessment/any-facts.ts";
import { buildBillingFacts } from "../support/build-billing.ts";
import { runs } from "../support/property-runs.ts";

const RUNS = runs(60);
const NO_WORDS = { name: "Tuoli", description: null, note: null };

const anyDeposit: fc.Arbitrary<Deposit | null> = fc.option(
  fc.record({ kind: fc.constantFrom("cash" as const, "transfer" as const, "cardHold" as const), amount: anyAmount }),
);

const anyBilling: fc.Arbitrary<Billing> = fc
  .record({ facts: anyFacts, deposit: anyDeposit, usedBefore: anyAmount, open: fc.subarray<HeldFor>(["disputed", "waiting", "out"]) })
  .map(({ facts, deposit, usedBefore, open }) =>
    planBilling(
      buildBillingFacts({
        contract: { ...facts.contract, deposit },
        terms: facts.terms,
        assessment: assess(facts),
        depositUsedBefore: cents(Math.min(usedBefore, deposit?.amount ?? 0)),
        open,
        say: () => NO_WORDS,
      }),
    ),
  );

const sumOf = <K extends string>(rows: readonly Readonly<Record<K, Cents>>[], figure: K): Cents => sum(rows.map((row) => row[figure]));

function addsUp({ lines, vat, mode, net, tax, total, fromDeposit, payable }: BilledDocument): void {
  expect(sumOf(lines, "amount")).toBe(mode === "gross" ? total : net);
  expect({ lines: sumOf(lines, "net"), bases: sumOf(vat, "base"), taxes: sumOf(vat, "tax") }).toEqual({
    lines: net,
    bases: net,
    taxes: tax,
  });
  for (const { treatment, base } of vat)
    expect(
      sumOf(
        lines.filter((line) => line.vat === treatment),
        "net",
      ),
    ).toBe(base);
  expect([net + tax, fromDeposit + payable]).toEqual([total, total]);
}

it("the lines of a document come to its total, with and without VAT", () => {
  fc.assert(
    fc.property(anyBilling, ({ documents }) => documents.forEach(addsUp)),
    RUNS,
  );
});

it("every charge stands on one line of one document, and costs there what it was assessed at", () => {
  fc.assert(
    fc.property(anyBilling, ({ charges, documents }) => {
      const lines = documents.flatMap((document) => document.lines);
      expect(lines.map(({ charge }) => charge).sort()).toEqual(charges.map(({ id }) => id).sort());
      for (const { id, mode, amount } of charges) {
        const document = documents.find((one) => one.lines.some(({ charge }) => charge === id));
        if (document?.mode === mode) expect(document.lines.find(({ charge }) => charge === id)?.amount).toBe(amount);
      }
    }),
    RUNS,
  );
});

it("a line that nothing was taken from is its price times its quantity", () => {
  fc.assert(
    fc.property(anyBilling, ({ charges, documents }) => {
      const plain = new Set(charges.filter(({ trace }) => trace.at(-1)?.sentence === "times").map(({ id }) => id));
      for (const line of documents.flatMap((document) => document.lines).filter(({ charge }) => plain.has(charge)))
        expect(line.amount).toBe(line.unitAmount === null ? null : multiply(line.unitAmount, line.quantity));
    }),
    RUNS,
  );
});

it("the settlement is what the documents come to, less the deposit, of which nothing is lost", () => {
  fc.assert(
    fc.property(anyBilling, ({ documents, settlement }) => {
      const taken = sumOf(documents, "fromDeposit");
      expect(settlement.toPay).toBe(sumOf(documents, "total") - taken);
      expect(settlement.depositUsedBefore + taken + settlement.refund + settlement.depositHeld + (settlement.card?.released ?? 0)).toBe(
        settlement.deposit?.amount ?? 0,
      );
      if (settlement.card) expect([settlement.card.taken, settlement.refund]).toEqual([taken, 0]);
    }),
    RUNS,
  );
});
