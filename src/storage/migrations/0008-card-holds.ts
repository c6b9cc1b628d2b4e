/** How card holds ended: each once. */
import type { Migration } from "../migrate.ts";
import { frozen, notReplaced } from "./frozen.ts";

const SQL = `
create table card_hold_ends (
  billing_id integer primary key references billings (id),
  outcome text not null check (outcome in ('taken', 'released')),
  amount integer not null check (amount > 0),
  ended_on text not null check (ended_on glob '????-??-??'),
  at text not null,
  by text not null
) strict;
${frozen("card_hold_ends", "how a card hold ended is never changed")}
${notReplaced("card_hold_ends", "how a card hold ended is never changed", ["billing_id"])}
`;

export const cardHolds: Migration = { version: 8, name: "card-holds", sql: SQL };
