/** Seven years later: what need not be kept goes, with both copies and every word; what is still open stays. */
import { closeSync, openSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Ran } from "../support/run-program.ts";
import { bringBack, type Clerk, clerk, FIXTURES, STORIES } from "../support/story-desk.ts";

const BILLED = "2026-07-06T12:00:00Z";
const PAID = "2026-07-08T12:00:00Z";
const LAST_DAY = "2032-12-31T10:00:00Z";
const AFTER = "2033-01-03T10:00:00Z";
let desk: Clerk;

async function withPin(at: string, flag: string, typed: string): Promise<Ran> {
  const file = join(desk.root, "pin");
  await writeFile(file, "mira:471147\n");
  const fd = openSync(file, "r");
  try {
    return await desk.done(at, typed, [flag, String(fd)]);
  } finally {
    closeSync(fd);
  }
}

interface Shown {
  readonly account: { readonly open: { readonly cents: number } };
}

beforeAll(async () => {
  desk = await clerk();
  await withPin(PAID, "--new-pin-fd", "desk staff pin mira");
  for (const story of ["party", "event", "clean"] as const) {
    await bringBack(desk, story);
    await desk.done(BILLED, `invoice ${STORIES[story].number} --yes --out ${story}.pdf`);
  }
  const { number } = STORIES.party;
  await desk.done(BILLED, `inspect fault ${number} late --line 1 --days 1 --seen-by Aino`);
  await withPin(BILLED, "--pin-fd", `invoice reduce ${number} --fault V-1 --sum 5,00 --yes`);
  const { account } = (await desk.done(PAID, `invoice show ${STORIES.party.number} --json`)).json<Shown>();
  await desk.done(PAID, `invoice pay ${STORIES.party.number} --amount ${account.open.cents / 100}`);
  await desk.done(PAID, `invoice refunds ${STORIES.clean.number} --cash`);
  await desk.done(PAID, "desk feedback invite");
  await desk.done(PAID, `desk feedback add ${number} --mood good --words Kiitos --name Aino`);
  await desk.done(PAID, `invoice export ${STORIES.party.number} --format finvoice --out .`);
  await desk.done(BILLED, "desk backup usb");
  await desk.done(PAID, "desk backup usb");
  await desk.done(PAID, "desk backup cellar");
}, 180_000);
afterAll(() => desk.close());

interface Listed {
  readonly contracts: readonly { readonly contract: string; readonly keptUntil: string; readonly keptFor: string | null }[];
}
const listed = async (at: string): Promise<Listed["contracts"]> =>
  (await desk.done(at, "contracts expire --json")).json<Listed>().contracts;

/** Every text in the database. */
function everyText(): string {
  const database = new Database(join(desk.data, "returndesk.sqlite"), { readonly: true });
  try {
    const tables = database.prepare("select name from sqlite_schema where type = 'table'").pluck().all() as string[];
    return JSON.stringify(tables.map((table) => database.prepare(`select * from "${table}"`).all()));
  } finally {
    database.close();
  }
}

/** Every file of both copies, and of what was made of them. */
async function everyFile(): Promise<readonly string[]> {
  const trees = [join(desk.data, "archive"), join(desk.mirror, "archive"), join(desk.data, "made")];
  const names = await Promise.all(trees.map((tree) => readdir(tree, { recursive: true, withFileTypes: true }).catch(() => [])));
  return names.flat().flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : []));
}

test("nothing is old enough on the last day of the sixth year", async () => {
  expect(await listed(LAST_DAY)).toEqual([]);
  const refused = await desk.run(LAST_DAY, `contracts expire ${STORIES.party.number} --yes`);
  expect(refused).toMatchObject({ exitCode: 1, stdout: "" });
  expect(refused.stderr).toContain("is kept until 2032-12-31");
});

test("the day after, what is settled may go, and what is open stays", async () => {
  expect(await listed(AFTER)).toEqual([
    { contract: STORIES.party.number, customer: "Aino Mäkelä", lastOn: "2026-07-08", keptUntil: "2032-12-31", keptFor: null },
    { contract: STORIES.event.number, customer: expect.any(String), lastOn: "2026-07-06", keptUntil: "2032-12-31", keptFor: "stillOut" },
    { contract: STORIES.clean.number, customer: "Eleanor Whitfield", lastOn: "2026-07-08", keptUntil: "2032-12-31", keptFor: null },
  ]);
  const refused = await desk.run(AFTER, `contracts expire ${STORIES.event.number} --yes`);
  expect(refused).toMatchObject({ exitCode: 1, stdout: "" });
});

test("nothing goes without somebody who may, without a yes, or in a dry run", async () => {
  const before = everyText();
  expect(await desk.run(AFTER, "contracts expire --all --yes")).toMatchObject({ exitCode: 2, stdout: "" });
  expect((await desk.done(AFTER, "contracts expire --all --dry-run")).stdout).toContain(STORIES.party.number);
  expect(everyText()).toBe(before);
});

test("what goes is gone to the last word and byte, and the rest is whole", async () => {
  const files = await everyFile();
  expect(everyText()).toContain("Aino Mäkelä");
  const went = await withPin(AFTER, "--pin-fd", "contracts expire --all --yes");
  expect(went.stderr.trimEnd().split("\n")).toEqual([
    "They are still in backups made earlier, for as long as you keep those:",
    expect.stringMatching(/usb: 2 snapshots, 6\sJuly\s2026 to 8\sJuly\s2026$/u),
    expect.stringMatching(/cellar: a snapshot of 8\sJuly\s2026$/u),
  ]);
  expect(went.stdout).toMatch(/^2026-0117 was let go: \d+ files removed, kept until 31\sDecember\s2032\.$/mu);
  const text = everyText();
  for (const word of ["Aino", "aino", "Mäkelä", "makela", "Eleanor", "Whitfield", "whitfield"]) expect(text).not.toContain(word);
  expect(text).toContain("Lena Norrgård");
  const left = await everyFile();
  const gone = files.filter((file) => !left.includes(file));
  expect(gone.length).toBeGreaterThan(8);
  const kept = await Promise.all(left.map((file) => readFile(file, "latin1")));
  expect(kept.some((bytes) => bytes.includes("Aino"))).toBe(false);
  expect(await desk.done(AFTER, "contracts verify")).toMatchObject({ exitCode: 0 });
  expect((await desk.done(AFTER, "desk doctor --json")).json()).toMatchObject({
    findings: [{ key: "mirror.sameDisk" }, { key: "backup.old" }],
  });
  expect(await listed(AFTER)).toHaveLength(1);
});

test("its numbers count on: the books have no gap, and the contract's number is not given again", async () => {
  const books = (await desk.done(AFTER, "desk books 2026-07 --json --out .")).json<{ series: { runs: { missing: string[] }[] }[] }>();
  expect(books.series.flatMap(({ runs }) => runs.flatMap(({ missing }) => missing))).toEqual([]);
  const again = await desk.run(AFTER, "contracts add", [join(FIXTURES, "party", "contract.yaml")]);
  expect(again).toMatchObject({ exitCode: 1 });
  expect(again.stderr).toContain("2026-0117 was let go on 2033-01-03; its number is not given again.");
  expect((await desk.run(AFTER, `contracts show ${STORIES.party.number}`)).stderr).toBe(again.stderr);
});

test("a document of it that somebody still holds is known by its number, and the journal by its row", async () => {
  const ran = await desk.run(AFTER, "desk check", [join(desk.root, "party.pdf"), "--json"]);
  expect(ran.exitCode).toBe(1);
  expect(ran.json()).toMatchObject({
    proven: false,
    agrees: true,
    document: null,
    points: [
      { code: "identity.letGo", outcome: "open", values: { contract: STORIES.party.number, goneDay: "2033-01-03" } },
      { code: "journal.holds", outcome: "proved" },
    ],
  });
});

test("the database still refuses to remove what has no tombstone", () => {
  const database = new Database(join(desk.data, "returndesk.sqlite"));
  try {
    expect(() => database.exec("delete from billings")).toThrow("what is issued is never changed");
    expect(() => database.exec("delete from tombstones")).toThrow("a tombstone stays");
    const insert = "insert into tombstones values ('2026-0142', '2026-07-06', '2032-12-31', '[]', 0, '2031-01-01T00:00:00.000Z', 'x', 'x')";
    expect(() => database.exec(insert)).toThrow("CHECK constraint failed");
  } finally {
    database.close();
  }
});
