/** Letting contracts go: the tombstone is set first, and only what has one can be removed. */
import { type RawBuilder, sql } from "kysely";
import type { LetGoDocument, QuietContract, RetentionRepository, Tombstone } from "../app/ports/retention.ts";
import { canonicalJson } from "../kernel/canonical-json.ts";
import type { Instant } from "../kernel/dates.ts";
import { archivedFilesOf, isNamed } from "./archived-files.ts";
import type { Schema, Trx } from "./schema.ts";
import { stillOut } from "./still-out.ts";

const toTombstone = (row: Schema["tombstones"]): Tombstone => ({
  contract: row.contract,
  lastOn: row.last_on,
  keptUntil: row.kept_until,
  documents: JSON.parse(row.documents) as readonly LetGoDocument[],
  files: row.files,
  at: row.at,
  by: row.by,
  decidedBy: row.decided_by,
});

/** What is removed with a contract, in an order in which nothing is left pointing at what is gone. */
function removals(contract: string): readonly RawBuilder<unknown>[] {
  const inspections = sql`(select id from inspections where contract = ${contract})`;
  const billings = sql`(select id from billings where contract = ${contract})`;
  const credits = sql`(select id from credit_notes where billing_id in ${billings})`;
  const caseSteps = sql`(select case_steps.id from case_steps join cases on cases.id = case_id where contract = ${contract})`;
  const promiseSteps = sql`(select promise_steps.id from promise_steps join promises on promises.id = promise_id where contract = ${contract})`;
  const faults = sql`(select id from our_faults where contract = ${contract})`;
  const entries = sql`(select entry_id from let_go_payments)`;
  return [
    sql`delete from case_files where step_id in ${caseSteps}`,
    sql`delete from feedback_words where feedback_id in (select id from feedback where contract = ${contract})`,
    sql`delete from case_words where step_id in ${caseSteps}`,
    sql`delete from promise_words where step_id in ${promiseSteps}`,
    sql`delete from delivery_ends where delivery_id in (select id from deliveries where contract = ${contract})`,
    sql`delete from deliveries where contract = ${contract}`,
    sql`delete from concession_answers where concession_id in (select id from concessions where contract = ${contract})`,
    sql`delete from concessions where contract = ${contract}`,
    sql`delete from discount_asks where contract = ${contract}`,
    sql`delete from payout_ends where payout_id in (select id from payouts where billing_id in ${billings})`,
    sql`delete from payouts where billing_id in ${billings}`,
    sql`insert into let_go_payments (entry_id, amount) select entry_id, amount from payments where entry_id is not null and billing_id in ${billings}`,
    sql`delete from payments where takes_back is not null and billing_id in ${billings}`,
    sql`delete from payments where billing_id in ${billings}`,
    // Who paid is forgotten; an entry that paid another contract, too, is still explained by it.
    sql`delete from bank_entry_texts where entry_id in ${entries} and entry_id not in (select entry_id from payments where entry_id is not null)`,
    sql`delete from reminder_pdfs where reminder_id in (select id from reminders where billing_id in ${billings})`,
    sql`delete from reminders where billing_id in ${billings}`,
    sql`delete from e_invoices where number in (select number from billed_documents where billing_id in ${billings} union select number from credit_notes where billing_id in ${billings})`,
    sql`delete from our_fault_credits where fault_id in ${faults}`,
    sql`delete from our_fault_decisions where fault_id in ${faults}`,
    sql`delete from our_faults where contract = ${contract}`,
    sql`delete from credit_note_pdfs where credit_note_id in ${credits}`,
    sql`delete from credit_notes where billing_id in ${billings}`,
    sql`delete from corrections where contract = ${contract}`,
    sql`delete from billing_pdfs where billing_id in ${billings}`,
    sql`delete from billed_sources where billing_id in ${billings}`,
    sql`delete from billed_documents where billing_id in ${billings}`,
    sql`delete from billings where contract = ${contract}`,
    sql`delete from walk_seats where contract = ${contract}`,
    sql`delete from noticed_findings where inspection_id in ${inspections}`,
    sql`delete from notices where contract = ${contract}`,
    sql`delete from late_findings where inspection_id in ${inspections}`,
    sql`delete from releases where inspection_id in ${inspections}`,
    sql`delete from inspection_entries where inspection_id in ${inspections}`,
    sql`delete from inspections where contract = ${contract}`,
    sql`delete from signed_copy_files where contract = ${contract}`,
    sql`delete from signed_copies where contract = ${contract}`,
    sql`delete from tray where id in (select tray_id from tray_ends where contract = ${contract})`,
    sql`delete from tray_ends where tray_id not in (select id from tray)`,
    sql`delete from indexed_copies where contract = ${contract}`,
    sql`delete from copy_words where contract_id in (select id from contracts where number = ${contract})`,
    sql`delete from contract_words where contract_id in (select id from contracts where number = ${contract})`,
    sql`delete from contracts where number = ${contract}`,
    sql`delete from journal_details where seq in (select seq from journal where contract = ${contract})`,
  ];
}

/** The last row of the journal about it, or the day it was due, whichever is later. */
const quiet = (trx: Trx) =>
  trx
    .selectFrom("contracts")
    .select([
      "number",
      "customer",
      sql<Instant>`max(due_at, coalesce((select max(at) from journal where journal.contract = contracts.number), due_at))`.as("last_at"),
      stillOut(trx).as("still_out"),
    ]);

type QuietRow = Awaited<ReturnType<ReturnType<typeof quiet>["execute"]>>[number];

const toQuiet = (row: QuietRow): QuietContract => ({
  contract: row.number,
  customer: row.customer,
  lastAt: row.last_at,
  back: row.still_out === 0,
});

/** Words under which only this contract is found, as JSON: a name that nobody else has would stay in the index. */
async function wordsOfItsOwn(trx: Trx, contract: string): Promise<string> {
  const { rows } = await sql<{ word_id: number }>`
    with its as (select id from contracts where number = ${contract}),
      words as (
        select word_id from contract_words where contract_id in its union select word_id from copy_words where contract_id in its
      )
    select word_id from words
    where not exists (select 1 from contract_words as other where other.word_id = words.word_id and other.contract_id not in its)
      and not exists (select 1 from copy_words as other where other.word_id = words.word_id and other.contract_id not in its)`.execute(trx);
  return JSON.stringify(rows.map(({ word_id }) => word_id));
}

async function letGo(trx: Trx, tombstone: Omit<Tombstone, "files">): Promise<Tombstone> {
  const { contract } = tombstone;
  const files = await archivedFilesOf(trx, contract);
  const set = { ...tombstone, files: files.length };
  await trx
    .insertInto("tombstones")
    .values({
      contract,
      last_on: set.lastOn,
      kept_until: set.keptUntil,
      documents: canonicalJson(set.documents),
      files: set.files,
      at: set.at,
      by: set.by,
      decided_by: set.decidedBy,
    })
    .execute();
  const words = await wordsOfItsOwn(trx, contract);
  for (const removal of removals(contract)) await removal.execute(trx);
  await sql`delete from search_forms where word_id in (select value from json_each(${words}))`.execute(trx);
  await sql`delete from search_words where id in (select value from json_each(${words}))`.execute(trx);
  for (const sha256 of files) {
    // The same bytes may be another contract's copy, too.
    if (await isNamed(trx, sha256)) continue;
    await trx
      .insertInto("leaving_files")
      .values({ sha256, since: set.at })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  return set;
}

export function retentionRepository(trx: Trx): RetentionRepository {
  return {
    quietSince: async (moment) =>
      (await quiet(trx).where("due_at", "<", moment).orderBy("due_at").orderBy("number").execute())
        .filter((row) => row.last_at < moment)
        .map(toQuiet),
    async quiet(contract) {
      const row = await quiet(trx).where("number", "=", contract).executeTakeFirst();
      return row ? toQuiet(row) : null;
    },
    async tombstone(contract) {
      const row = await trx.selectFrom("tombstones").selectAll().where("contract", "=", contract).executeTakeFirst();
      return row ? toTombstone(row) : null;
    },
    tombstones: async () => (await trx.selectFrom("tombstones").selectAll().orderBy("at").orderBy("contract").execute()).map(toTombstone),
    letGo: (tombstone) => letGo(trx, tombstone),
    async leaving() {
      const rows = await trx.selectFrom("leaving_files").select("sha256").orderBy("sha256").execute();
      return Promise.all(rows.map(async ({ sha256 }) => ({ sha256, named: await isNamed(trx, sha256) })));
    },
    async left(sha256) {
      await trx.deleteFrom("leaving_files").where("sha256", "=", sha256).execute();
    },
  };
}
