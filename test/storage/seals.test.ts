/** What the journal seals: rows of the books, heads of days, and how each thing that somebody does behind its back is named. */
import BetterSqlite3 from "better-sqlite3";
import { describe, expect, onTestFinished, test } from "vitest";
import type { JournalCheck, RowFault } from "../../src/app/ports/journal.ts";
import { instant } from "../../src/kernel/dates.ts";
import { databasePath, openStore } from "../../src/storage/open-store.ts";
import { sealedTables } from "../../src/storage/row-seals.ts";
import { buildContract } from "../support/build-contract.ts";
import { buildTerms } from "../support/build-terms.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { NOON, type TemporaryStore, temporaryStore } from "../support/temporary-store.ts";

const CONTRACT = buildContract();
const NUMBER = CONTRACT.number;
const row = (act: string, contract: string | null = NUMBER) => ({ at: NOON, staff: "mira", contract, act, subject: "x" });

/** Four changes of state: terms, a contract, a person, and a contract's walk that begins. */
async function written(): Promise<TemporaryStore> {
  const temporary = await temporaryStore();
  await temporary.store.write(async ({ terms, contracts, journal }) => {
    await terms.add(buildTerms(), CONTRACT.terms, "as written");
    await journal.append(row("terms.added", null));
    await contracts.add(CONTRACT);
    await journal.append(row("contract.added"));
  });
  await temporary.store.write(async ({ staff, journal }) => {
    await staff.add({ id: "mira", name: "Mira", role: "lead", phone: null, endsOn: null });
    await journal.append(row("staff.added", null));
  });
  await temporary.store.write(async ({ inspections, journal }) => {
    const id = await inspections.start({ contract: NUMBER, kind: "return", load: 1, startedAt: NOON, finishedAt: null });
    await inspections.append(id, { at: NOON, by: "mira", event: { type: "began", cameBackAt: NOON, signedCopy: "verified" } });
    await journal.append(row("return.began"));
  });
  return temporary;
}

/** What somebody with a SQLite shell does who first drops every trigger. */
function tamper({ raw }: TemporaryStore, sql: string): void {
  const database = raw();
  database.pragma("foreign_keys = off");
  for (const name of database.prepare("select name from sqlite_master where type = 'trigger'").pluck().all())
    database.exec(`drop trigger ${name}`);
  database.exec(sql);
}

const books = ({ store }: TemporaryStore, contract: string | null = null) => store.read(({ journal }) => journal.checkBooks(contract));
const journalOf = ({ store }: TemporaryStore): Promise<JournalCheck> => store.read(({ journal }) => journal.check());
const told = (faults: readonly RowFault[]) =>
  faults.map(({ kind, table, key, seq, contract }) => `${table} ${key} ${kind} ${seq} ${contract}`);

test("what a change of state wrote is sealed with its row, and holds", async () => {
  const desk = await written();
  expect(await books(desk)).toEqual({ rows: 5, faults: [] });
  expect(await books(desk, NUMBER)).toEqual({ rows: 3, faults: [] });
  expect(await journalOf(desk)).toEqual({ rows: 4, days: 0, faults: [], clock: [] });
});

describe("rows that somebody was at", () => {
  test.each([
    ["update contracts set value = replace(value, 'Aino', 'Anna')", ['contracts {"id":1} altered 2 2026-0117']],
    ["update terms set source = 'other words'", ['terms {"id":1} altered 1 null']],
    ["update staff set pin_hash = 'mine'", ['staff {"id":"mira"} altered 3 null']],
    ["update inspections set load = 2", ['inspections {"id":1} altered 4 2026-0117']],
    ["update inspection_entries set by = 'eve'", ['inspection_entries {"inspection_id":1,"seq":1} altered 4 2026-0117']],
    ["delete from inspection_entries", ['inspection_entries {"inspection_id":1,"seq":1} removed 4 2026-0117']],
    [
      "insert into inspection_entries values (1, 2, 'now', 'eve', '{}')",
      ['inspection_entries {"inspection_id":1,"seq":2} added null null'],
    ],
    ["delete from row_salts where tbl = 'contracts'", ['contracts {"id":1} altered 2 2026-0117']],
  ])("%s", async (sql, expected) => {
    const desk = await written();
    tamper(desk, sql);
    expect(told((await books(desk)).faults)).toEqual(expected);
  });

  test("a contract's own check finds its rows alone", async () => {
    const desk = await written();
    tamper(desk, "update contracts set phone = '0'; update staff set name = 'Eve'; delete from inspection_entries");
    expect(told((await books(desk, NUMBER)).faults)).toEqual([
      'contracts {"id":1} altered 2 2026-0117',
      'inspection_entries {"inspection_id":1,"seq":1} removed 4 2026-0117',
    ]);
  });

  test("a seal made anew breaks the journal row that covers it", async () => {
    const desk = await written();
    tamper(desk, `update journal_seals set hash = '${"a".repeat(64)}' where tbl = 'contracts'`);
    expect((await journalOf(desk)).faults).toMatchObject([{ kind: "seals", seq: 2, contract: NUMBER }]);
    tamper(desk, "delete from journal_seals where seq = 3");
    expect((await journalOf(desk)).faults).toMatchObject([{ seq: 2 }, { kind: "seals", seq: 3 }]);
  });

  test("what is changed and removed in the right way holds, and leaves no salt to try names with", async () => {
    const desk = await written();
    await desk.store.write(async ({ staff, journal }) => {
      await staff.end("mira", "2026-06-01" as never);
      await staff.signIn("mira", NOON);
      await journal.append(row("staff.ended", null));
    });
    await desk.store.write(async ({ staff, journal }) => {
      await staff.signOut();
      await journal.append(row("staff.signed-out", null));
    });
    expect((await books(desk)).faults).toEqual([]);
    expect(desk.raw().prepare("select count(*) from row_salts where tbl = 'sign_in'").pluck().get()).toBe(0);
  });

  test("what another connection wrote meanwhile is not sealed by the next change", async () => {
    const desk = await written();
    desk.raw().exec("insert into sign_in values (1, 'mira', 'now')");
    await desk.store.write(({ journal }) => journal.append(row("looked", null)));
    expect(told((await books(desk)).faults)).toEqual(['sign_in {"only":1} added null null']);
  });
});

test("every table is sealed but for the journal itself and what is made of contracts", async () => {
  const { raw } = await temporaryStore();
  const database = raw();
  const sealed = sealedTables(database).map(({ name }) => name);
  const all = database.prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite%'").pluck().all() as string[];
  const left = all.filter((name) => !sealed.includes(name)).sort();
  expect(left).toEqual(
    expect.arrayContaining(["contract_words", "journal", "journal_details", "journal_heads", "journal_seals", "row_salts", "search_forms"]),
  );
  expect(sealed).toEqual(expect.arrayContaining(["contracts", "billings", "inspection_entries", "payments", "journal_days", "staff"]));
});

test("a database from before there were seals is sealed as it stands, and says so", async () => {
  const desk = await written();
  await desk.store.close();
  const database = desk.raw();
  for (const name of database.prepare("select name from sqlite_master where type = 'trigger' and tbl_name like 'journal%'").pluck().all())
    database.exec(`drop trigger ${name}`);
  database.exec(
    "delete from journal_seals; delete from row_salts; delete from journal_details; delete from journal; delete from journal_heads",
  );
  const { sealWhatIsThere } = await import("../../src/storage/row-seals.ts");
  database.transaction(() => sealWhatIsThere(database))();
  const again = await openStore(desk.folder);
  onTestFinished(() => again.close());
  expect(await again.read(({ journal }) => journal.checkBooks(null))).toEqual({ rows: 5, faults: [] });
  const { rows } = await again.read(({ journal }) => journal.list({}));
  expect(rows.map(({ act, subject, staff }) => [act, subject, staff])).toEqual([["journal.sealed", "5", ""]]);
  expect((await again.read(({ journal }) => journal.check())).faults).toEqual([]);
});

describe("days", () => {
  /** Rows at these moments, in this order, at a desk in Helsinki. */
  async function rowsAt(...moments: readonly string[]): Promise<TemporaryStore> {
    const folder = await temporaryFolder();
    const store = await openStore(folder, "create", "Europe/Helsinki");
    onTestFinished(() => store.close());
    for (const at of moments) await store.write(({ journal }) => journal.append({ ...row("tried", null), at: instant(at) }));
    return {
      store,
      folder,
      raw: () => {
        const database = new BetterSqlite3(databasePath(folder));
        onTestFinished(() => void database.close());
        return database;
      },
    };
  }
  const days = async ({ store }: TemporaryStore) =>
    (await store.read(({ journal }) => journal.days())).map(({ day, seq }) => `${day} ${seq}`);

  test("the first row of a new day at the desk seals the head of the day before", async () => {
    // 21:30 in UTC is half past midnight in Helsinki.
    const desk = await rowsAt("2026-05-20T08:00:00Z", "2026-05-20T20:30:00Z", "2026-05-20T21:30:00Z", "2026-05-23T08:00:00Z");
    expect(await days(desk)).toEqual(["2026-05-20 2", "2026-05-21 4"]);
    const { rows } = await desk.store.read(({ journal }) => journal.list({ act: "day" }));
    expect(rows.map(({ seq, act, subject, staff }) => [seq, act, subject, staff])).toEqual([
      [3, "day.ended", "2026-05-20", ""],
      [5, "day.ended", "2026-05-21", ""],
    ]);
    expect(await journalOf(desk)).toEqual({ rows: 6, days: 2, faults: [], clock: [] });
    expect((await books(desk)).faults).toEqual([]);
  });

  test("a clock that is set back is named, ends no day twice, and the rows keep their order", async () => {
    const desk = await rowsAt(
      "2026-05-20T08:00:00Z",
      "2026-05-21T08:00:00Z",
      "2026-05-20T08:05:00Z",
      "2026-05-21T08:06:00Z",
      "2026-05-22T08:00:00Z",
    );
    expect(await days(desk)).toEqual(["2026-05-20 1", "2026-05-21 5"]);
    expect(await journalOf(desk)).toEqual({
      rows: 7,
      days: 2,
      faults: [],
      clock: [{ seq: 4, from: "2026-05-21T08:00:00.000Z", to: "2026-05-20T08:05:00.000Z" }],
    });
  });

  test("a program that read the clock before it waited for another is no clock that was set back", async () => {
    const desk = await rowsAt("2026-05-20T08:00:10Z", "2026-05-20T08:00:00Z");
    expect((await journalOf(desk)).clock).toEqual([]);
  });

  test("the head of a day that was changed or removed is found", async () => {
    const desk = await rowsAt("2026-05-20T08:00:00Z", "2026-05-21T08:00:00Z");
    tamper(desk, `update journal_days set hash = '${"a".repeat(64)}'`);
    expect((await journalOf(desk)).faults).toMatchObject([{ kind: "day", seq: 1, day: "2026-05-20" }]);
    tamper(desk, "delete from journal_days");
    expect(told((await books(desk)).faults)).toEqual(['journal_days {"day":"2026-05-20"} removed 3 null']);
  });
});

describe("the journal itself", () => {
  const chain = async (): Promise<TemporaryStore> => {
    const desk = await temporaryStore();
    await desk.store.write(async ({ journal }) => {
      for (const [index, contract] of ["A", "B", "A", null, "B", "A"].entries())
        await journal.append({ ...row("tried", contract), subject: String(index), detail: { index } });
    });
    return desk;
  };
  const SWAP =
    "update journal set seq = 99 where seq = 2; update journal set seq = 2 where seq = 4; update journal set seq = 4 where seq = 99";
  const fault = { upTo: null, contract: null, day: null };

  test.each([
    ["an edited row", "update journal set staff = 'eve' where seq = 3", [{ ...fault, kind: "edited", seq: 3, contract: "A" }]],
    ["a removed row", "delete from journal where seq = 3", [{ ...fault, kind: "removed", seq: 3, upTo: 3 }]],
    ["three removed rows", "delete from journal where seq between 2 and 4", [{ ...fault, kind: "removed", seq: 2, upTo: 4 }]],
    ["the first row removed", "delete from journal where seq = 1", [{ ...fault, kind: "removed", seq: 1, upTo: 1 }]],
    ["rows cut off at the end", "delete from journal where seq >= 5", [{ ...fault, kind: "cutOff", seq: 5, upTo: 6 }]],
    [
      "two rows that changed places",
      SWAP,
      [
        { ...fault, kind: "moved", seq: 2, upTo: 4 },
        { ...fault, kind: "moved", seq: 4, upTo: 2, contract: "B" },
      ],
    ],
    [
      "an edited detail",
      `update journal_details set detail = '{"index":7}' where seq = 5`,
      [{ ...fault, kind: "detail", seq: 5, contract: "B" }],
    ],
    [
      "a contract's head",
      "update journal_heads set seq = 3 where chain = 'contract:A'",
      [{ ...fault, kind: "head", seq: 6, contract: "A" }],
    ],
    ["the head of all", "delete from journal_heads where chain = 'all'", [{ ...fault, kind: "head", seq: 6 }]],
  ])("%s is named once, with its place", async (_, sql, expected) => {
    const desk = await chain();
    tamper(desk, sql);
    expect((await journalOf(desk)).faults).toEqual(expected);
  });

  test("lists are filtered by contract, person, act and time, the latest when there are too many", async () => {
    const desk = await chain();
    const list = (filter: Parameters<Parameters<Parameters<typeof desk.store.read>[0]>[0]["journal"]["list"]>[0]) =>
      desk.store.read(async ({ journal }) => {
        const { rows, count } = await journal.list(filter);
        return [rows.map(({ seq }) => seq), count];
      });
    expect(await list({ contract: "A" })).toEqual([[1, 3, 6], 3]);
    expect(await list({ limit: 2 })).toEqual([[5, 6], 6]);
    expect(await list({ staff: "eve" })).toEqual([[], 0]);
    expect(await list({ act: "tri" })).toEqual([[], 0]);
    expect(await list({ act: "tried", since: NOON })).toEqual([[1, 2, 3, 4, 5, 6], 6]);
    expect(await list({ since: instant("2026-05-20T09:00:01Z") })).toEqual([[], 0]);
  });
});
