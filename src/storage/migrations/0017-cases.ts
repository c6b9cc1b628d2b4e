/** What customers say back: cases, their steps, and apart from them what is personal and can be forgotten. */
import type { Migration } from "../migrate.ts";
import { frozen, notReplaced } from "./frozen.ts";

const STAYS = "what a case began with, and each step of it, stays";

const SQL = `
create table cases (
  id integer primary key,
  opened_at text not null,
  opened_by text not null,
  channel text not null check (channel in ('desk', 'phone', 'letter', 'public', 'mail')),
  contract text check (contract is not null or (inspection is null and document is null and line is null)),
  inspection text,
  document text,
  line integer check (line > 0),
  language text not null check (language in ('fi', 'sv', 'en')),
  link text check ((link is not null) = (channel = 'public')),
  answer_by text not null check (answer_by glob '????-??-??'),
  owner text not null references staff (id),
  due text check (due glob '????-??-??'),
  closed_at text check (closed_at is null or due is null)
) strict;
create index cases_due on cases (due) where due is not null;
create index cases_open on cases (contract) where closed_at is null;
create table case_steps (
  id integer primary key,
  case_id integer not null references cases (id),
  at text not null,
  by text not null,
  event text not null check (json_valid(event))
) strict;
create index case_steps_by_case on case_steps (case_id);
create table case_words (
  step_id integer primary key references case_steps (id),
  words text not null check (json_valid(words))
) strict;
create table case_files (
  step_id integer not null references case_steps (id),
  sha256 text not null check (length(sha256) = 64),
  name text not null,
  primary key (step_id, sha256)
) strict;
create index case_files_by_hash on case_files (sha256);
create trigger cases_no_rewrite before update of id, opened_at, opened_by, channel, contract, inspection, document, line, language, link, answer_by
  on cases begin select raise(abort, '${STAYS}'); end;
create trigger cases_no_delete before delete on cases begin select raise(abort, '${STAYS}'); end;
create trigger cases_no_reopening before update of closed_at on cases when old.closed_at is not null
  begin select raise(abort, '${STAYS}'); end;
${notReplaced("cases", STAYS, ["id"])}
${frozen("case_steps", STAYS)}
${notReplaced("case_steps", STAYS, ["id"])}
${frozen("case_words", STAYS, ["update"])}
${notReplaced("case_words", STAYS, ["step_id"])}
${frozen("case_files", STAYS, ["update"])}
${notReplaced("case_files", STAYS, ["step_id", "sha256"])}
`;

export const cases: Migration = { version: 17, name: "cases", sql: SQL };
