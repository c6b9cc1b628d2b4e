/** What left the house: each try is a row before it begins, and its end another one. Neither changes. */
import type { Migration } from "../migrate.ts";
import { frozen, notReplaced } from "./frozen.ts";

const sql = `
create table deliveries (
  id integer primary key,
  letter text not null check (letter glob '*/*'),
  contract text not null references contracts (number),
  channel text not null check (channel in ('mail', 'print')),
  recipient text not null,
  pdf text not null check (length(pdf) = 64),
  at text not null,
  by text not null
) strict;
create index deliveries_by_letter on deliveries (letter);
create table delivery_ends (
  delivery_id integer primary key references deliveries (id),
  result text not null check (result in ('sent', 'unsent', 'unsure')),
  detail text not null,
  at text not null
) strict;
${frozen("deliveries", "what was sent is never changed")}
${notReplaced("deliveries", "what was sent is never changed", ["id"])}
${frozen("delivery_ends", "what was sent is never changed")}
${notReplaced("delivery_ends", "what was sent is never changed", ["delivery_id"])}
`;

export const deliveries: Migration = { version: 3, name: "deliveries", sql };
