/** A billing as JSON: sums as `{cents, currency}`, the payment beside the settlement, the stored PDF with both its places. */

import type { StoredFile } from "../../app/ports.ts";
import type { Charge, NotCharged, TraceStep, TraceValue } from "../../assessment/assessment.ts";
import type { BilledDocument, Billing, IssuedBilling, Settlement } from "../../invoice/billing.ts";
import { paymentOf } from "../../invoice/payment.ts";
import type { BilledRentCredit } from "../../invoice/rent-credit.ts";
import type { Cents } from "../../kernel/money.ts";
import { jsonMoney as money } from "./json.ts";
import type { Say, Sayings } from "./sayings.ts";

const moneyOrNull = (amount: Cents | null) => (amount === null ? null : money(amount));

const documentJson = (document: BilledDocument) => ({
  ...document,
  lines: document.lines.map((line) => ({
    ...line,
    unitAmount: moneyOrNull(line.unitAmount),
    amount: money(line.amount),
    ...(line.conceded === undefined ? {} : { conceded: money(line.conceded) }),
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
/** `sentence` names it, `text` is what the customer reads. */
const stepJson = (step: TraceStep, say: Say) => ({ ...step, text: say(step), values: valuesJson(step.values), out: money(step.out) });

export const chargeJson = (charge: Charge, say: Say) => ({
  ...charge,
  unitAmount: moneyOrNull(charge.unitAmount),
  amount: money(charge.amount),
  ...(charge.conceded === undefined ? {} : { conceded: money(charge.conceded) }),
  trace: charge.trace.map((step) => stepJson(step, say)),
});

export const notChargedJson = (entry: NotCharged, say: Say) => ({
  ...entry,
  text: say(entry),
  values: valuesJson(entry.values),
  trace: entry.trace.map((step) => stepJson(step, say)),
});

const paymentJson = (billing: Billing) => {
  const payment = paymentOf(billing);
  return payment && { ...payment, amount: money(payment.amount) };
};

const rentCreditJson = ({ number, total, lines, effect }: BilledRentCredit) => ({
  number,
  total: money(total),
  lines: lines.map((line) => ({ ...line, amount: money(line.amount) })),
  effect: { ...effect, toPay: money(effect.toPay), refund: money(effect.refund), released: money(effect.released) },
});

/** The value of a billing, planned or issued. */
export const billingJson = (billing: Billing, sayings: Sayings) => ({
  inspection: billing.inspection,
  contract: billing.contract,
  customer: billing.customer,
  language: billing.language,
  issuedOn: billing.issuedOn,
  returnedOn: billing.returnedOn,
  inOrder: billing.inOrder,
  charges: billing.charges.map((charge) => chargeJson(charge, sayings(billing.language))),
  notCharged: billing.notCharged.map((entry) => notChargedJson(entry, sayings(billing.language))),
  idleConcessions: (billing.idleConcessions ?? []).map((one) => ({ ...one, amount: money(one.amount) })),
  documents: billing.documents.map(documentJson),
  settlement: settlementJson(billing.settlement),
  ...(billing.rentCredit ? { rentCredit: rentCreditJson(billing.rentCredit) } : {}),
  payment: paymentJson(billing),
  reply: billing.reply,
  release: billing.release,
});

/** An issued billing with its hash and stored PDF. */
export const issuedJson = (issued: IssuedBilling, stored: StoredFile | null, sayings: Sayings) => ({
  ...billingJson(issued.billing, sayings),
  sha256: issued.sha256,
  issuedAt: issued.issuedAt,
  issuedBy: issued.issuedBy,
  pdf: issued.pdf && { ...issued.pdf, path: stored?.path ?? null, mirrorPath: stored?.mirrorPath ?? null, size: stored?.size ?? null },
});
