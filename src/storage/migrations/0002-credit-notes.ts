/** Credit notes with their series, corrections, and triggers against `insert or replace`, which deletes rows without a delete trigger. */
import type { Migration } from "../migrate.ts";
import { frozen, notReplaced } from "./frozen.ts";

const ISSUED = "what is issued is never changed";

/** SQLite cannot widen a check: the table is made anew with what it holds. */
const SERIES = `
drop trigger number_series_one_by_one;
drop trigger number_series_from_one;
drop trigger number_series_no_delete;
alter table number_series rename to number_series_before;
create table number_series (
  kind text not null check (kind in ('invoice', 'damagesStatement', 'creditNote', 'settlement', 'bankFile')),
  year integer not null,
  last integer not null check (last >= 1),
  primary key (kind, year)
) strict;
insert into number_series select kind, year, last from number_series_before;
drop table number_series_before;
create trigger number_series_one_by_one before update on number_series
  when new.last <> old.last + 1 or new.kind <> old.kind or new.year <> old.year
  begin select raise(abort, 'a series of numbers only counts on'); end;
create trigger number_series_from_one before insert on number_series
  when new.last <> 1 begin select raise(abort, 'a series of numbers starts at one'); end;
create trigger number_series_no_delete before delete on number_series begin select raise(abort, 'a series of numbers is never removed'); end;
${notReplaced("number_series", "a series of numbers only counts on", ["kind", "year"])}
`;

const CREDIT_NOTES = `
create table credit_notes (
  id integer primary key,
  number text not null unique,
  billing_id integer not null references billings (id),
  document text not null references billed_documents (number),
  total integer not null check (total > 0),
  cause text not null check (cause in ('decision', 'correction')),
  sha256 text not null check (length(sha256) = 64),
  issued_at text not null,
  issued_by text not null,
  value text not null check (json_valid(value))
) strict;
create index credit_notes_by_billing on credit_notes (billing_id);
create index credit_notes_by_document on credit_notes (document);
create table credit_note_pdfs (
  credit_note_id integer primary key references credit_notes (id),
  sha256 text not null check (length(sha256) = 64),
  name text not null
) strict;
create trigger credit_notes_within before insert on credit_notes
  when new.total + (select coalesce(sum(total), 0) from credit_notes where document = new.document) > (
    select json_extract(document.value, '$.total') from billings, json_each(billings.value, '$.documents') document
    where billings.id = new.billing_id and json_extract(document.value, '$.number') = new.document)
  begin select raise(abort, 'never more is credited than was billed'); end;
create trigger credit_notes_own_number before insert on credit_notes
  when exists (select 1 from billed_documents where number = new.number)
  begin select raise(abort, 'a number is never given twice'); end;
create trigger billed_documents_own_number before insert on billed_documents
  when exists (select 1 from credit_notes where number = new.number)
  begin select raise(abort, 'a number is never given twice'); end;
${["credit_notes", "credit_note_pdfs"].map((table) => frozen(table, ISSUED)).join("\n")}
${notReplaced("credit_notes", ISSUED, ["id"], ["number"])}
${notReplaced("credit_note_pdfs", ISSUED, ["credit_note_id"])}
${notReplaced("billings", ISSUED, ["id"])}
${notReplaced("billed_documents", ISSUED, ["number"], ["billing_id", "kind"])}
${notReplaced("billed_sources", ISSUED, ["billing_id", "source"])}
${notReplaced("billing_pdfs", ISSUED, ["billing_id"])}
${notReplaced("journal", "the journal is only written on", ["seq"], ["hash"])}

create table corrections (
  id integer primary key,
  contract text not null references contracts (number),
  after_billing integer not null,
  used text not null check (json_valid(used)),
  at text not null,
  by text not null
) strict;
create index corrections_by_contract on corrections (contract);
${frozen("corrections", "a correction of the books is never changed")}
${notReplaced("corrections", "a correction of the books is never changed", ["id"])}
`;

export const creditNotes: Migration = { version: 2, name: "credit notes", sql: SERIES + CREDIT_NOTES };
