/** What SQLite refuses, in words that say what to do. Codes: https://sqlite.org/rescode.html */
import { UserError } from "../kernel/errors.ts";

interface Explanation {
  readonly code: string;
  readonly what: string;
  readonly hints: readonly string[];
}

const DAMAGED: Explanation = {
  code: "database-damaged",
  what: "is damaged and cannot be read",
  hints: ["keep the file as it is", "put the latest backup of it in its place"],
};
const READ_ONLY: Explanation = {
  code: "disk-read-only",
  what: "cannot be written: the disk or the file can only be read",
  hints: ["make the disk and the file writable, then repeat the command"],
};
const FAILING: Explanation = {
  code: "disk-failing",
  what: "cannot be read or written: the disk reports an error",
  hints: ["see that the disk is there and has space left, then repeat the command"],
};

const BY_CODE: readonly (readonly [prefix: string, explanation: Explanation])[] = [
  [
    "SQLITE_FULL",
    { code: "disk-full", what: "cannot be written: the disk is full", hints: ["free some space there, then repeat the command"] },
  ],
  ["SQLITE_NOTADB", DAMAGED],
  ["SQLITE_CORRUPT", DAMAGED],
  ["SQLITE_READONLY", READ_ONLY],
  [
    "SQLITE_BUSY",
    { code: "database-busy", what: "is being written by another program", hints: ["wait a moment, then repeat the command"] },
  ],
  [
    "SQLITE_CANTOPEN",
    { code: "database-unreadable", what: "cannot be opened", hints: ["see that the data folder is there and who may write in it"] },
  ],
  ["SQLITE_PERM", { code: "no-permission", what: "may not be opened by this user", hints: ["give this user the right to write there"] }],
  ["SQLITE_IOERR", FAILING],
];

/** An error of SQLite as a UserError; our own mistakes (constraints, syntax) and everything else come back unchanged. */
export function explainDatabaseError(error: unknown, file: string): unknown {
  const code = (error as { code?: unknown } | null)?.code;
  if (!(error instanceof Error) || typeof code !== "string" || error instanceof UserError) return error;
  const known = BY_CODE.find(([prefix]) => code.startsWith(prefix))?.[1];
  return known ? new UserError(known.code, `The database ${file} ${known.what}.`, known.hints) : error;
}
