/** Letting go: a tombstone first, and with it the database lets the rows of that contract be removed; what was changed nobody may say. */
import type { Migration } from "../migrate.ts";
import { frozen, frozenUntilLetGo, notReplaced } from "./frozen.ts";

const TOMBSTONES = `
create table tombstones (
  contract text primary key not null check (contract <> ''),
  last_on text not null check (last_on glob '????-??-??'),
  kept_until text not null check (kept_until glob '????-??-??' and kept_until > last_on),
  documents text not null check (json_valid(documents)),
  files integer not null check (files >= 0),
  at text not null check (substr(at, 1, 10) >= kept_until),
  by text not null,
  decided_by text not null
) strict;
${frozen("tombstones", "a tombstone stays")}
${notReplaced("tombstones", "a tombstone stays", ["contract"])}
create trigger contracts_not_again before insert on contracts
  when exists (select 1 from tombstones where contract = new.number)
  begin select raise(abort, 'the number of a contract that was let go is not given again'); end;

create table leaving_files (
  sha256 text primary key not null check (length(sha256) = 64),
  since text not null
) strict;

create table let_go_payments (
  id integer primary key,
  entry_id integer not null references bank_entries (id),
  amount integer not null check (amount <> 0)
) strict;
create index let_go_payments_by_entry on let_go_payments (entry_id);
${frozen("let_go_payments", "what was paid stays paid")}
drop trigger payments_within_entry;
create trigger payments_within_entry before insert on payments when new.entry_id is not null
  and not exists (
    select 1 from bank_entries where id = new.entry_id
      and (select coalesce(sum(amount), 0) from payments where entry_id = new.entry_id)
        + (select coalesce(sum(amount), 0) from let_go_payments where entry_id = new.entry_id)
        + new.amount between min(0, amount) and max(0, amount)
  )
  begin select raise(abort, 'more cannot be assigned than the bank booked'); end;
`;

const OF_INSPECTION = "(select contract from inspections where id = old.inspection_id)";
const OF_BILLING = "(select contract from billings where id = old.billing_id)";
const OF_CREDIT_NOTE =
  "(select billings.contract from credit_notes join billings on billings.id = billing_id where credit_notes.id = old.credit_note_id)";
const OF_NUMBER = `coalesce(
    (select contract from billed_documents join billings on billings.id = billing_id where billed_documents.number = old.number),
    (select contract from credit_notes join billings on billings.id = billing_id where credit_notes.number = old.number))`;

const ISSUED = "what is issued is never changed";

/** Tables whose rows go with their contract: what is said to whoever tries sooner, and where a row says which contract is its own. */
const GO_WITH_THEIR_CONTRACT: Readonly<Record<string, readonly [what: string, contract: string]>> = {
  signed_copies: ["an archived signed copy is never changed", "old.contract"],
  signed_copy_files: ["an archived signed copy is never changed", "old.contract"],
  inspections: ["an inspection is never removed", "old.contract"],
  inspection_entries: ["an answer is never changed, only answered anew", OF_INSPECTION],
  releases: ["a release is never changed", OF_INSPECTION],
  billings: [ISSUED, "old.contract"],
  billed_documents: [ISSUED, OF_BILLING],
  billed_sources: [ISSUED, OF_BILLING],
  billing_pdfs: [ISSUED, OF_BILLING],
  credit_notes: [ISSUED, OF_BILLING],
  credit_note_pdfs: [ISSUED, OF_CREDIT_NOTE],
  corrections: ["a correction of the books is never changed", "old.contract"],
  deliveries: ["what was sent is never changed", "old.contract"],
  delivery_ends: ["what was sent is never changed", "(select contract from deliveries where id = old.delivery_id)"],
  payments: ["a payment is never changed, only taken back", OF_BILLING],
  payouts: ["an ordered payout is never changed", OF_BILLING],
  payout_ends: [
    "how a payout ended is never changed",
    "(select billings.contract from payouts join billings on billings.id = billing_id where payouts.id = old.payout_id)",
  ],
  e_invoices: ["an e-invoice that was stored is never changed", OF_NUMBER],
  reminders: [ISSUED, OF_BILLING],
  reminder_pdfs: [
    ISSUED,
    "(select billings.contract from reminders join billings on billings.id = billing_id where reminders.id = old.reminder_id)",
  ],
};

const guards = Object.entries(GO_WITH_THEIR_CONTRACT).map(([table, [what, contract]]) => frozenUntilLetGo(table, what, contract));

export const retention: Migration = { version: 11, name: "retention", sql: [TOMBSTONES, ...guards].join("\n") };
