/** Brings a database to the shape this version knows: forward only, one transaction a step, a copy of the old file first. */
import { chmodSync, closeSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import type { Database } from "better-sqlite3";
import { UserError } from "../kernel/errors.ts";
import { openSqlite } from "./open-sqlite.ts";
import { APPLICATION_ID, isOurs, versionOf } from "./schema-version.ts";

export interface Migration {
  /** Counts from 1; the database remembers it as its `user_version`. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
  /** What SQL cannot do, in the same transaction. */
  andThen?(database: Database): void;
}

function refuseForeign(database: Database, file: string, newest: number): void {
  const version = versionOf(database);
  const tables = database.prepare("select count(*) from sqlite_schema").pluck().get() as number;
  if (!isOurs(database) && (version > 0 || tables > 0)) {
    throw new UserError("database-foreign", { path: file });
  }
  if (version > newest) {
    throw new UserError("database-newer", { path: file, version, newest });
  }
}

/** The name of the copy that is made before an existing database of some version changes its shape. */
export const backupName = (file: string, version: number): string => `${file}.before-${version + 1}`;

/** Made while the write lock is held, so that nothing falls between the copy and the change. Whole or not there. */
function backUp(file: string, version: number): void {
  const unfinished = `${backupName(file, version)}.unfinished`;
  rmSync(unfinished, { force: true });
  const reader = openSqlite(file, { readonly: true });
  try {
    reader.prepare("vacuum into ?").run(unfinished);
  } finally {
    reader.close();
  }
  chmodSync(unfinished, 0o600);
  const handle = openSync(unfinished, "r+");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(unfinished, backupName(file, version));
}

/**
 * One step, with its version, or nothing. The version is read again under the lock: another program may have been faster.
 * @returns whether it was this program that took the step
 */
function step(database: Database, file: string, migration: Migration, copyFirst: boolean): boolean {
  database.exec("begin immediate");
  try {
    const version = versionOf(database);
    const due = version < migration.version;
    if (due) {
      if (copyFirst) backUp(file, version);
      database.exec(migration.sql);
      migration.andThen?.(database);
      database.pragma(`application_id = ${APPLICATION_ID}`);
      database.pragma(`user_version = ${migration.version}`);
    }
    database.exec("commit");
    return due;
  } catch (error) {
    if (database.inTransaction) database.exec("rollback");
    throw error;
  }
}

/**
 * Applies what is missing, in order. A copy of an existing database is kept beside it as `<file>.before-<version>`.
 * @throws UserError `database-newer`, `database-foreign`.
 */
export function migrate(database: Database, file: string, migrations: readonly Migration[]): void {
  const newest = migrations.at(-1)?.version ?? 0;
  refuseForeign(database, file, newest);
  let copyFirst = versionOf(database) > 0;
  for (const migration of migrations.filter(({ version }) => version > versionOf(database))) {
    if (step(database, file, migration, copyFirst)) copyFirst = false;
  }
}
