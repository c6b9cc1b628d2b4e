/** Opens SQLite with the driver's native part found directly: the package's own search reads a dozen files at every start. */
import { createRequire } from "node:module";
import BetterSqlite3, { type Database } from "better-sqlite3";

/** The CJS bundle has its `require`, the source modules have `import.meta.url`. */
const find = (file: string): string => (typeof require === "function" ? require : createRequire(import.meta.url)).resolve(file);

export type OpenOptions = Pick<BetterSqlite3.Options, "readonly" | "fileMustExist" | "timeout">;

/** @throws SqliteError when the file cannot be opened. */
export function openSqlite(file: string, options: OpenOptions = {}): Database {
  const nativeBinding = find("better-sqlite3/build/Release/better_sqlite3.node");
  return new BetterSqlite3(file, { ...options, nativeBinding });
}
