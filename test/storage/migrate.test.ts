import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import BetterSqlite3, { type Database } from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { backupName, type Migration, migrate } from "../../src/storage/migrate.ts";
import { MIGRATIONS } from "../../src/storage/migrations.ts";
import { SCHEMA_VERSION } from "../../src/storage/schema-version.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const FIRST: Migration = { version: 1, name: "cups", sql: "create table cups (name text) strict; insert into cups values ('blue');" };
const SECOND: Migration = { version: 2, name: "colours", sql: "alter table cups add column colour text;" };
const BROKEN: Migration = { version: 2, name: "broken", sql: "alter table cups add column colour text; insert into nowhere values (1);" };

async function database(): Promise<{ file: string; folder: string; connect: () => Database }> {
  const folder = await temporaryFolder();
  const file = join(folder, "cups.sqlite");
  return {
    file,
    folder,
    connect: () => {
      const connection = new BetterSqlite3(file);
      connection.pragma("journal_mode = wal");
      onTestFinished(() => {
        connection.close();
      });
      return connection;
    },
  };
}

test("a new database gets every step, without a backup of nothing", async () => {
  const { file, folder, connect } = await database();
  const db = connect();
  migrate(db, file, [FIRST, SECOND]);
  expect(db.prepare("select * from cups").all()).toEqual([{ name: "blue", colour: null }]);
  expect((await readdir(folder)).filter((name) => name.includes("before"))).toEqual([]);
});

test("an existing database is copied as it was, then changed; a second time nothing happens", async () => {
  const { file, folder, connect } = await database();
  const db = connect();
  migrate(db, file, [FIRST]);
  db.exec("insert into cups values ('red')");
  migrate(db, file, [FIRST, SECOND]);
  migrate(db, file, [FIRST, SECOND]);
  const copy = new BetterSqlite3(backupName(file, 1), { readonly: true });
  expect(copy.prepare("select * from cups").all()).toEqual([{ name: "blue" }, { name: "red" }]);
  expect(copy.pragma("user_version", { simple: true })).toBe(1);
  copy.close();
  expect((await stat(backupName(file, 1))).mode & 0o777).toBe(0o600);
  expect((await readdir(folder)).filter((name) => name.includes("before"))).toEqual([basename(backupName(file, 1))]);
  expect(db.prepare("select * from cups").all()).toEqual([
    { name: "blue", colour: null },
    { name: "red", colour: null },
  ]);
});

test("a step that fails changes nothing, and can be tried again", async () => {
  const { file, connect } = await database();
  const db = connect();
  migrate(db, file, [FIRST]);
  expect(() => migrate(db, file, [FIRST, BROKEN])).toThrow(/nowhere/u);
  expect(db.prepare("select * from cups").all()).toEqual([{ name: "blue" }]);
  migrate(db, file, [FIRST, SECOND]);
  expect(db.pragma("user_version", { simple: true })).toBe(2);
});

test("two programs that open an old database at once change it once", async () => {
  const { file, connect } = await database();
  migrate(connect(), file, [FIRST]);
  const [one, two] = [connect(), connect()];
  migrate(one, file, [FIRST, SECOND]);
  migrate(two, file, [FIRST, SECOND]);
  expect(two.prepare("select * from cups").all()).toEqual([{ name: "blue", colour: null }]);
});

test("a database from the future is refused", async () => {
  const { file, connect } = await database();
  const db = connect();
  migrate(db, file, [FIRST, SECOND]);
  expect(() => migrate(db, file, [FIRST])).toThrow(expect.objectContaining({ code: "database-newer" }));
});

test("the steps count up from one", () => {
  const versions = MIGRATIONS.map((migration) => migration.version);
  expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
  expect([versions[0], versions.at(-1)]).toEqual([1, SCHEMA_VERSION]);
});

test("a credit note and what points at it are as they were when their table is made anew", async () => {
  const { file, connect } = await database();
  const before = connect();
  before.pragma("foreign_keys = on");
  migrate(
    before,
    file,
    MIGRATIONS.filter(({ version }) => version < 20),
  );
  before.pragma("foreign_keys = off");
  const hash = "a".repeat(64);
  before.exec(`insert into billings (id, inspection_id, contract, sha256, issued_at, issued_by, used, value)
      values (1, 1, 'T-1', '${hash}', 'then', 'mira', '{}', '{"documents":[{"number":"L-1","total":500}]}');
    insert into billed_documents (number, kind, billing_id) values ('L-1', 'invoice', 1);
    insert into credit_notes values (7, 'H-1', 1, 'L-1', 500, 'decision', '${hash}', 'then', 'mira', '{}');
    insert into credit_note_pdfs values (7, '${hash}', 'H-1.pdf');`);
  const rows = (): unknown => ["credit_notes", "credit_note_pdfs"].map((table) => before.prepare(`select * from ${table}`).all());
  const were = rows();
  before.pragma("foreign_keys = on");
  migrate(before, file, MIGRATIONS);
  expect(rows()).toEqual(were);
  const points =
    "select name, sql from sqlite_schema where sql like '%references%credit_notes%' and sql not like '%references credit_notes (id)%'";
  expect([before.prepare(points).all(), before.pragma("foreign_key_check(credit_note_pdfs)")]).toEqual([[], []]);
  const add = (id: number, document: string, total: number, cause: string) => () =>
    before.exec(
      `insert into credit_notes values (${id}, 'H-${id}', 1, '${document}', ${total}, '${cause}', '${hash}', 'now', 'mira', '{}')`,
    );
  expect(add(8, "L-1", 1, "decision")).toThrow("never more is credited than was billed");
  expect(add(8, "T-1", 1, "decision")).toThrow("what is credited was billed");
  expect(add(8, "T-2", 1, "ourFault")).toThrow("rent is reduced on the contract");
  add(8, "T-1", 90_000, "ourFault")();
  expect(() => before.exec("delete from credit_notes where id = 7")).toThrow("what is issued is never changed");
});
