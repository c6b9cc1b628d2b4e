/** No table may be forgotten when somebody asks what we hold of them. */
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { databasePath } from "../../src/storage/open-store.ts";
import { NOBODYS, SOMEBODYS } from "../../src/storage/personal-data-repository.ts";
import { temporaryDesk } from "../support/temporary-desk.ts";

test("every table says which of its rows are a customer's, or why none is", async () => {
  const desk = await temporaryDesk();
  await desk.store();
  const database = new Database(databasePath(desk.settings.data), { readonly: true });
  try {
    const tables = database
      .prepare("select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite~_%' escape '~'")
      .pluck()
      .all();
    expect([...SOMEBODYS, ...Object.keys(NOBODYS)].sort()).toEqual(tables.sort());
  } finally {
    database.close();
  }
});
