/** The letters that can be delivered, each with the mail that brings it. */

import type { Customer } from "../contract/contract.ts";
import { billMail, type MailText } from "../document/mail/bill-mail.ts";
import { creditNoteMail } from "../document/mail/credit-note-mail.ts";
import type { IssuedBilling, ReplyPromise } from "../invoice/billing.ts";
import type { IssuedCreditNote } from "../invoice/credit-note.ts";
import type { Language } from "../kernel/text.ts";
import type { Messages } from "../language/messages.ts";
import { findBilling, listBillings, listCreditNotes } from "./list-billings.ts";
import type { Desk } from "./ports.ts";

export interface Letter {
  /** How deliveries name it: `bill/12`. */
  readonly key: string;
  /** What people call it: its documents' numbers, or the return of a thank-you note. */
  readonly name: string;
  readonly contract: string;
  readonly customer: Customer;
  readonly language: Language;
  /** Null until it is rendered. */
  readonly pdf: { readonly sha256: string; readonly name: string } | null;
  /** Who reads the answer. */
  readonly reply: ReplyPromise;
  mail(texts: Messages): MailText;
}

export function letterOfBilling({ id, billing, pdf }: IssuedBilling): Letter {
  const numbers = billing.documents.flatMap(({ number }) => number ?? []);
  return {
    key: `bill/${id}`,
    name: numbers.join(" ") || billing.inspection,
    contract: billing.contract,
    customer: billing.customer,
    language: billing.language,
    pdf,
    reply: billing.reply,
    mail: (texts) => billMail(billing, texts),
  };
}

const letterOfCreditNote = ({ note, pdf }: IssuedCreditNote): Letter => ({
  key: `creditNote/${note.number}`,
  name: note.number,
  contract: note.contract,
  customer: note.customer,
  language: note.language,
  pdf,
  reply: note.reply,
  mail: (texts) => creditNoteMail(note, texts),
});

/** A credit note's by its number, else a billing's. @throws UserError those of {@link findBilling}. */
export async function findLetter(desk: Desk, id: string): Promise<Letter> {
  const note = await (await desk.store()).read(({ creditNotes }) => creditNotes.byNumber(id));
  return note ? letterOfCreditNote(note) : letterOfBilling(await findBilling(desk, id));
}

/** Every letter that has not been delivered in any way. */
export async function undelivered(desk: Desk): Promise<readonly Letter[]> {
  const delivered = await (await desk.store()).read(({ deliveries }) => deliveries.delivered());
  const letters = [...(await listBillings(desk)).map(letterOfBilling), ...(await listCreditNotes(desk)).map(letterOfCreditNote)];
  return letters.filter(({ key }) => !delivered.has(key));
}
