/** What SQLite refuses, in words that say what to do. Codes: https://sqlite.org/rescode.html */
import { UserError } from "../kernel/errors.ts";

const CODES: readonly (readonly [prefix: string, code: string])[] = [
  ["SQLITE_FULL", "disk-full"],
  ["SQLITE_NOTADB", "database-damaged"],
  ["SQLITE_CORRUPT", "database-damaged"],
  ["SQLITE_READONLY", "disk-read-only"],
  ["SQLITE_BUSY", "database-busy"],
  ["SQLITE_CANTOPEN", "database-unreadable"],
  ["SQLITE_PERM", "no-permission"],
  ["SQLITE_IOERR", "disk-failing"],
];

/** An error of SQLite as a UserError; our own mistakes (constraints, syntax) and everything else come back unchanged. */
export function explainDatabaseError(error: unknown, file: string): unknown {
  const code = (error as { code?: unknown } | null)?.code;
  if (!(error instanceof Error) || typeof code !== "string" || error instanceof UserError) return error;
  const known = CODES.find(([prefix]) => code.startsWith(prefix))?.[1];
  return known ? new UserError(known, { path: file }) : error;
}
