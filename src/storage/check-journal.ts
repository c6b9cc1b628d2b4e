/** Reads the whole journal again and says which of its rows are not what was written, where they stood and what is gone. */
import type { ClockSetBack, JournalCheck, JournalFault } from "../app/ports/journal.ts";
import type { Instant } from "../kernel/dates.ts";
import { ALL, chainOf, hashOfDetail, START } from "./journal-chain.ts";
import { digestOf, hashOfJournalRow, type Seal } from "./row-seals.ts";
import type { Schema, Trx } from "./schema.ts";

const CHECKED_AT_ONCE = 1_000;
/** Programs read the clock before they wait for each other: a row may be so much older than the one before it. */
const WAITED_MS = 60_000;

type Row = Schema["journal"];
type ReadRow = Row & { readonly salt: string | null; readonly detail: string | null; readonly found: readonly Seal[] };

/** What the rows read so far lead one to expect of the next. */
interface Reading {
  readonly trx: Trx;
  seq: number;
  /** Hash of the row before; null when it is not to be relied on. */
  previous: string | null;
  /** Last row of each contract. */
  readonly heads: Map<string, { readonly seq: number; readonly hash: string }>;
  /** Up to here a fault explains why chains do not fit. */
  explained: number;
  at: Instant | null;
  rows: number;
  readonly days: Map<number, Schema["journal_days"]>;
  readonly faults: JournalFault[];
  readonly clock: ClockSetBack[];
}

const fault = (kind: JournalFault["kind"], seq: number, over: Partial<JournalFault> = {}): JournalFault => ({
  kind,
  seq,
  upTo: null,
  contract: null,
  day: null,
  ...over,
});

const withoutJoined = ({ salt: _, detail: __, found: ___, ...row }: ReadRow): Row => row;

async function readRows(trx: Trx, from: number): Promise<readonly ReadRow[]> {
  const rows = await trx
    .selectFrom("journal")
    .leftJoin("journal_details", "journal_details.seq", "journal.seq")
    .selectAll("journal")
    .select(["journal_details.salt", "journal_details.detail"])
    .where("journal.seq", ">=", from)
    .orderBy("journal.seq")
    .limit(CHECKED_AT_ONCE)
    .execute();
  const [first, last] = [rows[0]?.seq ?? 0, rows.at(-1)?.seq ?? 0];
  const seals = await trx
    .selectFrom("journal_seals")
    .selectAll()
    .where("seq", ">=", first)
    .where("seq", "<=", last)
    .orderBy("seq")
    .orderBy("tbl")
    .orderBy("key")
    .execute();
  const bySeq = new Map<number, Seal[]>();
  for (const { seq, tbl, key, hash } of seals) bySeq.set(seq, [...(bySeq.get(seq) ?? []), { tbl, key, hash }]);
  return rows.map((row) => ({ ...row, found: bySeq.get(row.seq) ?? [] }));
}

/** Where a row stood whose hash does not fit its place: its neighbours' hashes lead there, and its own proves it. Null when it was edited. */
async function stoodAt(trx: Trx, row: Row): Promise<number | null> {
  const before = await trx.selectFrom("journal").select("seq").where("hash", "=", row.previous).executeTakeFirst();
  const after = await trx.selectFrom("journal").select("seq").where("previous", "=", row.hash).executeTakeFirst();
  // Its neighbour may have taken the very place in which it stood.
  const beside = [...(before ? [before.seq + 1, before.seq] : []), ...(after ? [after.seq - 1, after.seq] : [])];
  return (
    [...beside, ...(row.previous === START ? [1] : [])].find((seq) => seq !== row.seq && hashOfJournalRow({ ...row, seq }) === row.hash) ??
    null
  );
}

/** Whether the row's own hash covers it as it stands. */
async function checkOwn(reading: Reading, read: ReadRow): Promise<boolean> {
  const row = withoutJoined(read);
  if (hashOfJournalRow(row) === row.hash) return true;
  const stood = await stoodAt(reading.trx, row);
  reading.faults.push(fault(stood === null ? "edited" : "moved", row.seq, { contract: row.contract, upTo: stood }));
  reading.explained = row.seq;
  return false;
}

/** A row made anew with a hash of its own does not fit what the rows after it say of it. */
function checkPlace(reading: Reading, { seq, previous, previous_of_contract, contract }: Row): void {
  if (reading.previous !== null && previous !== reading.previous) {
    reading.faults.push(fault("edited", seq === 1 ? 1 : seq - 1));
    reading.explained = seq;
  }
  const before = contract === null ? undefined : reading.heads.get(contract);
  const expected = contract === null ? null : (before?.hash ?? START);
  if (previous_of_contract === expected || reading.explained >= (before?.seq ?? 0)) return;
  reading.faults.push(fault("edited", seq, { contract }));
  reading.explained = seq;
}

/** A detail that is gone was forgotten on purpose; one that is there must be the one that was hashed. */
function checkParts({ faults }: Reading, { seq, contract, salt, detail, detail_hash, seals, found }: ReadRow): void {
  if (salt !== null && detail !== null && hashOfDetail(salt, detail) !== detail_hash) faults.push(fault("detail", seq, { contract }));
  if ((found.length === 0 ? null : digestOf(found)) !== seals) faults.push(fault("seals", seq, { contract }));
}

function checkTime(reading: Reading, { seq, at }: Row): void {
  if (reading.at !== null && Date.parse(reading.at) - Date.parse(at) > WAITED_MS) reading.clock.push({ seq, from: reading.at, to: at });
  reading.at = at;
}

async function checkRow(reading: Reading, row: ReadRow): Promise<void> {
  const { seq, contract, hash } = row;
  if (seq > reading.seq) {
    reading.faults.push(fault("removed", reading.seq, { upTo: seq - 1 }));
    reading.previous = null;
    reading.explained = seq;
  }
  const sound = await checkOwn(reading, row);
  if (sound) {
    checkPlace(reading, row);
    checkParts(reading, row);
  }
  const day = reading.days.get(seq);
  if (day && sound && day.hash !== hash) reading.faults.push(fault("day", seq, { day: day.day }));
  reading.days.delete(seq);
  checkTime(reading, row);
  if (contract !== null) reading.heads.set(contract, { seq, hash });
  reading.previous = sound ? hash : null;
  reading.seq = seq + 1;
  reading.rows += 1;
}

/** Rows cut off at the end break no hash, but the heads remember them. */
async function checkHeads(reading: Reading): Promise<void> {
  const heads = new Map((await reading.trx.selectFrom("journal_heads").selectAll().execute()).map((head) => [head.chain, head]));
  const head = heads.get(ALL);
  const last = reading.seq - 1;
  const cutOff = (head?.seq ?? 0) > last;
  if (cutOff) reading.faults.push(fault("cutOff", reading.seq, { upTo: head?.seq ?? null }));
  else if (last > 0 && reading.previous !== null && (head?.hash !== reading.previous || head.seq !== last)) {
    reading.faults.push(fault(head?.seq === last ? "edited" : "head", last));
  }
  for (const { seq, day } of reading.days.values()) if (!cutOff || seq < reading.seq) reading.faults.push(fault("day", seq, { day }));
  if (reading.faults.length > 0) return;
  for (const [contract, { seq, hash }] of reading.heads) {
    const kept = heads.get(chainOf(contract));
    if (kept?.hash !== hash || kept.seq !== seq) reading.faults.push(fault("head", seq, { contract }));
  }
}

export async function checkJournal(trx: Trx): Promise<JournalCheck> {
  const days = await trx.selectFrom("journal_days").selectAll().orderBy("day").execute();
  const reading: Reading = {
    trx,
    seq: 1,
    previous: START,
    heads: new Map(),
    explained: 0,
    at: null,
    rows: 0,
    days: new Map(days.map((day) => [day.seq, day])),
    faults: [],
    clock: [],
  };
  for (;;) {
    const rows = await readRows(trx, reading.seq);
    for (const row of rows) await checkRow(reading, row);
    if (rows.length < CHECKED_AT_ONCE) break;
  }
  await checkHeads(reading);
  return { rows: reading.rows, days: days.length, faults: reading.faults.sort((a, b) => a.seq - b.seq), clock: reading.clock };
}
