/**
 * Which files of the archive the database names, table by table. A test fails when a table gets a column for a hash that is neither
 * here nor said to stand for something else.
 */
import { type RawBuilder, sql } from "kysely";
import type { ArchivedRepository, ArchivedThing } from "../app/ports/archived.ts";
import { lookForDamage } from "./database-errors.ts";
import type { Trx } from "./schema.ts";

/** In a damaged file a value may be no JSON any more: the seals tell so, and here it names nothing. */
const json = (column: string): RawBuilder<string> => sql.raw(`iif(json_valid(${column}), ${column}, null)`);

/** Every place that names a file, as a query for the members of {@link ArchivedThing}. */
const NAMED: readonly RawBuilder<ArchivedThing>[] = [
  sql`select 'signedCopy' as kind, sha256, contract, name from signed_copy_files`,
  sql`select 'bill' as kind, billing_pdfs.sha256, contract, name from billing_pdfs join billings on billings.id = billing_id`,
  sql`select 'creditNote' as kind, credit_note_pdfs.sha256, contract, name from credit_note_pdfs join credit_notes on credit_notes.id = credit_note_id join billings on billings.id = billing_id`,
  sql`select 'reminder' as kind, reminder_pdfs.sha256, contract, name from reminder_pdfs join reminders on reminders.id = reminder_id join billings on billings.id = billing_id`,
  sql`select 'eInvoice' as kind, e_invoices.sha256, contract, name from e_invoices join billed_documents on billed_documents.number = e_invoices.number join billings on billings.id = billing_id`,
  sql`select 'eInvoice' as kind, e_invoices.sha256, contract, name from e_invoices join credit_notes on credit_notes.number = e_invoices.number join billings on billings.id = billing_id`,
  sql`select 'letter' as kind, pdf as sha256, contract, letter as name from deliveries`,
  sql`select 'letter' as kind, sha256, contract, name from notices`,
  sql`select 'tray' as kind, sha256, (select contract from tray_ends where tray_id = tray.id and how = 'filed') as contract, name from tray`,
  sql`select 'photo' as kind, photo.value ->> '$.sha256' as sha256, contract, photo.value ->> '$.name' as name from inspection_entries join inspections on inspections.id = inspection_id, json_each(${json("event")}, '$.finding.photos') photo`,
  sql`select 'photo' as kind, ${json("event")} ->> '$.photo.sha256' as sha256, contract, ${json("event")} ->> '$.photo.name' as name from inspection_entries join inspections on inspections.id = inspection_id where ${json("event")} ->> '$.type' = 'photographed'`,
  sql`select 'photo' as kind, photo.value ->> '$.sha256' as sha256, contract, photo.value ->> '$.name' as name from inspection_entries join inspections on inspections.id = inspection_id, json_each(${json("event")}, '$.findings') found, json_each(found.value, '$.photos') photo where ${json("event")} ->> '$.type' = 'foundLate'`,
  sql`select 'signedText' as kind, ${json("event")} ->> '$.acknowledgement.text.sha256' as sha256, contract, 'R-' || inspection_id as name from inspection_entries join inspections on inspections.id = inspection_id where ${json("event")} ->> '$.acknowledgement.text.sha256' is not null`,
  sql`select 'signature' as kind, ${json("event")} ->> '$.acknowledgement.signature' as sha256, contract, 'R-' || inspection_id as name from inspection_entries join inspections on inspections.id = inspection_id where ${json("event")} ->> '$.acknowledgement.signature' is not null`,
  sql`select 'caseFile' as kind, sha256, contract, name from case_files join case_steps on case_steps.id = step_id join cases on cases.id = case_id`,
  sql`select 'letter' as kind, sha256, null as contract, name from standing_letters`,
  sql`select 'letter' as kind, sha256, contract, 'feedback' as name from feedback_invitations where sha256 is not null and contract in (select number from contracts)`,
  // The journal alone says which records were handed out.
  sql`select 'record' as kind, ${json("detail")} ->> '$.sha256' as sha256, contract, subject as name from journal join journal_details on journal_details.seq = journal.seq where act = 'record.rendered'`,
  // Bills keep the sign of the firm as it was; the one in use stands in the settings.
  sql`select 'logo' as kind, ${json("value")} ->> '$.firm.logo' as sha256, null as contract, 'logo' as name from billings where ${json("value")} ->> '$.firm.logo' is not null`,
];

const EVERYWHERE = sql.join(NAMED, sql` union `);

export async function archivedFilesOf(trx: Trx, contract: string): Promise<readonly string[]> {
  const { rows } = await sql<{
    sha256: string;
  }>`select distinct sha256 from (${EVERYWHERE}) where contract = ${contract} order by sha256`.execute(trx);
  return rows.map(({ sha256 }) => sha256);
}

export async function isNamed(trx: Trx, sha256: string): Promise<boolean> {
  const { rows } = await sql`select 1 from (${EVERYWHERE}) where sha256 = ${sha256} limit 1`.execute(trx);
  return rows.length > 0;
}

export function archivedRepository(trx: Trx): ArchivedRepository {
  return {
    async list(contract) {
      const within = contract === null ? sql`` : sql`where contract = ${contract}`;
      const query = sql<ArchivedThing>`select kind, sha256, contract, name from (${EVERYWHERE}) ${within} order by contract, kind, name`;
      return (await lookForDamage(() => query.execute(trx))).rows;
    },
  };
}
