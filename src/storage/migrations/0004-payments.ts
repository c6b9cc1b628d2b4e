/** Payments and the bank's entries they come from: written once, taken back by a row of their own. */
import type { Migration } from "../migrate.ts";
import { frozen, notReplaced } from "./frozen.ts";

const SQL = `
create unique index billings_by_reference on billings (json_extract(value, '$.settlement.reference'));

create table bank_entries (
  id integer primary key,
  account text not null check (account <> ''),
  identity text not null check (identity <> ''),
  kind text not null check (kind in ('payment', 'return')),
  booked_on text not null check (booked_on glob '????-??-??'),
  amount integer not null check ((kind = 'payment') = (amount > 0) and amount <> 0),
  reference text,
  bank_reference text,
  read_at text not null,
  read_by text not null,
  unique (account, identity)
) strict;
create index bank_entries_by_bank_reference on bank_entries (account, bank_reference);
${frozen("bank_entries", "what the bank said is never changed")}
${notReplaced("bank_entries", "what the bank said is never changed", ["id"])}

create table bank_entry_texts (
  entry_id integer primary key references bank_entries (id),
  payer text,
  message text
) strict;
${frozen("bank_entry_texts", "what the bank said is never changed", ["update"])}

create table payments (
  id integer primary key,
  billing_id integer not null references billings (id),
  amount integer not null check (amount <> 0),
  received_on text not null check (received_on glob '????-??-??'),
  how text not null check (how in ('cash', 'card', 'transfer', 'bank')),
  entry_id integer references bank_entries (id),
  takes_back integer unique references payments (id),
  reason text check (reason <> ''),
  recorded_at text not null,
  recorded_by text not null,
  check ((amount < 0) = (reason is not null)),
  check (takes_back is null or amount < 0)
) strict;
create index payments_by_billing on payments (billing_id);
create index payments_by_entry on payments (entry_id);
${frozen("payments", "a payment is never changed, only taken back")}
${notReplaced("payments", "a payment is never changed, only taken back", ["id"])}
create trigger payments_take_back_the_same before insert on payments when new.takes_back is not null
  and not exists (select 1 from payments where id = new.takes_back and billing_id = new.billing_id and amount = -new.amount and amount > 0)
  begin select raise(abort, 'what is taken back is exactly a payment of the same settlement'); end;
create trigger payments_within_entry before insert on payments when new.entry_id is not null
  and not exists (
    select 1 from bank_entries where id = new.entry_id
      and (select coalesce(sum(amount), 0) from payments where entry_id = new.entry_id) + new.amount between min(0, amount) and max(0, amount)
  )
  begin select raise(abort, 'more cannot be assigned than the bank booked'); end;
`;

export const payments: Migration = { version: 4, name: "payments", sql: SQL };
