/** The mail that brings a reminder: what is still open, by when, and that a payment which crossed with it settles it. */
import { printReference } from "../../invoice/reference.ts";
import type { Reminder } from "../../invoice/reminder.ts";
import { formatDay, formatMoney } from "../../language/format.ts";
import type { Messages } from "../../language/messages.ts";
import { groupIban } from "../letter/iban.ts";
import { type MailText, mailBody, replyLine } from "./bill-mail.ts";

/** @param t the customer's catalogue, in the reminder's language. */
export function reminderMail(reminder: Reminder, t: Messages): MailText {
  const { contract, billedOn, toPay, dueDate, firm, reference, language, documents } = reminder;
  const numbers = documents.map(({ number }) => number).join(", ");
  return {
    subject: t("mail.reminder.subject", { numbers, contract }),
    text: mailBody(
      [
        [t("mail.reminder.attached", { numbers, day: formatDay(billedOn, language) })],
        [
          t("mail.bill.toPay", { amount: formatMoney(toPay, language), day: formatDay(dueDate, language) }),
          t("mail.bill.account", { iban: groupIban(firm.iban), reference: printReference(reference) }),
        ],
        [t("mail.reminder.crossed")],
        [replyLine(reminder, t)],
      ],
      firm.name,
      t,
    ),
  };
}
