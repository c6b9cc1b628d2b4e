/**
 * The journal: who did what when. Each row's hash covers the row before it, of all and of its contract, so that nothing can be
 * changed, left out or put in between without breaking every hash after it. Details stand apart with a salt: the row keeps their
 * hash, and when somebody is forgotten the chain stays whole. What a change wrote is sealed with its row (`row-seals.ts`).
 *
 * When the first row of a new day is written, the head of the day before is sealed in a table of its own, by a row that says so. A day
 * that nothing followed yet has no head of its own: the head of all is the same, and sealing it again would prove nothing more. Days
 * are those of the desk's zone, by the latest time that any row has: a clock that is set back makes no day end twice, and its rows
 * stand in the order in which they were written.
 */
import { randomBytes } from "node:crypto";
import type { Journal, JournalFilter, JournalRow } from "../app/ports/journal.ts";
import { canonicalJson } from "../kernel/canonical-json.ts";
import { dayOf, type Instant } from "../kernel/dates.ts";
import { checkJournal } from "./check-journal.ts";
import { lookForDamage } from "./database-errors.ts";
import { ALL, chainOf, hashOfDetail, START } from "./journal-chain.ts";
import { hashOfJournalRow, type RowSeals } from "./row-seals.ts";
import type { Schema, Trx } from "./schema.ts";

type Row = Schema["journal"];
type Entry = Parameters<Journal["append"]>[0];

export interface JournalWriting {
  readonly seals: RowSeals;
  /** Where days end. */
  readonly zone: string;
}

const toRow = ({ seq, at, staff, contract, act, subject, hash }: Row): JournalRow => ({ seq, at, staff, contract, act, subject, hash });

const headOf = (trx: Trx, chain: string): Promise<{ seq: number; hash: string } | undefined> =>
  trx.selectFrom("journal_heads").select(["seq", "hash"]).where("chain", "=", chain).executeTakeFirst();

async function setHead(trx: Trx, chain: string, seq: number, hash: string): Promise<void> {
  await trx
    .insertInto("journal_heads")
    .values({ chain, seq, hash })
    .onConflict((conflict) => conflict.column("chain").doUpdateSet({ seq, hash }))
    .execute();
}

/** The day that ends with a row of this time; null while it goes on. */
async function dayEnded(trx: Trx, zone: string, at: Instant): Promise<Schema["journal_days"]["day"] | null> {
  const latest = await trx.selectFrom("journal").select("at").orderBy("at", "desc").limit(1).executeTakeFirst();
  if (!latest || latest.at >= at) return null;
  const day = dayOf(latest.at, zone);
  return day < dayOf(at, zone) ? day : null;
}

async function append(trx: Trx, { seals, zone }: JournalWriting, entry: Entry): Promise<void> {
  const day = await dayEnded(trx, zone, entry.at);
  if (day !== null) {
    // What the transaction has written belongs to the row that follows.
    const { seq, hash } = (await headOf(trx, ALL)) as { seq: number; hash: string };
    await trx.insertInto("journal_days").values({ day, seq, hash }).execute();
    await add(trx, { at: entry.at, staff: "", contract: null, act: "day.ended", subject: day, detail: undefined }, () => null);
  }
  await add(trx, entry, seals.seal);
}

async function add(trx: Trx, entry: Entry, seal: RowSeals["seal"]): Promise<void> {
  const head = await headOf(trx, ALL);
  const headOfContract = entry.contract === null ? undefined : await headOf(trx, chainOf(entry.contract));
  const salt = randomBytes(16).toString("hex");
  const detail = entry.detail === undefined ? null : canonicalJson(entry.detail);
  const seq = (head?.seq ?? 0) + 1;
  const row: Omit<Row, "hash"> = {
    seq,
    at: entry.at,
    staff: entry.staff,
    contract: entry.contract,
    act: entry.act,
    subject: entry.subject,
    detail_hash: detail === null ? null : hashOfDetail(salt, detail),
    previous: head?.hash ?? START,
    previous_of_contract: entry.contract === null ? null : (headOfContract?.hash ?? START),
    seals: seal(seq),
  };
  const hash = hashOfJournalRow(row);
  await trx
    .insertInto("journal")
    .values({ ...row, hash })
    .execute();
  if (detail !== null) await trx.insertInto("journal_details").values({ seq, salt, detail }).execute();
  await setHead(trx, ALL, seq, hash);
  if (row.contract !== null) await setHead(trx, chainOf(row.contract), seq, hash);
}

function filtered(trx: Trx, { contract, staff, act, since }: JournalFilter) {
  let query = trx.selectFrom("journal");
  if (contract !== undefined) query = query.where("contract", "=", contract);
  if (staff !== undefined) query = query.where("staff", "=", staff);
  if (act !== undefined) query = query.where((row) => row.or([row("act", "=", act), row("act", "like", `${act.replace(/[%_]/gu, "")}.%`)]));
  return since === undefined ? query : query.where("at", ">=", since);
}

async function list(trx: Trx, filter: JournalFilter): ReturnType<Journal["list"]> {
  const { count } = await filtered(trx, filter)
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  let query = filtered(trx, filter).selectAll().orderBy("seq", "desc");
  if (filter.limit !== undefined) query = query.limit(filter.limit);
  return { rows: (await query.execute()).reverse().map(toRow), count };
}

/** Null for what somebody edited: that is for the check to say. */
function parsed(detail: string): unknown {
  try {
    return JSON.parse(detail);
  } catch {
    return null;
  }
}

export function journalRepository(trx: Trx, writing: JournalWriting): Journal {
  return {
    append: (entry) => append(trx, writing, entry),
    of: async (contract) => (await list(trx, { contract })).rows,
    list: (filter) => list(trx, filter),
    head: async () => (await headOf(trx, ALL)) ?? { seq: 0, hash: START },
    headOf: async (contract) => (await headOf(trx, chainOf(contract))) ?? { seq: 0, hash: START },
    days: () => trx.selectFrom("journal_days").selectAll().orderBy("day").execute(),
    async row(seq) {
      const row = await trx.selectFrom("journal").selectAll().where("seq", "=", seq).executeTakeFirst();
      return row ? toRow(row) : null;
    },
    async detailOf(seq) {
      const row = await trx.selectFrom("journal_details").select("detail").where("seq", "=", seq).executeTakeFirst();
      return row ? parsed(row.detail) : null;
    },
    check: () => lookForDamage(() => checkJournal(trx)),
    checkBooks: (contract) => lookForDamage(() => writing.seals.check(contract)),
    firstBroken: async () => (await checkJournal(trx)).faults[0]?.seq ?? null,
  };
}
