import { beforeEach, describe, expect, test } from "vitest";
import { instant } from "../../src/kernel/dates.ts";
import { NOON, type TemporaryStore, temporaryStore } from "../support/temporary-store.ts";

let temporary: TemporaryStore;
beforeEach(async () => {
  temporary = await temporaryStore();
  await temporary.store.write(async ({ journal }) => {
    for (const contract of ["A", "B", null, "A"]) {
      await journal.append({
        at: NOON,
        staff: "mira",
        contract,
        act: "tried",
        subject: `${contract}`,
        detail: { customer: "Aino Mäkelä" },
      });
    }
  });
});
const firstBroken = () => temporary.store.read(({ journal }) => journal.firstBroken());

test("rows come back by contract, without their details, each with a hash of its own", async () => {
  const rows = await temporary.store.read(({ journal }) => journal.of("A"));
  const row = { at: NOON, staff: "mira", contract: "A", act: "tried", subject: "A", hash: expect.stringMatching(/^[0-9a-f]{64}$/u) };
  expect(rows).toEqual([
    { ...row, seq: 1 },
    { ...row, seq: 4 },
  ]);
  expect(rows[0]?.hash).not.toBe(rows[1]?.hash);
  expect(await firstBroken()).toBeNull();
});

test("an empty journal holds, and its head stands before the first row", async () => {
  const { store } = await temporaryStore();
  expect(await store.read(({ journal }) => journal.firstBroken())).toBeNull();
  expect(await store.read(({ journal }) => journal.head())).toEqual({ seq: 0, hash: "0".repeat(64) });
});

test("the head is the last row of all, and any row can be looked up to hold a kept head against it", async () => {
  const { head, last, none } = await temporary.store.read(async ({ journal }) => ({
    head: await journal.head(),
    last: await journal.row(4),
    none: await journal.row(5),
  }));
  expect(last).toMatchObject({ seq: 4, contract: "A", subject: "A" });
  expect(head).toEqual({ seq: 4, hash: last?.hash });
  expect(none).toBeNull();
});

test("the chain goes on over many rows", { timeout: 180_000 }, async () => {
  await temporary.store.write(async ({ journal }) => {
    for (let index = 0; index < 2_500; index += 1) {
      await journal.append({ at: instant(new Date(index)), staff: "mira", contract: `${index % 7}`, act: "tried", subject: "x" });
    }
  });
  expect(await firstBroken()).toBeNull();
});

test.each(["update journal set staff = 'eve'", "delete from journal", "update journal_details set detail = '{}'"])(
  "the database refuses: %s",
  (sql) => {
    expect(() => temporary.raw().exec(sql)).toThrow(/only written on|never changed/u);
  },
);

describe("behind the triggers' back", () => {
  const tamper = (sql: string) => {
    const database = temporary.raw();
    database.pragma("foreign_keys = off");
    for (const trigger of ["journal_no_update", "journal_no_delete", "journal_details_no_update"]) database.exec(`drop trigger ${trigger}`);
    database.exec(sql);
  };

  test.each([
    ["a changed row", "update journal set staff = 'eve' where seq = 2", 2],
    ["a changed time", "update journal set at = '2026-05-21T09:00:00.000Z' where seq = 3", 3],
    ["a row moved to another contract", "update journal set contract = 'C' where seq = 4", 4],
    ["a row left out", "delete from journal where seq = 2", 2],
    ["rows cut off at the end", "delete from journal where seq >= 3", 3],
    ["all rows cut off", "delete from journal", 1],
    ["a changed detail", `update journal_details set detail = '{"customer":"Eve"}' where seq = 1`, 1],
    ["a detail with another salt", "update journal_details set salt = 'x' where seq = 4", 4],
    ["a forged hash", `update journal set hash = '${"a".repeat(64)}' where seq = 4`, 4],
  ])("%s breaks the chain there", async (_, sql, seq) => {
    tamper(sql);
    expect(await firstBroken()).toBe(seq);
  });

  test("a row made anew with its own right hash is named by what the next one says of it", async () => {
    const { createHash } = await import("node:crypto");
    const { canonicalJson } = await import("../../src/kernel/canonical-json.ts");
    const { hash: _, ...row } = temporary.raw().prepare("select * from journal where seq = 1").get() as Record<string, unknown>;
    const hash = createHash("sha256")
      .update(canonicalJson({ ...row, staff: "eve" }))
      .digest("hex");
    tamper(`update journal set staff = 'eve', hash = '${hash}' where seq = 1`);
    expect(await firstBroken()).toBe(1);
  });
});

test("a detail that was forgotten leaves the chain whole", async () => {
  temporary.raw().exec("delete from journal_details");
  expect(await firstBroken()).toBeNull();
});
