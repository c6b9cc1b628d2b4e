/** Scans that came in by themselves: what nobody could place yet, and the words that signed copies are found by. */
import type { Migration } from "../migrate.ts";
import { frozen, notReplaced } from "./frozen.ts";

const STAYS = "what came into the tray stays, and what became of it too";

const TRAY = `
create table tray (
  id integer primary key,
  sha256 text not null unique check (length(sha256) = 64),
  size integer not null check (size > 0),
  name text not null,
  format text not null check (format in ('pdf', 'jpeg', 'png', 'tiff', 'heic')),
  pages integer check (pages > 0),
  content text not null check (content in ('text', 'picture', 'mixed', 'unknown')),
  why text not null check (json_valid(why)),
  source text not null check (source in ('import', 'watch')),
  at text not null,
  by text not null
) strict;
create table tray_ends (
  tray_id integer not null references tray (id) deferrable initially deferred,
  how text not null check (how in ('filed', 'aside')),
  contract text check ((contract is not null) = (how = 'filed')),
  version integer check ((version is not null) = (how = 'filed')),
  reason text check ((reason is not null) = (how = 'aside')),
  at text not null,
  by text not null,
  primary key (tray_id, how)
) strict;
create index tray_ends_by_contract on tray_ends (contract);
${frozen("tray", STAYS, ["update"])}
${frozen("tray_ends", STAYS, ["update"])}
${notReplaced("tray", STAYS, ["id"], ["sha256"])}
${notReplaced("tray_ends", STAYS, ["tray_id", "how"])}
create trigger tray_no_delete before delete on tray
  when not exists (
    select 1 from tray_ends join tombstones on tombstones.contract = tray_ends.contract where tray_ends.tray_id = old.id
  )
  begin select raise(abort, '${STAYS}'); end;
create trigger tray_ends_no_delete before delete on tray_ends
  when exists (select 1 from tray where id = old.tray_id)
  begin select raise(abort, '${STAYS}'); end;
`;

/** Made of the signed copies, and made anew from them. */
const COPY_WORDS = `
create table copy_words (
  contract_id integer not null references contracts (id),
  word_id integer not null references search_words (id),
  primary key (contract_id, word_id)
) strict, without rowid;
create index copy_words_by_word on copy_words (word_id, contract_id);
create table indexed_copies (
  contract text not null,
  version integer not null,
  primary key (contract, version)
) strict, without rowid;
`;

export const incoming: Migration = { version: 12, name: "incoming", sql: [TRAY, COPY_WORDS].join("\n") };
