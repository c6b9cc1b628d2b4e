/** E-invoices: which bytes of the archive went out as which document in which format. */
import type { Migration } from "../migrate.ts";
import { frozen, notReplaced } from "./frozen.ts";

const E_INVOICES = `
create table e_invoices (
  number text not null check (number <> ''),
  format text not null check (format in ('peppol', 'finvoice', 'facturx')),
  sha256 text not null check (length(sha256) = 64),
  name text not null,
  at text not null,
  by text not null,
  primary key (number, format)
) strict, without rowid;
${frozen("e_invoices", "an e-invoice that was stored is never changed")}
${notReplaced("e_invoices", "an e-invoice that was stored is never changed", ["number", "format"])}
create trigger e_invoices_of_the_books before insert on e_invoices
  when not exists (select 1 from billed_documents where number = new.number)
   and not exists (select 1 from credit_notes where number = new.number)
  begin select raise(abort, 'an e-invoice needs its document in the books'); end;
`;

export const eInvoices: Migration = { version: 6, name: "e-invoices", sql: E_INVOICES };
