/** How a settlement stands, as JSON. */
import type { NewPayment } from "../../app/ports/payments.ts";
import { namesOf, type SettlementState } from "../../app/settlement-account.ts";
import type { Account } from "../../invoice/account.ts";
import type { IssuedBilling } from "../../invoice/billing.ts";
import { jsonMoney as money } from "./json.ts";

const SUMS = ["documents", "credits", "deposit", "onHold", "payments", "payouts", "reminders", "open", "overpaid"] as const;

const sumsJson = (account: Account) => Object.fromEntries(SUMS.map((name) => [name, money(account[name])]));

/** @param payment `id` null: it is only planned. */
export const paymentRowJson = ({ id, amount, receivedOn, how, entry, takesBack, reason }: NewPayment & { readonly id: number | null }) => ({
  id: id === null ? null : `P-${id}`,
  amount: money(amount),
  receivedOn,
  how,
  entry: entry === null ? null : `E-${entry}`,
  takesBack: takesBack === null ? null : `P-${takesBack}`,
  reason,
});

export const accountJson = ({ account, payments, reminders }: Pick<SettlementState, "account" | "payments" | "reminders">) => ({
  state: account.state,
  ...sumsJson(account),
  dueDate: account.dueDate,
  overdueDays: account.overdueDays,
  received: payments.map(paymentRowJson),
  reminded: reminders.map(({ reminder }) => ({
    number: reminder.number,
    issuedOn: reminder.issuedOn,
    dueDate: reminder.dueDate,
    toPay: money(reminder.toPay),
  })),
});

/** What names a settlement. */
export const settlementNames = (issued: IssuedBilling) => ({
  documents: namesOf(issued),
  inspection: issued.billing.inspection,
  contract: issued.billing.contract,
  customer: issued.billing.customer.name,
  reference: issued.billing.settlement.reference,
});
