/** The letters that can be delivered, each with the mail that brings it. */

import type { Customer } from "../contract/contract.ts";
import { billMail, type MailText } from "../document/mail/bill-mail.ts";
import { creditNoteMail } from "../document/mail/credit-note-mail.ts";
import { reminderMail } from "../document/mail/reminder-mail.ts";
import type { IssuedBilling, ReplyPromise } from "../invoice/billing.ts";
import type { IssuedCreditNote } from "../invoice/credit-note.ts";
import type { IssuedReminder } from "../invoice/reminder.ts";
import type { Instant } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import type { Language } from "../kernel/text.ts";
import type { Messages } from "../language/messages.ts";
import { findBilling, listBillings, listCreditNotes } from "./list-billings.ts";
import type { Desk, Repositories } from "./ports.ts";

export interface Letter {
  /** How deliveries name it: `bill/12`. */
  readonly key: string;
  /** What people call it: its documents' numbers, or the return of a thank-you note. */
  readonly name: string;
  /** The commands that send and print it: `invoice send L-2026-0001`, `invoice print L-2026-0001 --reminder`. */
  readonly send: string;
  readonly print: string;
  readonly contract: string;
  readonly customer: Customer;
  readonly language: Language;
  /** Null until it is rendered. */
  readonly pdf: { readonly sha256: string; readonly name: string } | null;
  /** Who reads the answer. */
  readonly reply: ReplyPromise;
  mail(texts: Messages): MailText;
  /** What else is entered once a mail server has taken it, in the same transaction; absent: nothing. */
  sent?(repositories: Repositories, at: Instant): Promise<void>;
}

/** The same words after both. */
const commandsFor = (id: string): Pick<Letter, "send" | "print"> => ({ send: `invoice send ${id}`, print: `invoice print ${id}` });

export function letterOfBilling({ id, billing, pdf }: IssuedBilling): Letter {
  const numbers = billing.documents.flatMap(({ number }) => number ?? []);
  return {
    key: `bill/${id}`,
    name: numbers.join(" ") || billing.inspection,
    ...commandsFor(numbers[0] ?? billing.inspection),
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
  ...commandsFor(note.number),
  contract: note.contract,
  customer: note.customer,
  language: note.language,
  pdf,
  reply: note.reply,
  mail: (texts) => creditNoteMail(note, texts),
});

function letterOfReminder({ id, reminder, pdf }: IssuedReminder): Letter {
  const numbers = reminder.documents.map(({ number }) => number);
  return {
    key: `reminder/${id}`,
    name: `${numbers.join(" ")} (${reminder.number})`,
    ...commandsFor(`${numbers[0]} --reminder`),
    contract: reminder.contract,
    customer: reminder.customer,
    language: reminder.language,
    pdf,
    reply: reminder.reply,
    mail: (texts) => reminderMail(reminder, texts),
  };
}

/** The last reminder of a settlement. @throws UserError `not-reminded`, and those of {@link findBilling}. */
export async function findReminderLetter(desk: Desk, id: string): Promise<Letter> {
  const issued = await findBilling(desk, id);
  const last = (await (await desk.store()).read(({ reminders }) => reminders.of(issued.id))).at(-1);
  const { name } = letterOfBilling(issued);
  if (!last)
    throw new UserError("not-reminded", { name }, [
      `invoice remind ${issued.billing.documents.flatMap(({ number }) => number ?? [])[0] ?? issued.billing.inspection}`,
    ]);
  return letterOfReminder(last);
}

/** A credit note's by its number, else a billing's. @throws UserError those of {@link findBilling}. */
export async function findLetter(desk: Desk, id: string): Promise<Letter> {
  const note = await (await desk.store()).read(({ creditNotes }) => creditNotes.byNumber(id));
  return note ? letterOfCreditNote(note) : letterOfBilling(await findBilling(desk, id));
}

/** Every letter that has not been delivered in any way. */
export async function undelivered(desk: Desk): Promise<readonly Letter[]> {
  const store = await desk.store();
  const { delivered, reminders } = await store.read(async (repositories) => ({
    delivered: await repositories.deliveries.delivered(),
    reminders: await repositories.reminders.list(),
  }));
  const letters = [
    ...(await listBillings(desk)).map(letterOfBilling),
    ...(await listCreditNotes(desk)).map(letterOfCreditNote),
    ...reminders.map(letterOfReminder),
  ];
  return letters.filter(({ key }) => !delivered.has(key));
}
