import { sql } from "kysely";
import type { HandedRecord, IssuedFile, IssuedFiles } from "../app/ports/issued-files.ts";
import type { Trx } from "./schema.ts";

/** The journal says who handed out which record, with the hash of its bytes among the details. */
const records = (trx: Trx) =>
  trx
    .selectFrom("journal")
    .innerJoin("journal_details", "journal_details.seq", "journal.seq")
    .select(["subject", "detail", "journal.at"])
    .where("act", "=", "record.rendered");

async function named(trx: Trx, sha256: string): Promise<IssuedFile | null> {
  const billing = await trx.selectFrom("billing_pdfs").select("billing_id").where("sha256", "=", sha256).executeTakeFirst();
  if (billing) return { kind: "billing", id: billing.billing_id };
  const note = await trx
    .selectFrom("credit_note_pdfs")
    .innerJoin("credit_notes", "credit_notes.id", "credit_note_pdfs.credit_note_id")
    .select("number")
    .where("credit_note_pdfs.sha256", "=", sha256)
    .executeTakeFirst();
  if (note) return { kind: "creditNote", number: note.number };
  const eInvoice = await trx.selectFrom("e_invoices").select("number").where("sha256", "=", sha256).executeTakeFirst();
  if (eInvoice) return { kind: "eInvoice", number: eInvoice.number };
  const reminder = await trx.selectFrom("reminder_pdfs").select("reminder_id").where("sha256", "=", sha256).executeTakeFirst();
  if (reminder) return { kind: "reminder", id: reminder.reminder_id };
  const record = await records(trx).where(sql`detail ->> '$.sha256'`, "=", sha256).executeTakeFirst();
  return record ? { kind: "record", inspection: record.subject } : null;
}

export function issuedFiles(trx: Trx): IssuedFiles {
  return {
    named: (sha256) => named(trx, sha256),
    async ofRecord(contract, inspection) {
      const rows = await records(trx)
        .where("contract", "=", contract)
        .where("subject", "=", inspection)
        .orderBy("journal.seq", "desc")
        .execute();
      return rows.map(({ at, detail }) => {
        const { sha256, version, withSums } = JSON.parse(detail) as Pick<HandedRecord, "sha256"> & Partial<HandedRecord>;
        return { sha256, at, version: version ?? null, withSums: withSums ?? null };
      });
    },
    /** Looked for in the frozen text: what is issued has no columns that could change later. */
    async billingOfReference(reference) {
      if (!/^\d{4,20}$/u.test(reference)) return null;
      const row = await trx.selectFrom("billings").select("id").where("value", "like", `%"reference":"${reference}"%`).executeTakeFirst();
      return row?.id ?? null;
    },
  };
}
