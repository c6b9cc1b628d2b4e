/**
 * A reduction of the rent is a credit note on the rental, with the rent's VAT: a price reduction, kept apart from damages. The rental's own
 * invoice is not in these books, so it names the contract and the day of the hand-over.
 */
import type { RentReduction } from "../assessment/rent-reduction.ts";
import type { Contract } from "../contract/contract.ts";
import { dayOf } from "../kernel/dates.ts";
import { allocate, type Cents, sum } from "../kernel/money.ts";
import { vatRate } from "../kernel/vat-rates.ts";
import type { Billing, Settlement } from "./billing.ts";
import type { CreditEffect, CreditedLine, CreditNote } from "./credit-note.ts";
import { categorySums } from "./vat.ts";

/** Rent is a supply at the general rate. */
const RENT = "S" as const;

/** What is said of a reduction, in the customer's language. */
export type SayReduction = (reduction: RentReduction) => Pick<CreditedLine, "product" | "fact">;

const lineOf = (reduction: RentReduction, index: number, net: Cents, say: SayReduction): CreditedLine => ({
  charge: `V${index + 1}`,
  kind: "rent",
  position: reduction.position,
  quantity: reduction.quantity,
  unitAmount: reduction.unitAmount ?? reduction.amount,
  amount: reduction.amount,
  net,
  vat: RENT,
  units: reduction.unitAmount === null ? null : reduction.quantity,
  source: {
    position: reduction.position,
    subject: "extra",
    group: `fault-${reduction.fault.id}`,
    findings: [],
    first: 0,
    count: reduction.quantity,
  },
  ...say(reduction),
});

export type RentCredit = Pick<CreditNote, "original" | "mode" | "lines" | "vat" | "net" | "tax" | "total">;

/** VAT once on the sum, at the rate of the day the goods were handed over, when the rent was agreed. */
export function creditRent(contract: Contract, reductions: readonly RentReduction[], say: SayReduction): RentCredit {
  const day = dayOf(contract.handOver, contract.zone);
  const amounts = reductions.map(({ amount }) => amount);
  const sums = categorySums(sum(amounts), contract.prices, vatRate(RENT, day));
  const nets = allocate(sums.base, amounts);
  return {
    original: { kind: "rent", number: contract.number, issuedOn: day },
    mode: contract.prices,
    lines: reductions.map((reduction, index) => lineOf(reduction, index, nets[index] as Cents, say)),
    vat: [{ treatment: RENT, ...sums }],
    net: sums.base,
    tax: sums.tax,
    total: sum([sums.base, sums.tax]),
  };
}

/** What a bill says of the rent credit that is issued with it; frozen in the billing. */
export interface BilledRentCredit extends Pick<CreditNote, "number" | "total"> {
  readonly lines: readonly Pick<CreditedLine, "product" | "fact" | "amount">[];
  readonly effect: Pick<CreditEffect, "toPay" | "refund" | "refundBy" | "released">;
}

export const billedRentCredit = ({ number, total, lines, effect }: CreditNote): BilledRentCredit => {
  const { toPay, refund, refundBy, released } = effect;
  return {
    number,
    total,
    lines: lines.map(({ product, fact, amount }) => ({ product, fact, amount })),
    effect: { toPay, refund, refundBy, released },
  };
};

/** What there is to pay and to get back once a rent credit that is issued with the bill is counted. */
export function duesOf({
  settlement,
  rentCredit,
}: Pick<Billing, "settlement" | "rentCredit">): Pick<Settlement, "toPay" | "refund" | "refundBy"> {
  if (!rentCredit) return settlement;
  const { toPay, refund, refundBy } = rentCredit.effect;
  return { toPay, refund: sum([settlement.refund, refund]), refundBy: settlement.refundBy ?? refundBy };
}
