/** One backup of a desk at a time. The lock is the operating system's, by way of SQLite: it goes when its program ends, however it ends. */
import { join } from "node:path";
import { UserError } from "../../kernel/errors.ts";
import { openSqlite } from "../open-sqlite.ts";

/** @returns what lets go of it. @throws UserError `backup-running`. */
export function lockBackups(data: string): () => void {
  const database = openSqlite(join(data, "backup.lock"), { timeout: 0 });
  try {
    database.exec("begin exclusive");
  } catch (error) {
    database.close();
    if (String((error as { code?: unknown }).code).startsWith("SQLITE_BUSY")) throw new UserError("backup-running");
    throw error;
  }
  return () => void database.close();
}
