/** Lines, VAT and totals of one document. VAT is rounded once per category; from gross prices it is taken out of the gross sum. */
import type { Charge } from "../assessment/assessment.ts";
import type { PriceMode } from "../contract/contract.ts";
import type { VatTreatment } from "../contract/terms.ts";
import type { Day } from "../kernel/dates.ts";
import {
  add,
  allocate,
  type BasisPoints,
  type Cents,
  cents,
  grossOf,
  multiply,
  netOf,
  shareOf,
  smaller,
  subtract,
  sum,
  taxWithin,
  ZERO,
} from "../kernel/money.ts";
import { vatRate } from "../kernel/vat-rates.ts";
import type { BilledDocument, DocumentKind, DocumentLine, VatSum } from "./billing.ts";

/** A damages statement: outside the scope of VAT, so every sum stands as it is. */
export function billClaim(charges: readonly Charge[]): BilledDocument {
  const total = sum(charges.map((charge) => charge.amount));
  const lines = charges.map((charge) => toLine(charge, charge, charge.amount));
  return makeDocument("damagesStatement", "net", lines, [{ treatment: "O", rate: null, base: total, tax: ZERO }]);
}

/** An invoice: every charge in the contract's mode, VAT by category at the rate of the day of supply. */
export function billWithVat(charges: readonly Charge[], mode: PriceMode, supplied: Day): BilledDocument {
  const treatments = [...new Set(charges.map((charge) => charge.vat))].sort(byTreatment);
  const lines: DocumentLine[] = [];
  const vat: VatSum[] = [];
  for (const treatment of treatments) {
    const category = billCategory(
      charges.filter((charge) => charge.vat === treatment),
      mode,
      vatRate(treatment, supplied),
    );
    lines.push(...category.lines);
    vat.push({ treatment, ...category.sums });
  }
  const order = new Map(charges.map((charge, index) => [charge.id, index]));
  const sorted = lines.sort((a, b) => (order.get(a.charge) as number) - (order.get(b.charge) as number));
  return makeDocument("invoice", mode, sorted, vat);
}

/** The general rate first. */
const byTreatment = (a: VatTreatment, b: VatTreatment): number => (a < b ? 1 : -1);

/** What a category's lines come to, from the sum of their amounts. */
export function categorySums(amount: Cents, mode: PriceMode, rate: BasisPoints): Omit<VatSum, "treatment"> {
  const tax = mode === "gross" ? taxWithin(amount, rate) : shareOf(amount, rate);
  return { rate, base: mode === "gross" ? subtract(amount, tax) : amount, tax };
}

function billCategory(charges: readonly Charge[], mode: PriceMode, rate: BasisPoints) {
  const priced = charges.map((charge) => ({ charge, ...inMode(charge, mode, rate) }));
  const sums = categorySums(sum(priced.map((line) => line.amount)), mode, rate);
  const nets = allocate(
    sums.base,
    priced.map((line) => line.amount),
  );
  const lines = priced.map(({ charge, ...figures }, index) => toLine(charge, figures, nets[index] as Cents));
  return { sums, lines };
}

/** A charge figured in the other mode is converted where it is printed: per unit while the line is a plain product, so that the customer's calculator agrees. */
function inMode(charge: Charge, mode: PriceMode, rate: BasisPoints): Figures {
  const { conceded = ZERO } = charge;
  if (charge.mode === mode) return { unitAmount: charge.unitAmount, amount: charge.amount, conceded };
  const convert = (amount: Cents): Cents => (mode === "gross" ? grossOf(amount, rate) : netOf(amount, rate));
  const unitAmount = charge.unitAmount === null ? null : convert(charge.unitAmount);
  const own = add(charge.amount, conceded);
  const isProduct = charge.unitAmount !== null && multiply(charge.unitAmount, charge.source.count) === own;
  const whole = unitAmount !== null && isProduct ? multiply(unitAmount, charge.source.count) : convert(own);
  // What is left of a charge is not rounded away.
  const given = smaller(convert(conceded), subtract(whole, ONE_CENT));
  return { unitAmount, amount: subtract(whole, given), conceded: given };
}

const ONE_CENT = cents(1);

/** Of a line, as printed. */
interface Figures {
  readonly unitAmount: Cents | null;
  readonly amount: Cents;
  readonly conceded?: Cents;
}

const toLine = (charge: Charge, { unitAmount, amount, conceded = ZERO }: Figures, net: Cents): DocumentLine => ({
  charge: charge.id,
  kind: charge.kind,
  position: charge.source.position,
  quantity: charge.source.count,
  unitAmount,
  amount,
  ...(conceded > 0 ? { conceded } : {}),
  net,
  vat: charge.vat,
});

function makeDocument(kind: DocumentKind, mode: PriceMode, lines: readonly DocumentLine[], vat: readonly VatSum[]): BilledDocument {
  const net = sum(vat.map((category) => category.base));
  const tax = sum(vat.map((category) => category.tax));
  const total = add(net, tax);
  return { kind, number: null, mode, lines, vat, net, tax, total, fromDeposit: ZERO, payable: total };
}
