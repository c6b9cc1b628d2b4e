/** How a settlement stands, in words: what came in, and what is open or to be paid back. */

import { RETURNED_BY_BANK } from "../../app/record-payment.ts";
import { namesOf, type SettlementState } from "../../app/settlement-account.ts";
import type { IssuedBilling } from "../../invoice/billing.ts";
import { plain } from "../../kernel/text.ts";
import { formatDay, formatMoney } from "../../language/format.ts";
import type { Session } from "../session.ts";

/** `L-2026-0001 K-2026-0001, Aino Mäkelä`. */
export const nameOfSettlement = (issued: IssuedBilling): string => `${namesOf(issued).join(" ")}, ${plain(issued.billing.customer.name)}`;

/** How it stands: open until when, overdue since when, to be paid back, or settled; and what of it is still held on a card. */
export function accountText(session: Session, { account, facts }: Pick<SettlementState, "account" | "facts">): string[] {
  const { t, language } = session;
  const { open, overpaid, dueDate, overdueDays, state } = account;
  const values = {
    open: formatMoney(open, language),
    overpaid: formatMoney(overpaid, language),
    day: dueDate === null ? "–" : formatDay(dueDate, language),
    days: overdueDays,
  };
  return [t(`invoice.account.${state}`, values), ...holdText(session, facts.hold)];
}

function holdText({ t, language }: Session, hold: SettlementState["facts"]["hold"]): string[] {
  if (hold === null || hold.amount === 0) return [];
  const { amount, notBefore, end } = hold;
  const key = end === null ? "onHold" : end.outcome === "taken" ? "holdTaken" : "holdReleased";
  return [t(`invoice.account.${key}`, { amount: formatMoney(amount, language), day: formatDay(end?.on ?? notBefore, language) })];
}

/** What was paid, a line each; with what was taken back and why. */
export function receivedText({ t, language }: Session, { payments }: Pick<SettlementState, "payments">): string[] {
  return payments.map(({ id, amount, receivedOn, how, reason, takesBack }) => {
    const why = reason === RETURNED_BY_BANK ? t("invoice.account.returnedByBank") : plain(reason ?? "");
    const values = {
      id: `P-${id}`,
      amount: formatMoney(amount, language),
      day: formatDay(receivedOn, language),
      how: t(`invoice.pay.how.${how}`),
    };
    if (reason === null) return t("invoice.account.payment", values);
    return t("invoice.account.reversal", { ...values, of: takesBack === null ? "" : `P-${takesBack}`, why });
  });
}
