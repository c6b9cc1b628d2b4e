/** Holds every row of the books against its latest seal: what somebody edited, removed or put in behind the program's back is found. */
import { setImmediate as breathe } from "node:timers/promises";
import type { Database } from "better-sqlite3";
import type { RowFault } from "../app/ports/journal.ts";
import { hashOfRow, keySql, quoted, type SealedTable, type StoredRow, sealedTables } from "./row-seals.ts";

/** A pause after so many rows lets Ctrl-C be heard. */
const AT_ONCE = 5_000;

export interface CheckedBooks {
  readonly rows: number;
  readonly faults: readonly RowFault[];
}

/** The latest that the journal saw of a row. */
interface Sealed {
  readonly seq: number;
  readonly hash: string | null;
  readonly contract: string | null;
}

/** Looks up what the journal saw of rows, with the salt that belongs to it. */
function sealLookUp(database: Database): (table: string, key: string) => { sealed: Sealed | undefined; salt: string | undefined } {
  const seal = database.prepare(
    `select s.seq as seq, s.hash as hash, j.contract as contract from journal_seals s left join journal j on j.seq = s.seq
     where s.tbl = ? and s.key = ? order by s.seq desc limit 1`,
  );
  const salt = database.prepare("select salt from row_salts where tbl = ? and key = ?").pluck();
  return (table, key) => ({ sealed: seal.get(table, key) as Sealed | undefined, salt: salt.get(table, key) as string | undefined });
}

/** Null when the row is what the journal saw. */
function faultOf(
  table: SealedTable,
  key: string,
  row: StoredRow,
  { sealed, salt }: ReturnType<ReturnType<typeof sealLookUp>>,
): RowFault | null {
  const { seq = null, contract = null } = sealed ?? {};
  if (!sealed || sealed.hash === null) return { kind: "added", table: table.name, key, seq, contract };
  if (salt !== undefined && hashOfRow(table, row, salt) === sealed.hash) return null;
  return { kind: "altered", table: table.name, key, seq, contract };
}

const rowsFrom = (table: SealedTable, where: string): string =>
  `select *, ${keySql(table, quoted(table.name))} as seal_key from ${quoted(table.name)} ${where}`;

/** Rows in the order of their keys, some at a time: one statement over all would keep the connection. */
async function* rowsOf(database: Database, table: SealedTable): AsyncGenerator<StoredRow & { readonly seal_key: string }> {
  const keys = table.key.map(quoted).join(", ");
  const first = database.prepare(rowsFrom(table, `order by ${keys} limit ${AT_ONCE}`));
  const next = database.prepare(
    rowsFrom(table, `where (${keys}) > (${table.key.map(() => "?").join(", ")}) order by ${keys} limit ${AT_ONCE}`),
  );
  let rows = first.all() as (StoredRow & { seal_key: string })[];
  while (rows.length > 0) {
    yield* rows;
    const last = rows.at(-1) as StoredRow;
    await breathe();
    rows = next.all(...table.key.map((column) => last[column])) as typeof rows;
  }
}

/** Rows that the journal saw and that are not there any more. */
function gone(database: Database, table: SealedTable): RowFault[] {
  const same = table.key.map((column) => `t.${quoted(column)} = json_extract(s.key, '$.${column}')`).join(" and ");
  const rows = database
    .prepare(
      `select s.key as key, s.seq as seq, j.contract as contract from journal_seals s left join journal j on j.seq = s.seq
       where s.tbl = ? and s.hash is not null and json_valid(s.key) and not exists (select 1 from ${quoted(table.name)} t where ${same})
       and not exists (select 1 from journal_seals later where later.tbl = s.tbl and later.key = s.key and later.seq > s.seq)`,
    )
    .all(table.name) as { key: string; seq: number; contract: string | null }[];
  return rows.map((row) => ({ kind: "removed", table: table.name, ...row }));
}

async function checkAll(database: Database): Promise<CheckedBooks> {
  const lookUp = sealLookUp(database);
  const faults: RowFault[] = [];
  let rows = 0;
  for (const table of sealedTables(database)) {
    for await (const { seal_key: key, ...row } of rowsOf(database, table)) {
      const fault = faultOf(table, key, row, lookUp(table.name, key));
      if (fault) faults.push(fault);
      rows += 1;
    }
    faults.push(...gone(database, table));
  }
  return { rows, faults };
}

/** What the journal saw written for one contract. */
function checkContract(database: Database, contract: string): CheckedBooks {
  const lookUp = sealLookUp(database);
  const tables = new Map(sealedTables(database).map((table) => [table.name, table]));
  const seen = database
    .prepare(
      "select distinct s.tbl as tbl, s.key as key from journal j join journal_seals s on s.seq = j.seq where j.contract = ? and json_valid(s.key)",
    )
    .all(contract) as { tbl: string; key: string }[];
  const faults: RowFault[] = [];
  for (const { tbl, key } of seen) {
    const table = tables.get(tbl);
    // The journal's own check tells of seals that were changed.
    if (!table) continue;
    const values = JSON.parse(key) as StoredRow;
    const where = `where ${table.key.map((column) => `${quoted(column)} = ?`).join(" and ")}`;
    const row = database.prepare(rowsFrom(table, where)).get(...table.key.map((column) => values[column])) as StoredRow | undefined;
    const { sealed, salt } = lookUp(tbl, key);
    const missing = sealed !== undefined && sealed.hash !== null;
    const removed: RowFault | null = missing ? { kind: "removed", table: tbl, key, seq: sealed.seq, contract: sealed.contract } : null;
    const fault = row ? faultOf(table, key, row, { sealed, salt }) : removed;
    if (fault) faults.push(fault);
  }
  return { rows: seen.length, faults };
}

/** @param contract one contract's; null: all. Inside a transaction, so that what is read belongs together. */
export const checkBooks = async (database: Database, contract: string | null): Promise<CheckedBooks> =>
  contract === null ? checkAll(database) : checkContract(database, contract);
