/** A reminder as JSON, planned or issued. */
import type { StoredFile } from "../../app/ports.ts";
import { paymentOf } from "../../invoice/payment.ts";
import { type IssuedReminder, interestIn, type Reminder } from "../../invoice/reminder.ts";
import { jsonMoney as money } from "./json.ts";

export function reminderJson(reminder: Reminder, done: { readonly issued: IssuedReminder; readonly stored: StoredFile } | null) {
  const payment = paymentOf({ firm: reminder.firm, settlement: reminder });
  return {
    number: reminder.number,
    documents: reminder.documents.map((document) => ({ ...document, total: money(document.total) })),
    inspection: reminder.inspection,
    contract: reminder.contract,
    customer: reminder.customer.name,
    language: reminder.language,
    issuedOn: reminder.issuedOn,
    open: money(reminder.open),
    held: reminder.held === undefined ? null : { amount: money(reminder.held.amount), cases: reminder.held.cases },
    fee: money(reminder.fee),
    interest: money(interestIn(reminder)),
    interestParts: reminder.interest.map((part) => ({ ...part, principal: money(part.principal), amount: money(part.amount) })),
    toPay: money(reminder.toPay),
    dueDate: reminder.dueDate,
    payment: payment && { ...payment, amount: money(payment.amount) },
    sha256: done?.issued.sha256 ?? null,
    pdf: done && { ...done.issued.pdf, path: done.stored.path, mirrorPath: done.stored.mirrorPath },
  };
}
