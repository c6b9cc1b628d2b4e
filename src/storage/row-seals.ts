/**
 * Which rows a transaction has written, and their seals: a salted hash of each row as stored, beside the journal row of the change.
 * The journal row covers the seals, so that a row that somebody edits, removes or puts in behind the program's back is found, whoever
 * dropped the triggers that guard it. The salts stand apart and only the latest is kept: when a row is forgotten, its seals say nothing.
 */
import { createHash, randomBytes } from "node:crypto";
import type { Database, Statement } from "better-sqlite3";
import { canonicalJson } from "../kernel/canonical-json.ts";
import type { CheckedBooks } from "./check-books.ts";

/** Tables that no seal covers. Every other table is sealed, also one that a later migration makes. */
const UNSEALED: ReadonlySet<string> = new Set([
  // The journal itself, whose chain covers it.
  "journal",
  "journal_details",
  "journal_heads",
  "journal_seals",
  "row_salts",
  // Who walks right now.
  "walk_seats",
  // Made of the contracts and their signed copies, and made anew from them.
  "copy_words",
  "indexed_copies",
  "search_words",
  "search_forms",
  "contract_words",
]);

/** Columns that count wrong PINs: each try is in the journal, and a right one only sets the count back. */
const UNSEALED_COLUMNS: Readonly<Record<string, readonly string[]>> = { staff: ["pin_failures", "pin_last_failure"] };

export interface SealedTable {
  readonly name: string;
  /** The columns of its primary key. */
  readonly key: readonly string[];
  readonly columns: readonly string[];
}

export type StoredRow = Readonly<Record<string, unknown>>;

/** `"` in a name is doubled; names come from the schema, never from outside. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A row's key as text, `{"contract":"2026-0117","version":1}`, in SQL. @param of `new`, `old` or a table. */
export const keySql = ({ key }: SealedTable, of: string): string =>
  `json_object(${key.map((column) => `'${column}', ${of}.${quoted(column)}`).join(", ")})`;

/** Virtual tables, and those that stand behind them, are indexes. */
export function sealedTables(database: Database): readonly SealedTable[] {
  const rows = database
    .prepare(
      `select list.name as name, info.name as column, info.pk as pk from pragma_table_list list, pragma_table_info(list.name) info
       where list.schema = 'main' and list.type = 'table' and list.name not like 'sqlite~_%' escape '~' order by list.name, info.pk`,
    )
    .all() as { name: string; column: string; pk: number }[];
  const tables = new Map<string, { name: string; key: string[]; columns: string[] }>();
  for (const { name, column, pk } of rows) {
    if (UNSEALED.has(name)) continue;
    const table = tables.get(name) ?? { name, key: [], columns: [] };
    if (pk > 0) table.key.push(column);
    if (!UNSEALED_COLUMNS[name]?.includes(column)) table.columns.push(column);
    tables.set(name, table);
  }
  return [...tables.values()];
}

/** A damaged file may hold what is never stored, such as bytes where a text was: written in words of its own, it fits no seal. */
const written = (value: unknown): unknown =>
  Buffer.isBuffer(value)
    ? { bytes: value.toString("hex") }
    : typeof value === "number" && !Number.isFinite(value)
      ? { number: String(value) }
      : value;

const canonicalRow = (row: StoredRow): string =>
  canonicalJson(Object.fromEntries(Object.entries(row).map(([column, value]) => [column, written(value)])));

/** Columns without a value are left out: a table can get further ones, and its seals still hold. */
export function hashOfRow({ columns }: SealedTable, row: StoredRow, salt: string): string {
  const values = columns.filter((column) => row[column] !== null).map((column) => [column, row[column]]);
  return createHash("sha256")
    .update(`${salt}\n${canonicalRow(Object.fromEntries(values))}`)
    .digest("hex");
}

export interface Seal {
  readonly tbl: string;
  readonly key: string;
  /** Null: the row was removed. */
  readonly hash: string | null;
}

/** What a journal row says of its seals. */
export const digestOf = (seals: readonly Seal[]): string =>
  createHash("sha256")
    .update(canonicalJson(seals.map(({ tbl, key, hash }) => [tbl, key, hash])))
    .digest("hex");

/** As they are read again: by table, then by row. One table may be called as another begins. */
const byRow = (a: Seal, b: Seal): number => (a.tbl === b.tbl ? (a.key < b.key ? -1 : 1) : a.tbl < b.tbl ? -1 : 1);

function sealer(
  database: Database,
  tables: readonly SealedTable[],
): (seq: number, written: readonly Omit<Seal, "hash">[]) => string | null {
  const named = new Map(tables.map((table) => [table.name, table]));
  const insert = database.prepare("insert into journal_seals (seq, tbl, key, hash) values (?, ?, ?, ?)");
  const keep = database.prepare("insert into row_salts (tbl, key, salt) values (?, ?, ?) on conflict do update set salt = excluded.salt");
  const forget = database.prepare("delete from row_salts where tbl = ? and key = ?");
  const lookUps = new Map<string, Statement>();
  const find = ({ name, key }: SealedTable): Statement => {
    const found = lookUps.get(name);
    if (found) return found;
    const made = database.prepare(`select * from ${quoted(name)} where ${key.map((column) => `${quoted(column)} is ?`).join(" and ")}`);
    lookUps.set(name, made);
    return made;
  };
  const sealOf = ({ tbl, key }: Omit<Seal, "hash">): Seal => {
    const table = named.get(tbl) as SealedTable;
    const values = JSON.parse(key) as StoredRow;
    const row = find(table).get(table.key.map((column) => values[column])) as StoredRow | undefined;
    if (!row) {
      forget.run(tbl, key);
      return { tbl, key, hash: null };
    }
    const salt = randomBytes(16).toString("hex");
    keep.run(tbl, key, salt);
    return { tbl, key, hash: hashOfRow(table, row, salt) };
  };
  return (seq, written) => {
    const seals = written.map(sealOf).sort(byRow);
    for (const { tbl, key, hash } of seals) insert.run(seq, tbl, key, hash);
    return seals.length === 0 ? null : digestOf(seals);
  };
}

export interface RowSeals {
  /** Called when a writing transaction begins. */
  begin(): void;
  /** Seals what the transaction has written since the last time. @returns what the journal row says of it; null where nothing was. */
  seal(seq: number): string | null;
  /** Holds the books against the seals, in the transaction that is open. */
  check(contract: string | null): Promise<CheckedBooks>;
}

/**
 * Triggers of this connection alone note what is written: somebody else's changes are never sealed. They are made when the connection
 * first writes, since looking things up needs none.
 */
function watch(database: Database, tables: readonly SealedTable[]): void {
  const note = (table: SealedTable, verb: string, row: "new" | "old"): string =>
    `create temp trigger ${quoted(`wrote_${verb.slice(0, 6)}_${row}_${table.name}`)} after ${verb} on main.${quoted(table.name)}
     begin insert into rows_written values ('${table.name}', ${keySql(table, row)}); end;`;
  const triggers = tables.flatMap((table) => [
    note(table, "insert", "new"),
    note(table, `update of ${table.columns.map(quoted).join(", ")}`, "new"),
    note(table, "delete", "old"),
  ]);
  database.exec(`create temp table rows_written (tbl text not null, key text not null) strict; ${triggers.join("\n")}`);
}

export function rowSeals(database: Database): RowSeals {
  let watching: { written(): Omit<Seal, "hash">[]; clear(): void; seal: ReturnType<typeof sealer> } | null = null;
  const start = () => {
    const tables = sealedTables(database);
    watch(database, tables);
    const select = database.prepare("select distinct tbl, key from rows_written");
    const clear = database.prepare("delete from rows_written");
    return { written: () => select.all() as Omit<Seal, "hash">[], clear: () => void clear.run(), seal: sealer(database, tables) };
  };
  return {
    begin() {
      if (watching) watching.clear();
      else watching = start();
    },
    seal(seq) {
      if (!watching) throw new RangeError("a journal row outside a writing transaction");
      const digest = watching.seal(seq, watching.written());
      watching.clear();
      return digest;
    },
    check: async (contract) => (await import("./check-books.ts")).checkBooks(database, contract),
  };
}

const START = "0".repeat(64);

/** Hash of a journal row. Columns that came later count where they have a value. */
export function hashOfJournalRow({ hash: _, seals, ...row }: StoredRow): string {
  return createHash("sha256")
    .update(canonicalRow(seals === null || seals === undefined ? row : { ...row, seals }))
    .digest("hex");
}

/** What was stored before there were seals is sealed as it stands, by a row of the journal that says so. */
export function sealWhatIsThere(database: Database): void {
  const tables = sealedTables(database);
  const written = tables.flatMap((table) => {
    const keys = database
      .prepare(`select ${keySql(table, quoted(table.name))} from ${quoted(table.name)}`)
      .pluck()
      .all() as string[];
    return keys.map((key) => ({ tbl: table.name, key }));
  });
  if (written.length === 0) return;
  const head = database.prepare("select seq, hash from journal_heads where chain = 'all'").get() as
    | { seq: number; hash: string }
    | undefined;
  const seq = (head?.seq ?? 0) + 1;
  const row = {
    seq,
    at: database.prepare("select strftime('%Y-%m-%dT%H:%M:%fZ', 'now')").pluck().get(),
    staff: "",
    contract: null,
    act: "journal.sealed",
    subject: String(written.length),
    detail_hash: null,
    previous: head?.hash ?? START,
    previous_of_contract: null,
    seals: sealer(database, tables)(seq, written),
  };
  const hash = hashOfJournalRow(row);
  database
    .prepare(
      `insert into journal (seq, at, staff, contract, act, subject, detail_hash, previous, previous_of_contract, seals, hash)
       values (@seq, @at, @staff, @contract, @act, @subject, @detail_hash, @previous, @previous_of_contract, @seals, @hash)`,
    )
    .run({ ...row, hash });
  database
    .prepare("insert into journal_heads values ('all', ?, ?) on conflict do update set seq = excluded.seq, hash = excluded.hash")
    .run(seq, hash);
}
