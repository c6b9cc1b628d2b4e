/** The books: numbers without gaps, and billings that nothing changes once they are issued. */
import { createHash } from "node:crypto";
import type { BillingRepository } from "../app/ports.ts";
import type { EarlierUse } from "../assessment/assessment.ts";
import type { Billing, IssuedBilling } from "../invoice/billing.ts";
import { DEFAULT_PATTERNS, formatNumber, isYearly, SERIES_KINDS, type SeriesKind } from "../invoice/number-pattern.ts";
import { canonicalJson } from "../kernel/canonical-json.ts";
import { UserError } from "../kernel/errors.ts";
import { usedOf } from "./credit-note-repository.ts";
import { inspectionKey } from "./inspection-repository.ts";
import type { Schema, Trx } from "./schema.ts";
import { addUse, NO_USE } from "./use.ts";

/** What counts on over the years: settlements, whose reference must never come twice, and numbers without the year. */
const EVERY_YEAR = 0;

const sha256Of = (text: string): string => createHash("sha256").update(text).digest("hex");

const issued = (trx: Trx) =>
  trx
    .selectFrom("billings")
    .leftJoin("billing_pdfs", "billing_pdfs.billing_id", "billings.id")
    .select([
      "billings.id",
      "billings.sha256",
      "issued_at",
      "issued_by",
      "value",
      "billing_pdfs.sha256 as pdf_sha256",
      "billing_pdfs.name as pdf_name",
    ])
    .orderBy("billings.id");

type Row = Awaited<ReturnType<ReturnType<typeof issued>["execute"]>>[number];

function toIssued(row: Row): IssuedBilling {
  if (sha256Of(row.value) !== row.sha256) throw new UserError("billing-altered", { id: row.id });
  return {
    id: row.id,
    billing: JSON.parse(row.value) as Billing,
    sha256: row.sha256,
    issuedAt: row.issued_at,
    issuedBy: row.issued_by,
    pdf: row.pdf_sha256 !== null && row.pdf_name !== null ? { sha256: row.pdf_sha256, name: row.pdf_name } : null,
  };
}

/** Counts on and says the number: a write of the transaction, so that it is safe between programs, and a rolled-back one gives it back. */
export async function next(trx: Trx, kind: Schema["number_series"]["kind"], year: number): Promise<number> {
  const counted = await trx
    .updateTable("number_series")
    .set((row) => ({ last: row("last", "+", 1) }))
    .where("kind", "=", kind)
    .where("year", "=", year)
    .returning("last")
    .executeTakeFirst();
  if (counted) return counted.last;
  const { last } = await trx.insertInto("number_series").values({ kind, year, last: 1 }).returning("last").executeTakeFirstOrThrow();
  return last;
}

/** A pattern that the desk has changed can come to a number that another one gave before. */
async function takeNumber(trx: Trx, kind: SeriesKind, year: number, pattern: string): Promise<string> {
  const number = formatNumber(pattern, year, await next(trx, kind, isYearly(pattern) ? year : EVERY_YEAR));
  const document = await trx.selectFrom("billed_documents").select("number").where("number", "=", number).executeTakeFirst();
  const note = await trx.selectFrom("credit_notes").select("number").where("number", "=", number).executeTakeFirst();
  if (document || note) throw new UserError("number-taken", { number, field: `numbers.${kind}`, pattern }, ["desk doctor"]);
  return number;
}

async function addDocuments(trx: Trx, id: number, billing: Billing): Promise<void> {
  for (const document of billing.documents) {
    if (document.number === null) throw new RangeError("a preview cannot be issued: a document has no number");
    await trx.insertInto("billed_documents").values({ number: document.number, kind: document.kind, billing_id: id }).execute();
  }
}

const add: (trx: Trx) => BillingRepository["add"] = (trx) => async (billing, sha256, issuedAt, issuedBy, used, billed) => {
  const value = canonicalJson(billing);
  if (sha256Of(value) !== sha256) throw new RangeError("the hash is not that of the billing");
  const { id } = await trx
    .insertInto("billings")
    .values({
      contract: billing.contract,
      inspection_id: inspectionKey(billing.inspection),
      sha256,
      issued_at: issuedAt,
      issued_by: issuedBy,
      used: canonicalJson(used),
      value,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await addDocuments(trx, id, billing);
  for (const source of new Set(billed)) await trx.insertInto("billed_sources").values({ billing_id: id, source }).execute();
  return id;
};

const lastCorrection = (trx: Trx, contract: string, before: number) =>
  trx
    .selectFrom("corrections")
    .selectAll()
    .where("contract", "=", contract)
    .where("after_billing", "<", before)
    .orderBy("id", "desc")
    .executeTakeFirst();

/** After every key there will be. */
const NO_END = Number.MAX_SAFE_INTEGER;

/** What was reckoned anew takes the place of what the bills before it used. */
async function used(trx: Trx, contract: string, before = NO_END): Promise<EarlierUse> {
  const anew = await lastCorrection(trx, contract, before);
  const rows = await trx
    .selectFrom("billings")
    .select("used")
    .where("contract", "=", contract)
    .where("id", ">", anew?.after_billing ?? 0)
    .where("id", "<", before)
    .orderBy("id")
    .execute();
  return rows.map((row) => JSON.parse(row.used) as EarlierUse).reduce(addUse, anew ? usedOf(anew.used).used : NO_USE);
}

async function billedSources(trx: Trx, inspection: string, before = NO_END): Promise<readonly string[]> {
  const key = inspectionKey(inspection);
  const header = await trx.selectFrom("inspections").select("contract").where("id", "=", key).executeTakeFirst();
  const anew = header && (await lastCorrection(trx, header.contract, before));
  const rows = await trx
    .selectFrom("billed_sources")
    .innerJoin("billings", "billings.id", "billed_sources.billing_id")
    .select("source")
    .distinct()
    .where("inspection_id", "=", key)
    .where("billings.id", ">", anew?.after_billing ?? 0)
    .where("billings.id", "<", before)
    .orderBy("source")
    .execute();
  const reckoned = anew ? (usedOf(anew.used).billed[inspection] ?? []) : [];
  return [...new Set([...reckoned, ...rows.map((row) => row.source)])].sort();
}

/** Looked for in the frozen text: what is issued has no columns that could change later. */
function unsettled(trx: Trx) {
  const last = (column: "contract" | "inspection_id") =>
    trx
      .selectFrom("billings as one")
      .select(({ fn }) => fn.max("one.id").as("id"))
      .groupBy(`one.${column}`);
  return trx
    .selectFrom("billings as any")
    .select("any.id")
    .where(({ and, or, eb }) =>
      or([
        and([eb("any.id", "in", last("inspection_id")), eb("any.value", "like", '%"reason":"waiting"%')]),
        and([eb("any.id", "in", last("contract")), eb("any.value", "like", '%"heldFor":["%')]),
      ]),
    );
}

export function billingRepository(trx: Trx): BillingRepository {
  return {
    takeNumber: (kind, year, pattern = DEFAULT_PATTERNS[kind]) => takeNumber(trx, kind, year, pattern),
    takeSettlement: () => next(trx, "settlement", EVERY_YEAR),
    add: add(trx),
    async attachPdf(id, { sha256, name }) {
      await trx.insertInto("billing_pdfs").values({ billing_id: id, sha256, name }).execute();
    },
    async get(id) {
      const row = await issued(trx).where("billings.id", "=", id).executeTakeFirst();
      return row ? toIssued(row) : null;
    },
    async byNumber(number) {
      const row = await issued(trx)
        .innerJoin("billed_documents", "billed_documents.billing_id", "billings.id")
        .where("billed_documents.number", "=", number.trim().toUpperCase())
        .executeTakeFirst();
      return row ? toIssued(row) : null;
    },
    counted: async () =>
      (await trx.selectFrom("number_series").select(["kind", "last"]).where("kind", "in", SERIES_KINDS).orderBy("kind").execute()).flatMap(
        ({ kind, last }) => SERIES_KINDS.filter((series) => series === kind).map((series) => ({ kind: series, last })),
      ),
    ofInspection: async (inspection) => (await issued(trx).where("inspection_id", "=", inspectionKey(inspection)).execute()).map(toIssued),
    used: (contract, before) => used(trx, contract, before),
    billed: (inspection, before) => billedSources(trx, inspection, before),
    async list(filter) {
      let query = issued(trx);
      if (filter?.unrendered) query = query.where("billing_pdfs.billing_id", "is", null);
      if (filter?.unsettled) query = query.where("billings.id", "in", unsettled(trx));
      return (await query.execute()).map(toIssued);
    },
  };
}
