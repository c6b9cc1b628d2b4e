/** Opens SQLite with the driver's native part found directly: the package's own search reads a dozen files at every start. */
import { createRequire } from "node:module";
import BetterSqlite3, { type Database } from "better-sqlite3";
import { UserError } from "../kernel/errors.ts";

/** The CJS bundle has its `require`, the source modules have `import.meta.url`. */
const find = (file: string): string => (typeof require === "function" ? require : createRequire(import.meta.url)).resolve(file);

export type OpenOptions = Pick<BetterSqlite3.Options, "readonly" | "fileMustExist" | "timeout">;

/** Node's codes for a native part that is not there, and for one that was built for another machine or another version of Node. */
const NOT_BUILT: ReadonlySet<unknown> = new Set(["MODULE_NOT_FOUND", "ERR_DLOPEN_FAILED"]);

/** @throws SqliteError when the file cannot be opened; UserError `database-driver` when the driver was not built for this machine. */
export function openSqlite(file: string, options: OpenOptions = {}): Database {
  try {
    const nativeBinding = find("better-sqlite3/build/Release/better_sqlite3.node");
    return new BetterSqlite3(file, { ...options, nativeBinding });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!NOT_BUILT.has(code)) throw error;
    const [detail = ""] = message.split("\n");
    throw new UserError("database-driver", { state: code === "MODULE_NOT_FOUND" ? "missing" : "other", detail }, [
      "npm rebuild better-sqlite3",
    ]);
  }
}
