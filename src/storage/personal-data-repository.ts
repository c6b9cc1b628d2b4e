/**
 * What each table holds of a customer. Every table of the database stands here, with the rows that are a customer's, or with why it has
 * none: a test fails for one that does not, so that nobody's data is forgotten when it is asked for.
 */
import { type RawBuilder, sql } from "kysely";
import type { ForgettableWords, PersonalDataRepository, PersonalRow, WhoseData } from "../app/ports/personal-data.ts";
import type { Instant } from "../kernel/dates.ts";
import { isNamed } from "./archived-files.ts";
import type { Trx } from "./schema.ts";

const CONTRACT = "contract in (select number from c)";
const INSPECTION = "inspection_id in (select id from i)";
const BILLING = "billing_id in (select id from b)";
const FEEDBACK = "feedback_id in (select id from feedback where contract in (select number from c))";
const STANDING_STEP = "step_id in (select id from standing_steps where standing_id in (select id from s))";
const PROMISE_STEP = "step_id in (select id from promise_steps where promise_id in (select id from p))";
const CASE_STEP = "step_id in (select case_steps.id from case_steps where case_id in (select id from k))";
const PROMISE = "promise_id in (select id from p)";

/** By table, which rows belong to the customer: of contracts c, inspections i, billings b, credit notes n, cases k, promises p and standings s. */
const ROWS: Readonly<Record<string, string>> = {
  contracts: "number in (select number from c)",
  signed_copies: CONTRACT,
  signed_copy_files: CONTRACT,
  inspections: CONTRACT,
  inspection_entries: INSPECTION,
  releases: INSPECTION,
  late_findings: INSPECTION,
  notices: CONTRACT,
  noticed_findings: INSPECTION,
  concessions: CONTRACT,
  concession_answers: "concession_id in (select id from concessions where contract in (select number from c))",
  discount_asks: CONTRACT,
  billings: CONTRACT,
  billed_documents: BILLING,
  billed_sources: BILLING,
  billing_pdfs: BILLING,
  credit_notes: BILLING,
  credit_note_pdfs: "credit_note_id in (select id from n)",
  corrections: CONTRACT,
  card_hold_ends: BILLING,
  payments: BILLING,
  bank_entries: "id in (select entry_id from payments where billing_id in (select id from b))",
  bank_entry_texts: "entry_id in (select entry_id from payments where billing_id in (select id from b))",
  payouts: BILLING,
  payout_ends: "payout_id in (select id from payouts where billing_id in (select id from b))",
  reminders: BILLING,
  reminder_pdfs: "reminder_id in (select id from reminders where billing_id in (select id from b))",
  e_invoices:
    "number in (select number from billed_documents where billing_id in (select id from b) union select number from credit_notes where billing_id in (select id from b))",
  deliveries: CONTRACT,
  delivery_ends: "delivery_id in (select id from deliveries where contract in (select number from c))",
  cases: "id in (select id from k)",
  case_steps: "case_id in (select id from k)",
  case_words: CASE_STEP,
  case_files: CASE_STEP,
  promises: "id in (select id from p)",
  promise_steps: PROMISE,
  promise_words: PROMISE_STEP,
  tray: "id in (select tray_id from tray_ends where contract in (select number from c))",
  tray_ends: CONTRACT,
  our_faults: CONTRACT,
  our_fault_decisions: "fault_id in (select id from our_faults where contract in (select number from c))",
  our_fault_credits: "fault_id in (select id from our_faults where contract in (select number from c))",
  feedback_invitations: CONTRACT,
  feedback: CONTRACT,
  feedback_words: FEEDBACK,
  standings: "id in (select id from s)",
  standing_steps: "standing_id in (select id from s)",
  standing_words: STANDING_STEP,
  standing_letters: STANDING_STEP,
  hard_contacts: CONTRACT,
  journal: CONTRACT,
  journal_details: "seq in (select seq from journal where contract in (select number from c))",
};

/** Tables in which nothing is a customer's own, and why. */
export const NOBODYS: Readonly<Record<string, string>> = {
  terms: "the firm's terms",
  number_series: "how far the numbers are",
  concession_limits: "what staff may give",
  search_words: "made of the contracts",
  search_forms: "made of the contracts",
  contract_words: "made of the contracts",
  copy_words: "made of the signed copies",
  indexed_copies: "made of the signed copies",
  walk_seats: "who walks right now",
  staff: "the staff's",
  sign_in: "the staff's",
  tombstones: "numbers and sums alone",
  leaving_files: "hashes alone",
  let_go_payments: "sums alone",
  journal_heads: "hashes alone",
  journal_seals: "hashes alone",
  journal_days: "hashes alone",
  row_salts: "salts alone",
  verifications: "when the archive was read",
};

/** The tables that a customer's data are looked for in, for the test that holds them to the database. */
export const SOMEBODYS: readonly string[] = Object.keys(ROWS);

/** Cases that somebody else opened by mail, naming a contract whose customer has another address. */
const FROM_ELSEWHERE = sql`(select case_id from case_steps, json_each(event, '$.mail.remarks') remark
    where event ->> '$.kind' = 'opened' and remark.value ->> '$.kind' = 'otherAddress')`;

/** A case about no contract is the customer's whose mail address stands in it; one that somebody else opened is not theirs. */
const withOwn = ({ contracts, email, standings }: WhoseData): RawBuilder<unknown> => sql`with
  c (number) as (select value from json_each(${JSON.stringify(contracts)})),
  i (id) as (select id from inspections where contract in (select number from c)),
  b (id) as (select id from billings where contract in (select number from c)),
  n (id) as (select id from credit_notes where billing_id in (select id from b)),
  k (id) as (select id from cases where id not in ${FROM_ELSEWHERE} and contract in (select number from c) or contract is null and id in (
    select case_id from case_steps join case_words on step_id = case_steps.id
    where lower(words ->> '$.email') = lower(${email}))),
  p (id) as (select id from promises where contract in (select number from c) or case_id in (select id from k)),
  s (id) as (select value from json_each(${JSON.stringify(standings)}))`;

const CLOSED_STEPS = "select case_steps.id from case_steps join cases on cases.id = case_id where closed_at is not null";
const ENDED_STEPS = "select promise_steps.id from promise_steps join promises on promises.id = promise_id where outcome is not null";
const WELCOME_STEPS = "select standing_steps.id from standing_steps join standings on standings.id = standing_id where state = 'welcome'";

/** What of a customer may go: the words of what has come to its end. */
const WORDS = {
  cases: { table: "case_words", rows: `${CASE_STEP} and step_id in (${CLOSED_STEPS})` },
  promises: { table: "promise_words", rows: `${PROMISE_STEP} and step_id in (${ENDED_STEPS})` },
  asks: { table: "discount_asks", rows: `${CONTRACT} and note is not null` },
  feedback: { table: "feedback_words", rows: FEEDBACK },
  standing: { table: "standing_words", rows: `${STANDING_STEP} and step_id in (${WELCOME_STEPS})` },
} as const;

const isJson = (value: unknown): value is string => typeof value === "string" && /^[[{]/u.test(value);

const opened = (row: PersonalRow): PersonalRow =>
  Object.fromEntries(Object.entries(row).map(([column, value]) => [column, isJson(value) ? JSON.parse(value) : value]));

async function rowsOf(trx: Trx, whose: WhoseData): Promise<Readonly<Record<string, readonly PersonalRow[]>>> {
  const found: Record<string, readonly PersonalRow[]> = {};
  for (const [table, condition] of Object.entries(ROWS)) {
    const query = sql<PersonalRow>`${withOwn(whose)} select * from ${sql.table(table)} where ${sql.raw(condition)} order by 1`;
    const { rows } = await query.execute(trx);
    if (rows.length > 0) found[table] = rows.map(opened);
  }
  return found;
}

async function forgettable(trx: Trx, whose: WhoseData): Promise<ForgettableWords> {
  const count = async (kind: keyof typeof WORDS): Promise<number> => {
    const { table, rows } = WORDS[kind];
    const query = sql<{ many: number }>`${withOwn(whose)} select count(*) as many from ${sql.table(table)} where ${sql.raw(rows)}`;
    return ((await query.execute(trx)).rows[0] as { many: number }).many;
  };
  const counts = Object.keys(WORDS).map(async (kind) => [kind, await count(kind as keyof typeof WORDS)] as const);
  return Object.fromEntries(await Promise.all(counts)) as unknown as ForgettableWords;
}

async function forget(trx: Trx, whose: WhoseData, at: Instant): Promise<ForgettableWords> {
  const found = await forgettable(trx, whose);
  const own = withOwn(whose);
  const files = sql<{ sha256: string }>`${own} select sha256 from case_files where ${sql.raw(WORDS.cases.rows)}
    union select sha256 from standing_letters where ${sql.raw(WORDS.standing.rows)}`;
  const { rows } = await files.execute(trx);
  await sql`${own} delete from case_files where ${sql.raw(WORDS.cases.rows)}`.execute(trx);
  await sql`${own} delete from case_words where ${sql.raw(WORDS.cases.rows)}`.execute(trx);
  await sql`${own} delete from promise_words where ${sql.raw(WORDS.promises.rows)}`.execute(trx);
  await sql`${own} delete from feedback_words where ${sql.raw(WORDS.feedback.rows)}`.execute(trx);
  await sql`${own} delete from standing_letters where ${sql.raw(WORDS.standing.rows)}`.execute(trx);
  await sql`${own} delete from standing_words where ${sql.raw(WORDS.standing.rows)}`.execute(trx);
  await sql`${own} update discount_asks set note = null where ${sql.raw(WORDS.asks.rows)}`.execute(trx);
  await leave(trx, rows, at);
  return found;
}

/** Bytes that nothing names any more wait to be removed. */
async function leave(trx: Trx, files: readonly { readonly sha256: string }[], at: Instant): Promise<void> {
  for (const { sha256 } of files) {
    if (await isNamed(trx, sha256)) continue;
    const leaving = trx.insertInto("leaving_files").values({ sha256, since: at });
    await leaving.onConflict((conflict) => conflict.doNothing()).execute();
  }
}

const oldStandingSteps = (before: Instant): RawBuilder<unknown> => sql`step_id in (select standing_steps.id from standing_steps
  join standings on standings.id = standing_id where state <> 'declined' and standing_steps.at < ${before})`;

/** Notes of the staff that are old, with the letters that hang on them: the table, and which of its rows. */
const oldNotesIn = (before: Instant): readonly (readonly [table: string, rows: RawBuilder<unknown>])[] => [
  [
    "case_words",
    sql`step_id in (select case_steps.id from case_steps join cases on cases.id = case_id
      where closed_at is not null and event ->> '$.kind' = 'noted' and case_steps.at < ${before})`,
  ],
  ["standing_words", oldStandingSteps(before)],
  ["standing_letters", oldStandingSteps(before)],
  ["hard_contacts", sql`on_day < ${before}`],
];
const oldAsks = (before: Instant): RawBuilder<unknown> => sql`note is not null and at < ${before}`;

async function oldNotes(trx: Trx, before: Instant): Promise<number> {
  const places = [...oldNotesIn(before), ["discount_asks", oldAsks(before)] as const];
  const counts = places.map(([table, rows]) => sql`(select count(*) from ${sql.table(table)} where ${rows})`);
  const { rows } = await sql<{ many: number }>`select ${sql.join(counts, sql` + `)} as many`.execute(trx);
  return (rows[0] as { many: number }).many;
}

export function personalDataRepository(trx: Trx): PersonalDataRepository {
  return {
    rowsOf: (whose) => rowsOf(trx, whose),
    forgettable: (whose) => forgettable(trx, whose),
    forget: (whose, at) => forget(trx, whose, at),
    oldNotes: (before) => oldNotes(trx, before),
    async forgetOldNotes(before, at) {
      const many = await oldNotes(trx, before);
      const letters = await sql<{ sha256: string }>`select sha256 from standing_letters where ${oldStandingSteps(before)}`.execute(trx);
      for (const [table, rows] of oldNotesIn(before)) await sql`delete from ${sql.table(table)} where ${rows}`.execute(trx);
      await sql`update discount_asks set note = null where ${oldAsks(before)}`.execute(trx);
      await leave(trx, letters.rows, at);
      return many;
    },
  };
}
