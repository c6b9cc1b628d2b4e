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

const UNFORESEEN: ReadonlySet<string> = new Set(["SyntaxError", "TypeError"]);

/**
 * Bits that flipped stop the reading of rows and of the schema in ways that nobody foresees: a function of another name, JSON that is none,
 * bytes where a text was. Whoever looks for damage is told that there is some; the cause stands in the stack.
 */
class DamagedDatabase extends Error {
  constructor(cause: Error) {
    super(cause.message);
    this.stack = cause.stack;
  }
}

/** What a program reads that looks for damage. @throws DamagedDatabase, which {@link explainDatabaseError} turns into `database-damaged`. */
export async function lookForDamage<T>(read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const unforeseen = error instanceof Error && (UNFORESEEN.has(error.name) || (error as { code?: unknown }).code === "SQLITE_ERROR");
    throw unforeseen ? new DamagedDatabase(error) : error;
  }
}

/** An error of SQLite as a UserError; our own mistakes (constraints, syntax) and everything else come back unchanged. */
export function explainDatabaseError(error: unknown, file: string): unknown {
  if (error instanceof DamagedDatabase) return Object.assign(new UserError("database-damaged", { path: file }), { stack: error.stack });
  const code = (error as { code?: unknown } | null)?.code;
  if (!(error instanceof Error) || typeof code !== "string" || error instanceof UserError) return error;
  const known = CODES.find(([prefix]) => code.startsWith(prefix))?.[1];
  return known ? new UserError(known, { path: file }) : error;
}
