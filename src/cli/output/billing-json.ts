/** A billing as JSON: sums as `{cents, currency}`, the payment beside the settlement, the stored PDF with both its places. */

import type { StoredFile } from "../../app/ports.ts";
import type { Charge, NotCharged, TraceStep, TraceValue } from "../../assessment/assessment.ts";
import type { BilledDocument, Billing, IssuedBilling, Settlement } from "../../invoice/billing.ts";
import { paymentOf } from "../../invoice/payment.ts";
import type { Cents } from "../../kernel/money.ts";
import { jsonMoney as money } from "./json.ts";

const moneyOrNull = (amount: Cents | null) => (amount === null ? null : money(amount));

const documentJson = (document: BilledDocument) => ({
  ...document,
  lines: document.lines.map((line) => ({
    ...line,
    unitAmount: moneyOrNull(line.unitAmount),
    amount: money(line.amount),
    net: money(line.net),
  })),
  vat: document.vat.map((category) => ({ ...category, base: money(category.base), tax: money(category.tax) })),
  net: money(document.net),
  tax: money(document.tax),
  total: money(document.total),
  fromDeposit: money(document.fromDeposit),
  payable: money(document.payable),
});

const settlementJson = (settlement: Settlement) => ({
  ...settlement,
  deposit: settlement.deposit && { ...settlement.deposit, amount: money(settlement.deposit.amount) },
  depositUsedBefore: money(settlement.depositUsedBefore),
  toPay: money(settlement.toPay),
  refund: money(settlement.refund),
  depositHeld: money(settlement.depositHeld),
  card: settlement.card && { ...settlement.card, taken: money(settlement.card.taken), released: money(settlement.card.released) },
});

const valueJson = (value: TraceValue) => ("cents" in value ? { money: money(value.cents) } : value);
const valuesJson = (values: TraceStep["values"]) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, valueJson(value)]));
const stepJson = (step: TraceStep) => ({ ...step, values: valuesJson(step.values), out: money(step.out) });

export const chargeJson = (charge: Charge) => ({
  ...charge,
  unitAmount: moneyOrNull(charge.unitAmount),
  amount: money(charge.amount),
  trace: charge.trace.map(stepJson),
});

export const notChargedJson = (entry: NotCharged) => ({ ...entry, values: valuesJson(entry.values), trace: entry.trace.map(stepJson) });

const paymentJson = (billing: Billing) => {
  const payment = paymentOf(billing);
  return payment && { ...payment, amount: money(payment.amount) };
};

/** The value of a billing, planned or issued. */
export const billingJson = (billing: Billing) => ({
  inspection: billing.inspection,
  contract: billing.contract,
  customer: billing.customer,
  language: billing.language,
  issuedOn: billing.issuedOn,
  returnedOn: billing.returnedOn,
  inOrder: billing.inOrder,
  charges: billing.charges.map(chargeJson),
  notCharged: billing.notCharged.map(notChargedJson),
  documents: billing.documents.map(documentJson),
  settlement: settlementJson(billing.settlement),
  payment: paymentJson(billing),
  reply: billing.reply,
  release: billing.release,
});

/** An issued billing with its hash and stored PDF. */
export const issuedJson = (issued: IssuedBilling, stored: StoredFile | null) => ({
  ...billingJson(issued.billing),
  sha256: issued.sha256,
  issuedAt: issued.issuedAt,
  issuedBy: issued.issuedBy,
  pdf: issued.pdf && { ...issued.pdf, path: stored?.path ?? null, mirrorPath: stored?.mirrorPath ?? null, size: stored?.size ?? null },
});
