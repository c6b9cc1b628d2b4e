/** One backup of a desk at a time. The lock is the operating system's, by way of SQLite: it goes when its program ends, however it ends. */
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../kernel/errors.ts";
import { explainDiskError } from "../durable-file.ts";
import { openSqlite } from "../open-sqlite.ts";

/** @returns what lets go of it. @throws UserError `backup-running`, and what the disk refuses. */
export function lockBackups(data: string): () => void {
  const path = join(data, "backup.lock");
  try {
    // SQLite would make it readable by others.
    closeSync(openSync(path, "a", 0o600));
  } catch (error) {
    throw explainDiskError(error, path);
  }
  const database = openSqlite(path, { timeout: 0 });
  try {
    database.exec("begin exclusive");
  } catch (error) {
    database.close();
    if (String((error as { code?: unknown }).code).startsWith("SQLITE_BUSY")) throw new UserError("backup-running");
    throw error;
  }
  return () => void database.close();
}
