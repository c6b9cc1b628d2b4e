/** The mail that brings a credit note: what is given back, what it changes, and who answers. */
import type { CreditNote } from "../../invoice/credit-note.ts";
import { formatDay, formatMoney } from "../../language/format.ts";
import type { Messages } from "../../language/messages.ts";
import { type MailText, mailBody, replyLine } from "./bill-mail.ts";

/** @param t the customer's catalogue, in the note's language. */
export function creditNoteMail(note: CreditNote, t: Messages): MailText {
  const { number, original, total, effect, language, firm } = note;
  const money = (amount: typeof total): string => formatMoney(amount, language);
  const { kind, issuedOn } = original;
  const after =
    effect.refund > 0
      ? t("mail.creditNote.refund", { amount: money(effect.refund) })
      : effect.toPay > 0
        ? t("mail.creditNote.toPay", { amount: money(effect.toPay) })
        : t("mail.bill.nothing");
  const what = t("mail.creditNote.attached", { amount: money(total), kind, number: original.number, day: formatDay(issuedOn, language) });
  return {
    subject: t("mail.creditNote.subject", { number: number ?? "", contract: note.contract }),
    text: mailBody([[what], [after], [replyLine(note, t)]], firm.name, t),
  };
}
