import BetterSqlite3 from "better-sqlite3";
import { expect, test } from "vitest";
import { keptStatements } from "../../src/storage/kept-statements.ts";

test("a statement is prepared once, and answers for what the table has become since", () => {
  const database = new BetterSqlite3(":memory:");
  database.exec("create table chairs (id integer primary key)");
  const kept = keptStatements(database);
  const all = kept.prepare("select * from chairs");
  database.exec("insert into chairs values (1); alter table chairs add column colour text default 'white'");
  expect(kept.prepare("select * from chairs")).toBe(all);
  expect(all.all([])).toEqual([{ id: 1, colour: "white" }]);
  database.close();
});

test("those that were asked longest ago are prepared anew", () => {
  const database = new BetterSqlite3(":memory:");
  const kept = keptStatements(database);
  const [first, second] = [kept.prepare("select 1"), kept.prepare("select 2")];
  for (let number = 3; number <= 200; number += 1) kept.prepare(`select ${number}`);
  expect(kept.prepare("select 1")).toBe(first);
  kept.prepare("select 201");
  expect(kept.prepare("select 1")).toBe(first);
  expect(kept.prepare("select 2")).not.toBe(second);
  database.close();
});
