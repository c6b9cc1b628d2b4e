/** Everything a desk has on disk, as text: two equal traces mean that nothing was stored in between. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { databasePath } from "../../src/storage/open-store.ts";

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return (
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => statSync(join(folder, name)).isFile())
      // The database is compared row by row.
      .filter((name) => !/returndesk\.sqlite/u.test(name))
      .sort()
      .map(
        (name) =>
          `${name} ${createHash("sha256")
            .update(readFileSync(join(folder, name)))
            .digest("hex")}`,
      )
  );
}

function rowsOf(file: string): string[] {
  if (!existsSync(file)) return [];
  const database = new Database(file, { readonly: true });
  try {
    const tables = database.prepare("select name from sqlite_master where type = 'table' order by name").pluck().all() as string[];
    return tables.map((table) => `${table} ${JSON.stringify(database.prepare(`select * from "${table}"`).all())}`);
  } finally {
    database.close();
  }
}

/** Files and rows of the folders; the database is looked for in the first. */
export const traceOf = (...folders: readonly string[]): string[] => [
  ...folders.flatMap((folder) => filesBelow(folder)),
  ...rowsOf(databasePath(folders[0] ?? "")),
];
