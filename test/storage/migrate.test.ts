import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import BetterSqlite3, { type Database } from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { backupName, type Migration, migrate } from "../../src/storage/migrate.ts";
import { MIGRATIONS } from "../../src/storage/migrations.ts";
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
  expect(versions[0]).toBe(1);
});
