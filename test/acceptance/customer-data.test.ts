/** A customer asks what we hold of them, and to be forgotten: everything is handed out, and what no law keeps goes. */
import { execFileSync } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bringBack, type Clerk, clerk, STORIES, withPin } from "../support/story-desk.ts";

const DAY = "2026-05-20T09:00:00Z";
const LATER = "2026-06-20T09:00:00Z";
const TWO_YEARS_ON = "2028-06-21T09:00:00Z";
const SEVEN_YEARS_ON = "2033-01-03T09:00:00Z";
const { number } = STORIES.party;
const SAID = "Kupit olivat haljenneet jo laatikossa.";
const NOTED = "Soitti kolmesti, ystävällinen.";
const OTHERS = "Naapurin juhlissa oli kova meteli.";
const AGREED = "Astiat huuhdellaan ennen palautusta.";
const ASKED = "Pyysi kympin pois pesusta.";
interface Open {
  readonly documents: readonly string[];
  readonly account: { readonly open: { readonly cents: number } };
}
let desk: Clerk;

beforeAll(async () => {
  desk = await clerk();
  await withPin(desk, DAY, "--new-pin-fd", "desk staff pin mira");
  await bringBack(desk, "party");
  await desk.done(DAY, `invoice ${number} --yes`);
  await desk.done(DAY, `desk cases open ${number} --letter --words`, [SAID]);
  await desk.done(DAY, "desk cases note A-1", [NOTED]);
  await desk.done(DAY, `invoice ask ${number} --note`, [ASKED]);
  // Somebody else writes about the same contract.
  await writeFile(join(desk.root, "other.eml"), `From: seppo@elsewhere.example\nSubject: ${number}\nMessage-ID: <1@x>\n\n${OTHERS}\n`);
  await desk.done(DAY, "desk cases take other.eml --no-acknowledge");
  await desk.done(DAY, `desk customers talk ${number} --agreed`, [AGREED]);
}, 120_000);
afterAll(() => desk.close());

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
const held = (...texts: readonly string[]): boolean[] => texts.map((text) => everyText().includes(text));

test("everything is handed out: a page that explains it, the papers, and all of it as data", async () => {
  const ran = await desk.done(DAY, `desk customers export ${number} --out mine --json`);
  expect(ran.json()).toMatchObject({ customer: "Aino Mäkelä", contracts: [number], damaged: [] });
  const folder = join(desk.root, "mine");
  expect((await readdir(folder)).sort()).toEqual([
    ".returndesk-export",
    "README.txt",
    "SHA256SUMS",
    `contract-${number}`,
    "data.json",
    "other",
  ]);
  execFileSync("sha256sum", ["--check", "--quiet", "SHA256SUMS"], { cwd: folder });
  const page = await readFile(join(folder, "README.txt"), "utf8");
  for (const words of ["Asiakkaan tiedot: Aino Mäkelä", `contract-${number}`, "kuusi vuotta"]) expect(page).toContain(words);
  const { tables } = JSON.parse(await readFile(join(folder, "data.json"), "utf8")) as {
    tables: Record<string, readonly Record<string, unknown>[]>;
  };
  expect(tables.contracts).toMatchObject([{ number, customer: "Aino Mäkelä" }]);
  expect(tables.case_words?.map(({ words }) => words)).toEqual(
    expect.arrayContaining([expect.objectContaining({ said: SAID }), { text: NOTED }]),
  );
  expect(tables.discount_asks).toMatchObject([{ contract: number, note: ASKED }]);
  expect(JSON.stringify(tables)).not.toContain(OTHERS);
  expect(tables.standing_words).toMatchObject([{ words: { agreed: AGREED } }]);
  expect(tables.journal?.length).toBeGreaterThan(5);
  // A second run goes on where one was stopped: of what is there only the journal has grown.
  const again = (await desk.done(DAY, `desk customers export ${number} --out mine --json`)).json<{ written: number; kept: number }>();
  expect(again.kept).toBeGreaterThan(again.written);
});

test("while the case is open its words stay; the note of what was asked for goes, the contract stays by law", async () => {
  const plan = (await desk.done(DAY, `desk customers forget ${number} --dry-run --json`)).json();
  expect(plan).toMatchObject({
    goes: [],
    stays: [{ contract: number, keptUntil: "2032-12-31" }],
    words: { cases: 0, promises: 0, asks: 1 },
  });
  const refused = await desk.run(DAY, `desk customers forget ${number} --yes --no-input`);
  expect([refused.exitCode, held(ASKED)]).toEqual([2, [true]]);
  await withPin(desk, DAY, "--pin-fd", `desk customers forget ${number} --yes`);
  expect(held(SAID, NOTED, ASKED)).toEqual([true, true, false]);
});

test("when it is closed its words may go; the books and the journal still hold", async () => {
  await desk.done(LATER, "desk cases reply A-1 --told", ["Kerroimme, mitä luovutuksessa kirjattiin."]);
  await desk.done(LATER, "desk cases close A-1 --changed nothing --done", ["Puhuttu."]);
  await desk.done(LATER, `invoice ask ${number} --note`, [ASKED]);
  await desk.done(LATER, "desk backup usb");
  const forgotten = await withPin(desk, LATER, "--pin-fd", `desk customers forget ${number} --yes`);
  expect(forgotten.stdout).toMatch(/2026-0117 until 31\sDecember\s2032/u);
  expect(forgotten.stderr).toContain("usb");
  expect(held(SAID, NOTED, ASKED, "Aino Mäkelä")).toEqual([false, false, false, true]);
  expect((await desk.done(LATER, "desk cases show A-1")).stdout).not.toContain(SAID);
  expect((await desk.done(LATER, "contracts verify --json")).json()).toMatchObject({ sound: true });
  expect((await desk.done(LATER, `desk customers forget ${number} --yes`)).stderr).toContain("nothing that may be forgotten");
});

test("the letter of a no goes with its words once the customer is welcome again, and is handed out before", async () => {
  const other = await clerk();
  try {
    await withPin(other, DAY, "--new-pin-fd", "desk staff pin mira");
    await bringBack(other, "party");
    await other.done(DAY, `desk customers talk ${number} --agreed`, [AGREED]);
    const reason = ["--reason", "Kolme myöhästynyttä palautusta", "--review", "2027-05-31", "--letter", "--yes"];
    await withPin(other, DAY, "--pin-fd", `desk customers decline ${number}`, reason);
    await other.done(DAY, `desk customers export ${number} --out mine`);
    const letters = (await readdir(join(other.root, "mine", "other"))).filter((name) => name.startsWith("letter-"));
    expect(letters).toHaveLength(1);
    await withPin(other, LATER, "--pin-fd", `desk customers review ${number} --welcome`);
    const stored = async () => (await readdir(join(other.data, "archive"), { recursive: true })).length;
    const before = await stored();
    await withPin(other, LATER, "--pin-fd", `desk customers forget ${number} --yes`);
    expect(await stored()).toBeLessThan(before);
    expect((await other.done(LATER, "contracts verify --json")).json()).toMatchObject({ sound: true });
  } finally {
    await other.close();
  }
});

test("notes older than 24 months go when a lead says so, and the doctor asks for it", async () => {
  await desk.done(LATER, `invoice ask ${number} --note`, [ASKED]);
  const advice = async (at: string) =>
    (await desk.run(at, "desk doctor --json")).json<{ findings: { key: string }[] }>().findings.filter(({ key }) => key === "notes.old")
      .length;
  expect([await advice("2028-05-19T09:00:00Z"), await advice(TWO_YEARS_ON)]).toEqual([0, 1]);
  expect((await desk.done(TWO_YEARS_ON, "desk customers expire --dry-run")).stdout).toBe(
    "2 notes about customers are older than 24 months.\n",
  );
  await withPin(desk, TWO_YEARS_ON, "--pin-fd", "desk customers expire --yes");
  expect([held(ASKED, AGREED), await advice(TWO_YEARS_ON)]).toEqual([[false, false], 0]);
});

test("when the years are over the contract goes with all that hangs on it", async () => {
  await desk.done(LATER, `invoice ${number} --yes`);
  const { settlements } = (await desk.done(LATER, "invoice list --open --json")).json<{ settlements: Open[] }>();
  for (const { documents, account } of settlements)
    await desk.done(LATER, `invoice pay ${documents[0]} --amount ${account.open.cents / 100}`);
  const plan = (await desk.done(SEVEN_YEARS_ON, `desk customers forget ${number} --dry-run --json`)).json<{
    goes: { contract: string }[];
  }>();
  expect(plan.goes.map(({ contract }) => contract)).toEqual([number]);
  await withPin(desk, SEVEN_YEARS_ON, "--pin-fd", `desk customers forget ${number} --yes`);
  expect(held("Mäkelä")).toEqual([false]);
});
