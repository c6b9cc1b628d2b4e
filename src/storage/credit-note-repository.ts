/** Credit notes in the books: nothing changes them once they are issued. */
import { createHash } from "node:crypto";
import type { Correction, CreditNoteRepository } from "../app/ports/credit-notes.ts";
import type { EarlierUse } from "../assessment/assessment.ts";
import type { IssuedCreditNote } from "../invoice/credit-note.ts";
import { canonicalJson } from "../kernel/canonical-json.ts";
import { UserError } from "../kernel/errors.ts";
import type { Trx } from "./schema.ts";

const sha256Of = (text: string): string => createHash("sha256").update(text).digest("hex");

const issued = (trx: Trx) =>
  trx
    .selectFrom("credit_notes")
    .leftJoin("credit_note_pdfs", "credit_note_pdfs.credit_note_id", "credit_notes.id")
    .select([
      "credit_notes.id",
      "billing_id",
      "cause",
      "credit_notes.sha256",
      "issued_at",
      "issued_by",
      "value",
      "credit_note_pdfs.sha256 as pdf_sha256",
      "credit_note_pdfs.name as pdf_name",
    ])
    .orderBy("credit_notes.id");

type Row = Awaited<ReturnType<ReturnType<typeof issued>["execute"]>>[number];

function toIssued(row: Row): IssuedCreditNote {
  const note = JSON.parse(row.value) as IssuedCreditNote["note"];
  if (sha256Of(row.value) !== row.sha256) throw new UserError("credit-note-altered", { number: String(note.number) });
  return {
    id: row.id,
    billing: row.billing_id,
    note,
    cause: row.cause,
    sha256: row.sha256,
    issuedAt: row.issued_at,
    issuedBy: row.issued_by,
    pdf: row.pdf_sha256 !== null && row.pdf_name !== null ? { sha256: row.pdf_sha256, name: row.pdf_name } : null,
  };
}

const add: (trx: Trx) => CreditNoteRepository["add"] = (trx) => async (note, entry) => {
  const value = canonicalJson(note);
  if (note.number === null) throw new RangeError("a preview cannot be issued: the credit note has no number");
  if (sha256Of(value) !== entry.sha256) throw new RangeError("the hash is not that of the credit note");
  const { id } = await trx
    .insertInto("credit_notes")
    .values({
      number: note.number,
      billing_id: entry.billing,
      document: note.original.number,
      total: note.total,
      cause: entry.cause,
      sha256: entry.sha256,
      issued_at: entry.issuedAt,
      issued_by: entry.issuedBy,
      value,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
};

async function lastCorrection(trx: Trx, contract: string): Promise<Correction | null> {
  const row = await trx.selectFrom("corrections").selectAll().where("contract", "=", contract).orderBy("id", "desc").executeTakeFirst();
  return row ? { contract, ...usedOf(row.used), at: row.at, by: row.by } : null;
}

/** The column holds both what is used and which sources are billed. */
export function usedOf(text: string): Pick<Correction, "used" | "billed"> {
  const { billed, ...used } = JSON.parse(text) as EarlierUse & Pick<Correction, "billed">;
  return { used, billed };
}

async function addCorrection(trx: Trx, { contract, used, billed, at, by }: Correction): Promise<void> {
  const last = await trx.selectFrom("billings").select("id").where("contract", "=", contract).orderBy("id", "desc").executeTakeFirst();
  await trx
    .insertInto("corrections")
    .values({ contract, after_billing: last?.id ?? 0, used: canonicalJson({ ...used, billed }), at, by })
    .execute();
}

/** Looked for in the stored text: few entries of all speak of such a thing. */
async function perhapsUncorrected(trx: Trx): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom("inspection_entries")
    .innerJoin("inspections", "inspections.id", "inspection_entries.inspection_id")
    .select("inspections.contract")
    .distinct()
    .where(({ and, or, eb, not }) =>
      or([
        eb("event", "like", '%"type":"reopened"%'),
        eb("event", "like", '%"outcome":"dropped"%'),
        and([eb("event", "like", '%"found":%'), not(eb("event", "like", '%"found":0%'))]),
      ]),
    )
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("billings")
          .select("billings.id")
          .whereRef("billings.contract", "=", "inspections.contract")
          .whereRef("billings.issued_at", "<", "inspection_entries.at"),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("corrections")
            .select("corrections.id")
            .whereRef("corrections.contract", "=", "inspections.contract")
            .whereRef("corrections.at", ">=", "inspection_entries.at"),
        ),
      ),
    )
    .orderBy("inspections.contract")
    .execute();
  return rows.map(({ contract }) => contract);
}

export function creditNoteRepository(trx: Trx): CreditNoteRepository {
  return {
    add: add(trx),
    async attachPdf(id, { sha256, name }) {
      await trx.insertInto("credit_note_pdfs").values({ credit_note_id: id, sha256, name }).execute();
    },
    async byNumber(number) {
      const row = await issued(trx).where("number", "=", number.trim().toUpperCase()).executeTakeFirst();
      return row ? toIssued(row) : null;
    },
    ofBilling: async (billing) => (await issued(trx).where("billing_id", "=", billing).execute()).map(toIssued),
    async list(filter) {
      const all = issued(trx);
      const query = filter?.unrendered ? all.where("credit_note_pdfs.credit_note_id", "is", null) : all;
      return (await query.execute()).map(toIssued);
    },
    addCorrection: (correction) => addCorrection(trx, correction),
    lastCorrection: (contract) => lastCorrection(trx, contract),
    perhapsUncorrected: () => perhapsUncorrected(trx),
  };
}
