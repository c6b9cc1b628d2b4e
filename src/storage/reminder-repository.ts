import { createHash } from "node:crypto";
import type { ReminderRepository } from "../app/ports/reminders.ts";
import type { IssuedReminder, Reminder } from "../invoice/reminder.ts";
import { canonicalJson } from "../kernel/canonical-json.ts";
import { UserError } from "../kernel/errors.ts";
import type { Trx } from "./schema.ts";

const sha256Of = (text: string): string => createHash("sha256").update(text).digest("hex");

const issued = (trx: Trx) =>
  trx
    .selectFrom("reminders")
    .leftJoin("reminder_pdfs", "reminder_pdfs.reminder_id", "reminders.id")
    .select(["reminders.id", "billing_id", "reminders.sha256", "issued_at", "issued_by", "value"])
    .select(["reminder_pdfs.sha256 as pdf_sha256", "reminder_pdfs.name as pdf_name"])
    .orderBy("reminders.id");

type Row = Awaited<ReturnType<ReturnType<typeof issued>["execute"]>>[number];

function toIssued(row: Row): IssuedReminder {
  if (sha256Of(row.value) !== row.sha256) throw new UserError("billing-altered", { id: row.billing_id });
  return {
    id: row.id,
    billing: row.billing_id,
    reminder: JSON.parse(row.value) as Reminder,
    sha256: row.sha256,
    issuedAt: row.issued_at,
    issuedBy: row.issued_by,
    pdf: row.pdf_sha256 !== null && row.pdf_name !== null ? { sha256: row.pdf_sha256, name: row.pdf_name } : null,
  };
}

export function reminderRepository(trx: Trx): ReminderRepository {
  return {
    async add(billing, reminder, sha256, issuedAt, issuedBy) {
      const value = canonicalJson(reminder);
      if (sha256Of(value) !== sha256) throw new RangeError("the hash is not that of the reminder");
      const { id } = await trx
        .insertInto("reminders")
        .values({ billing_id: billing, number: reminder.number, sha256, issued_at: issuedAt, issued_by: issuedBy, value })
        .returning("id")
        .executeTakeFirstOrThrow();
      return id;
    },
    async attachPdf(id, { sha256, name }) {
      await trx.insertInto("reminder_pdfs").values({ reminder_id: id, sha256, name }).execute();
    },
    async get(id) {
      const row = await issued(trx).where("reminders.id", "=", id).executeTakeFirst();
      return row ? toIssued(row) : null;
    },
    of: async (billing) => (await issued(trx).where("billing_id", "=", billing).execute()).map(toIssued),
    async list(filter) {
      const query = filter?.unrendered ? issued(trx).where("reminder_pdfs.reminder_id", "is", null) : issued(trx);
      return (await query.execute()).map(toIssued);
    },
  };
}
