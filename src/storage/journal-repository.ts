/**
 * The journal: who did what when. Each row's hash covers the row before it, of all and of its contract, so that nothing can be
 * changed, left out or put in between without breaking every hash after it. Details stand apart with a salt: the row keeps their
 * hash, and when somebody is forgotten the chain stays whole.
 */
import { createHash, randomBytes } from "node:crypto";
import type { Journal, JournalRow } from "../app/ports.ts";
import { canonicalJson } from "../kernel/canonical-json.ts";
import type { Schema, Trx } from "./schema.ts";

type Row = Schema["journal"];

const ALL = "all";
const START = "0".repeat(64);
const CHECKED_AT_ONCE = 1_000;

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const hashOf = ({ hash: _, ...row }: Row): string => sha256(canonicalJson(row));
const hashOfDetail = (salt: string, detail: string): string => sha256(`${salt}\n${detail}`);
const chainOf = (contract: string): string => `contract:${contract}`;

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

async function append(trx: Trx, entry: Parameters<Journal["append"]>[0]): Promise<void> {
  const head = await headOf(trx, ALL);
  const headOfContract = entry.contract === null ? undefined : await headOf(trx, chainOf(entry.contract));
  const salt = randomBytes(16).toString("hex");
  const detail = entry.detail === undefined ? null : canonicalJson(entry.detail);
  const row: Row = {
    seq: (head?.seq ?? 0) + 1,
    at: entry.at,
    staff: entry.staff,
    contract: entry.contract,
    act: entry.act,
    subject: entry.subject,
    detail_hash: detail === null ? null : hashOfDetail(salt, detail),
    previous: head?.hash ?? START,
    previous_of_contract: entry.contract === null ? null : (headOfContract?.hash ?? START),
    hash: "",
  };
  const hash = hashOf(row);
  await trx
    .insertInto("journal")
    .values({ ...row, hash })
    .execute();
  if (detail !== null) await trx.insertInto("journal_details").values({ seq: row.seq, salt, detail }).execute();
  await setHead(trx, ALL, row.seq, hash);
  if (row.contract !== null) await setHead(trx, chainOf(row.contract), row.seq, hash);
}

/** What the rows read so far lead one to expect of the next. */
interface Expected {
  seq: number;
  readonly heads: Map<string, string>;
}

type CheckedRow = Row & { readonly salt: string | null; readonly detail: string | null };

function holds({ salt, detail, ...row }: CheckedRow, expected: Expected): boolean {
  const ofContract = row.contract === null ? null : (expected.heads.get(chainOf(row.contract)) ?? START);
  // A detail that is gone was forgotten on purpose; one that is there must be the one that was hashed.
  const detailHolds = salt === null || detail === null || hashOfDetail(salt, detail) === row.detail_hash;
  return (
    row.seq === expected.seq &&
    row.previous === (expected.heads.get(ALL) ?? START) &&
    row.previous_of_contract === ofContract &&
    detailHolds &&
    hashOf(row) === row.hash
  );
}

async function firstBroken(trx: Trx): Promise<number | null> {
  const expected: Expected = { seq: 1, heads: new Map() };
  for (;;) {
    const rows = await trx
      .selectFrom("journal")
      .leftJoin("journal_details", "journal_details.seq", "journal.seq")
      .selectAll("journal")
      .select(["journal_details.salt", "journal_details.detail"])
      .where("journal.seq", ">=", expected.seq)
      .orderBy("journal.seq")
      .limit(CHECKED_AT_ONCE)
      .execute();
    for (const row of rows) {
      if (!holds(row, expected)) return expected.seq;
      expected.heads.set(ALL, row.hash);
      if (row.contract !== null) expected.heads.set(chainOf(row.contract), row.hash);
      expected.seq += 1;
    }
    if (rows.length < CHECKED_AT_ONCE) break;
  }
  // Rows cut off at the end break no hash, but the head remembers them.
  const head = await headOf(trx, ALL);
  return (head?.hash ?? START) === (expected.heads.get(ALL) ?? START) ? null : expected.seq;
}

export function journalRepository(trx: Trx): Journal {
  return {
    append: (entry) => append(trx, entry),
    of: async (contract) =>
      (await trx.selectFrom("journal").selectAll().where("contract", "=", contract).orderBy("seq").execute()).map(toRow),
    head: async () => (await headOf(trx, ALL)) ?? { seq: 0, hash: START },
    async row(seq) {
      const row = await trx.selectFrom("journal").selectAll().where("seq", "=", seq).executeTakeFirst();
      return row ? toRow(row) : null;
    },
    firstBroken: () => firstBroken(trx),
  };
}
