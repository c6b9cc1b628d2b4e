/** The mail that brings a letter: thanks, what there is to pay or to get back, and who answers. The letter itself is attached. */
import type { Billing } from "../../invoice/billing.ts";
import { paymentOf } from "../../invoice/payment.ts";
import { printReference } from "../../invoice/reference.ts";
import { duesOf } from "../../invoice/rent-credit.ts";
import { formatDay, formatMoney } from "../../language/format.ts";
import type { Messages } from "../../language/messages.ts";
import { groupIban } from "../letter/iban.ts";

export interface MailText {
  readonly subject: string;
  readonly text: string;
}

/** @param t the customer's catalogue, in the billing's language. */
export function billMail(billing: Billing, t: Messages): MailText {
  const { contract, documents, returnedOn, language } = billing;
  const day = formatDay(returnedOn, language);
  const clean = documents.length === 0;
  return {
    subject: t(clean ? "mail.bill.subjectThanks" : "mail.bill.subject", { contract }),
    text: mailBody(
      [[t(clean ? "mail.bill.thanks" : "mail.bill.attached", { day })], settlementLines(billing, t), [replyLine(billing, t)]],
      billing.firm.name,
      t,
    ),
  };
}

/** Greeting, paragraphs and signature; an empty paragraph is left out. */
export const mailBody = (paragraphs: readonly (readonly string[])[], firm: string, t: Messages): string =>
  [[t("mail.greeting")], ...paragraphs, [t("mail.closing"), firm]]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")
    .concat("\n");

function settlementLines(billing: Billing, t: Messages): string[] {
  const { language } = billing;
  const { refund } = duesOf(billing);
  const payment = paymentOf(billing);
  if (payment !== null) {
    return [
      t("mail.bill.toPay", { amount: formatMoney(payment.amount, language), day: formatDay(payment.dueDate, language) }),
      t("mail.bill.account", { iban: groupIban(payment.iban), reference: printReference(payment.reference) }),
    ];
  }
  if (refund > 0) return [t("mail.bill.refund", { amount: formatMoney(refund, language) })];
  return [t("mail.bill.nothing")];
}

/** Who reads the answer, and by when it is answered. */
export const replyLine = ({ reply, language }: Pick<Billing, "reply" | "language">, t: Messages): string =>
  t("mail.reply", { name: reply.name, phone: reply.phone, email: reply.email, by: formatDay(reply.by, language) });
