/** The first shape of the database. Values are canonical JSON; beside them stands what is searched, joined or guarded. */
import type { Migration } from "../migrate.ts";
import { frozen } from "./frozen.ts";

const CONTRACTS = `
create table terms (
  id integer primary key,
  sha256 text not null unique check (length(sha256) = 64),
  name text not null,
  version text not null,
  value text not null check (json_valid(value)),
  source text not null
) strict;
create index terms_by_name on terms (name, version);
${frozen("terms", "stored terms are never changed")}

create table contracts (
  id integer primary key,
  number text not null unique check (number <> ''),
  number_key text not null unique,
  customer text not null,
  phone text,
  due_at text not null,
  due_day text not null check (due_day glob '????-??-??'),
  lines integer not null check (lines > 0),
  terms_sha256 text not null references terms (sha256) deferrable initially deferred,
  value text not null check (json_valid(value))
) strict;
create index contracts_by_due on contracts (due_at, number);
create index contracts_by_due_day on contracts (due_day);

create table search_words (id integer primary key, word text not null unique) strict;
create table search_forms (
  form text not null,
  word_id integer not null references search_words (id),
  kind text not null check (kind in ('whole', 'ending', 'shortened')),
  primary key (form, kind, word_id)
) strict, without rowid;
create table contract_words (
  contract_id integer not null references contracts (id),
  word_id integer not null references search_words (id),
  primary key (contract_id, word_id)
) strict, without rowid;
create index contract_words_by_word on contract_words (word_id, contract_id);

create table signed_copies (
  contract text not null references contracts (number),
  version integer not null check (version >= 1),
  signed_by text,
  signed_on text check (signed_on glob '????-??-??'),
  archived_at text not null,
  archived_by text not null,
  primary key (contract, version)
) strict;
create table signed_copy_files (
  contract text not null,
  version integer not null,
  position integer not null check (position >= 1),
  sha256 text not null check (length(sha256) = 64),
  size integer not null check (size > 0),
  name text not null,
  format text not null check (format in ('pdf', 'jpeg', 'png', 'tiff', 'heic')),
  pages integer check (pages > 0),
  primary key (contract, version, position),
  foreign key (contract, version) references signed_copies (contract, version)
) strict;
create index signed_copy_files_by_hash on signed_copy_files (sha256);
${frozen("signed_copies", "an archived signed copy is never changed")}
${frozen("signed_copy_files", "an archived signed copy is never changed")}
`;

const INSPECTIONS = `
create table inspections (
  id integer primary key,
  contract text not null references contracts (number),
  kind text not null check (kind in ('handover', 'return')),
  load integer not null check (load >= 0),
  started_at text not null,
  finished_at text,
  still_out integer check (still_out >= 0),
  unique (contract, kind, load),
  check ((finished_at is null) = (still_out is null))
) strict;
create trigger inspections_no_delete before delete on inspections begin select raise(abort, 'an inspection is never removed'); end;
create table inspection_entries (
  inspection_id integer not null references inspections (id),
  seq integer not null check (seq >= 1),
  at text not null,
  by text not null,
  event text not null check (json_valid(event)),
  primary key (inspection_id, seq)
) strict, without rowid;
${frozen("inspection_entries", "an answer is never changed, only answered anew")}
create table releases (
  id integer primary key,
  inspection_id integer not null references inspections (id),
  reason text not null check (reason <> ''),
  by text not null,
  at text not null
) strict;
create index releases_by_inspection on releases (inspection_id);
${frozen("releases", "a release is never changed")}
`;

const BILLINGS = `
create table number_series (
  kind text not null check (kind in ('invoice', 'damagesStatement', 'settlement')),
  year integer not null,
  last integer not null check (last >= 1),
  primary key (kind, year)
) strict;
create trigger number_series_one_by_one before update on number_series
  when new.last <> old.last + 1 or new.kind <> old.kind or new.year <> old.year
  begin select raise(abort, 'a series of numbers only counts on'); end;
create trigger number_series_from_one before insert on number_series
  when new.last <> 1 begin select raise(abort, 'a series of numbers starts at one'); end;
create trigger number_series_no_delete before delete on number_series begin select raise(abort, 'a series of numbers is never removed'); end;

create table billings (
  id integer primary key,
  contract text not null references contracts (number),
  inspection_id integer not null references inspections (id),
  sha256 text not null check (length(sha256) = 64),
  issued_at text not null,
  issued_by text not null,
  used text not null check (json_valid(used)),
  value text not null check (json_valid(value))
) strict;
create index billings_by_contract on billings (contract);
create index billings_by_inspection on billings (inspection_id);
create table billed_documents (
  number text primary key not null,
  kind text not null check (kind in ('invoice', 'damagesStatement')),
  billing_id integer not null references billings (id),
  unique (billing_id, kind)
) strict;
create table billed_sources (
  billing_id integer not null references billings (id),
  source text not null,
  primary key (billing_id, source)
) strict, without rowid;
create table billing_pdfs (
  billing_id integer primary key references billings (id),
  sha256 text not null check (length(sha256) = 64),
  name text not null
) strict;
${["billings", "billed_documents", "billed_sources", "billing_pdfs"].map((table) => frozen(table, "what is issued is never changed")).join("\n")}
`;

const HOUSE = `
create table staff (
  id text primary key not null check (id <> ''),
  name text not null,
  role text not null check (role in ('temp', 'clerk', 'lead', 'owner')),
  phone text,
  ends_on text check (ends_on glob '????-??-??'),
  pin_hash text,
  pin_failures integer not null default 0 check (pin_failures >= 0),
  pin_last_failure text
) strict;
create table sign_in (
  only integer primary key check (only = 1),
  staff text not null references staff (id),
  at text not null
) strict;

create table journal (
  seq integer primary key check (seq >= 1),
  at text not null,
  staff text not null,
  contract text,
  act text not null,
  subject text not null,
  detail_hash text check (length(detail_hash) = 64),
  previous text not null,
  previous_of_contract text,
  hash text not null unique check (length(hash) = 64)
) strict;
create index journal_by_contract on journal (contract, seq);
${frozen("journal", "the journal is only written on")}
create table journal_details (
  seq integer primary key references journal (seq),
  salt text not null,
  detail text not null check (json_valid(detail))
) strict;
${frozen("journal_details", "a detail of the journal is never changed", ["update"])}
create table journal_heads (
  chain text primary key not null,
  seq integer not null,
  hash text not null
) strict;
`;

export const foundation: Migration = { version: 1, name: "foundation", sql: CONTRACTS + INSPECTIONS + BILLINGS + HOUSE };
