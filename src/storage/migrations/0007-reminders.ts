/** Reminders: value and hash written once, numbered in their settlement without a gap. */
import type { Migration } from "../migrate.ts";
import { frozen, notReplaced } from "./frozen.ts";

const SQL = `
create table reminders (
  id integer primary key,
  billing_id integer not null references billings (id),
  number integer not null check (number >= 1),
  sha256 text not null check (length(sha256) = 64),
  issued_at text not null,
  issued_by text not null,
  value text not null check (json_valid(value)),
  unique (billing_id, number)
) strict;
create table reminder_pdfs (
  reminder_id integer primary key references reminders (id),
  sha256 text not null check (length(sha256) = 64),
  name text not null
) strict;
create trigger reminders_one_by_one before insert on reminders
  when new.number <> 1 + (select count(*) from reminders where billing_id = new.billing_id)
  begin select raise(abort, 'reminders of a settlement count on'); end;
${frozen("reminders", "what is issued is never changed")}
${notReplaced("reminders", "what is issued is never changed", ["id"])}
${frozen("reminder_pdfs", "what is issued is never changed")}
${notReplaced("reminder_pdfs", "what is issued is never changed", ["reminder_id"])}
`;

export const reminders: Migration = { version: 7, name: "reminders", sql: SQL };
