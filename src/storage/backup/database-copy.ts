/**
 * A copy of the database as it stands at one moment, made by SQLite's online backup while other programs write. It lies in the data
 * folder, readable by this user alone, until it is in the backup.
 */
import { chmodSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import type { CopyDatabase, DatabaseCopy } from "../../app/ports/backup.ts";
import { UserError } from "../../kernel/errors.ts";
import { explainDatabaseError } from "../database-errors.ts";
import { explainDiskError, makeFolder } from "../durable-file.ts";
import { openSqlite } from "../open-sqlite.ts";
import { databasePath, openStore } from "../open-store.ts";
import { premises } from "../premises.ts";

/** In one step: with a pause in between it would begin anew whenever another program writes, and might never end. */
const ALL_PAGES = 0x7fffffff;

async function copyTo(data: string, folder: string): Promise<void> {
  const source = openSqlite(databasePath(data), { readonly: true, fileMustExist: true });
  try {
    await source.backup(databasePath(folder), { progress: () => ALL_PAGES });
  } finally {
    source.close();
  }
  if (process.platform !== "win32") chmodSync(databasePath(folder), 0o600);
}

const LAST_DOCUMENTS = `select number from billed_documents where rowid in (select max(rowid) from billed_documents group by kind)
  union all select number from (select number from credit_notes order by id desc limit 1) order by number`;

function factsOf(database: Database): DatabaseCopy["facts"] {
  const one = (sql: string): unknown => database.prepare(sql).pluck().get();
  const count = (table: string): number => one(`select count(*) from ${table}`) as number;
  return {
    databaseVersion: database.pragma("user_version", { simple: true }) as number,
    contracts: count("contracts"),
    signedCopies: count("signed_copies"),
    bills: count("billings"),
    lastDocuments: database.prepare(LAST_DOCUMENTS).pluck().all() as string[],
    head: (database.prepare("select seq, hash, at from journal order by seq desc limit 1").get() ?? null) as DatabaseCopy["facts"]["head"],
  };
}

/** Alone in its file, without side files, so that it can be opened from a disk that can only be read. */
function readFacts(folder: string): DatabaseCopy["facts"] {
  const database = openSqlite(databasePath(folder));
  try {
    database.pragma("journal_mode = delete");
    return factsOf(database);
  } finally {
    database.close();
  }
}

/** @param logo the sign of the firm, which stands in the settings; null where there is none */
async function namedIn(folder: string, logo: string | null): Promise<readonly string[]> {
  const store = await openStore(folder, "existing");
  try {
    const named = await store.read(({ archived }) => archived.list(null));
    return [...new Set([...named.map(({ sha256 }) => sha256), ...(logo === null ? [] : [logo])])].sort();
  } finally {
    await store.close();
  }
}

/** @param aside for a dry run, which holds no lock and must not clear away what a running backup copies */
export function databaseCopier(data: string, logo: string | null, aside = false): CopyDatabase {
  const folder = join(data, aside ? "backup-dry-run" : "backup-unfinished");
  const path = databasePath(folder);
  const discard = (): Promise<void> => rm(folder, { recursive: true, force: true });
  return async () => {
    // What a stopped backup left.
    await discard();
    try {
      await makeFolder(folder);
      await copyTo(data, folder);
      const problems = await premises.databaseProblems(folder);
      if (problems.length > 0) throw new UserError("database-damaged", { path: databasePath(data) });
      const named = await namedIn(folder, logo);
      return { path, facts: readFacts(folder), named, discard };
    } catch (error) {
      await discard();
      throw explainDiskError(explainDatabaseError(error, path), path);
    }
  };
}
