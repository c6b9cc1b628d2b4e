/** Opens SQLite with the driver's native part found directly: the package's own search reads a dozen files at every start. */
import { createRequire } from "node:module";
import BetterSqlite3, { type Database } from "better-sqlite3";

/** The CJS bundle has `__filename`, the source modules have `import.meta.url`. */
const here = typeof __filename === "string" ? __filename : import.meta.url;

export type OpenOptions = Pick<BetterSqlite3.Options, "readonly" | "fileMustExist" | "timeout">;

/** @throws SqliteError when the file cannot be opened. */
export function openSqlite(file: string, options: OpenOptions = {}): Database {
  const nativeBinding = createRequire(here).resolve("better-sqlite3/build/Release/better_sqlite3.node");
  return new BetterSqlite3(file, { ...options, nativeBinding });
}
