/** Which files of the archive the database names, table by table. */
import { type RawBuilder, sql } from "kysely";
import type { Trx } from "./schema.ts";

/** Every place that names a file, as a query for `sha256` and the `contract` it belongs to. */
const NAMED: readonly RawBuilder<{ sha256: string; contract: string }>[] = [
  sql`select sha256, contract from signed_copy_files`,
  sql`select billing_pdfs.sha256, contract from billing_pdfs join billings on billings.id = billing_id`,
  sql`select credit_note_pdfs.sha256, contract from credit_note_pdfs join credit_notes on credit_notes.id = credit_note_id join billings on billings.id = billing_id`,
  sql`select reminder_pdfs.sha256, contract from reminder_pdfs join reminders on reminders.id = reminder_id join billings on billings.id = billing_id`,
  sql`select e_invoices.sha256, contract from e_invoices join billed_documents on billed_documents.number = e_invoices.number join billings on billings.id = billing_id`,
  sql`select e_invoices.sha256, contract from e_invoices join credit_notes on credit_notes.number = e_invoices.number join billings on billings.id = billing_id`,
  sql`select photo.value ->> '$.sha256' as sha256, contract from inspection_entries join inspections on inspections.id = inspection_id, json_each(event, '$.finding.photos') photo`,
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
