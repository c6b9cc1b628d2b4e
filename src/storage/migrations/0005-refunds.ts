/** Payouts to customers: ordered once, ended once. */
import type { Migration } from "../migrate.ts";
import { frozen, notReplaced } from "./frozen.ts";

const SQL = `
create table payouts (
  id integer primary key,
  billing_id integer not null references billings (id),
  amount integer not null check (amount > 0),
  way text not null check (way in ('transfer', 'cash', 'card')),
  iban text,
  message_id text,
  ordered_at text not null,
  ordered_by text not null,
  check ((way = 'transfer') = (iban is not null)),
  check ((way = 'transfer') = (message_id is not null))
) strict;
create index payouts_by_billing on payouts (billing_id);
create table payout_ends (
  payout_id integer primary key references payouts (id),
  outcome text not null check (outcome in ('paid', 'undone')),
  ended_on text not null check (ended_on glob '????-??-??'),
  at text not null,
  by text not null
) strict;
${frozen("payouts", "an ordered payout is never changed")}
${notReplaced("payouts", "an ordered payout is never changed", ["id"])}
${frozen("payout_ends", "how a payout ended is never changed")}
${notReplaced("payout_ends", "how a payout ended is never changed", ["payout_id"])}
`;

export const refunds: Migration = { version: 5, name: "refunds", sql: SQL };
