/**
 * What the journal seals: a salted hash of every row that a change of state wrote, the head of every day that is over, and each time
 * the archive was read through.
 */
import type { Migration } from "../migrate.ts";
import { sealWhatIsThere } from "../row-seals.ts";
import { frozen, notReplaced } from "./frozen.ts";

const WRITTEN_ON = "the journal is only written on";

const SQL = `
alter table journal add column seals text check (length(seals) = 64);
create index journal_by_time on journal (at);
create table journal_seals (
  seq integer not null references journal (seq) deferrable initially deferred,
  tbl text not null,
  key text not null check (json_valid(key)),
  hash text check (length(hash) = 64),
  primary key (seq, tbl, key)
) strict, without rowid;
create index journal_seals_by_row on journal_seals (tbl, key, seq);
${frozen("journal_seals", WRITTEN_ON)}
${notReplaced("journal_seals", WRITTEN_ON, ["seq", "tbl", "key"])}
create table row_salts (
  tbl text not null,
  key text not null,
  salt text not null check (length(salt) = 32),
  primary key (tbl, key)
) strict, without rowid;
create table journal_days (
  day text primary key not null check (day glob '????-??-??'),
  seq integer not null references journal (seq),
  hash text not null check (length(hash) = 64)
) strict;
${frozen("journal_days", "the head of a day is never changed")}
${notReplaced("journal_days", "the head of a day is never changed", ["day"])}
create table verifications (
  id integer primary key,
  began_at text not null,
  ended_at text not null,
  by text not null,
  files integer not null check (files >= 0),
  bytes integer not null check (bytes >= 0),
  faults integer not null check (faults >= 0),
  healed integer not null check (healed >= 0)
) strict;
${frozen("verifications", "what a verification found is never changed")}
${notReplaced("verifications", "what a verification found is never changed", ["id"])}
`;

export const seals: Migration = { version: 9, name: "seals", sql: SQL, andThen: sealWhatIsThere };
