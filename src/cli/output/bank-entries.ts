/** What the bank booked and no settlement has been given. */
import type { BankEntry } from "../../app/ports/payments.ts";
import { plain } from "../../kernel/text.ts";
import type { Session } from "../session.ts";
import { jsonMoney as money } from "./json.ts";
import { cellDay, cellMoney } from "./list-cells.ts";

const COLUMNS = ["entry", "day", "unassigned", "payer", "reference", "message"] as const;

export const bankEntryTable = (session: Session, entries: readonly BankEntry[]): [string[], string[][]] => [
  COLUMNS.map((column) => session.t(`invoice.column.${column}`)),
  entries.map(({ id, bookedOn, unassigned, payer, reference, message }) => [
    `E-${id}`,
    cellDay(session, bookedOn),
    cellMoney(session, unassigned),
    ...[payer, reference, message].map((text) => (text === null ? "–" : plain(text))),
  ]),
];

export const bankEntryJson = (entry: BankEntry) => ({
  id: `E-${entry.id}`,
  account: entry.account,
  bookedOn: entry.bookedOn,
  amount: money(entry.amount),
  unassigned: money(entry.unassigned),
  payer: entry.payer,
  reference: entry.reference,
  message: entry.message,
  bankReference: entry.bankReference,
});
