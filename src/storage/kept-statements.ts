/** Statements that SQLite has prepared, kept for the next time the same one is asked: preparing takes longer than most of ours take to run. */
import type { Database, Statement } from "better-sqlite3";
import type { SqliteDatabase } from "kysely";

/** Lists of values make statements of their own for each length: those that were asked longest ago go. */
const MOST = 200;

/** The same database, for Kysely. */
export function keptStatements(database: Database): SqliteDatabase {
  const kept = new Map<string, Statement>();
  const prepare = (sql: string): Statement => {
    const statement = kept.get(sql) ?? database.prepare(sql);
    kept.delete(sql);
    kept.set(sql, statement);
    if (kept.size > MOST) kept.delete(kept.keys().next().value as string);
    return statement;
  };
  return { close: () => void database.close(), prepare: prepare as SqliteDatabase["prepare"] };
}
