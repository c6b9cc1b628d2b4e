/** A month on one page for the coffee table: what was thanked for, promised, learnt, disputed and given; no customer is named. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { textOf } from "../support/read-document.ts";
import { bringBack, type Clerk, clerk, STORIES, withPin } from "../support/story-desk.ts";

const DAY = "2026-06-16T09:00:00Z";
const NEXT_DAY = "2026-06-17T12:00:00Z";
const MONTH_OVER = "2026-07-01T06:00:00Z";
let desk: Clerk;

beforeAll(async () => {
  desk = await clerk();
  await withPin(desk, DAY, "--new-pin-fd", "desk staff pin mira");
  await bringBack(desk, "event");
  const { number } = STORIES.event;
  await withPin(desk, DAY, "--pin-fd", `invoice concede ${number} C1 --amount 5,00 --reason goodCustomer --yes`);
  await desk.done(DAY, `invoice ${number} --agreed-only --yes`);
  await desk.done(DAY, `desk cases open ${number} --letter --words`, ["Tallrikarna var redan spruckna."]);
  await desk.done(NEXT_DAY, "desk cases reply A-1 --told", ["Vi gick igenom protokollet tillsammans."]);
  const learnt = ["--learnt", "Plates get a photo at the hand-over."];
  await desk.done(NEXT_DAY, "desk cases close A-1 --changed", ["product Dinner plate", "--done", "Talked it over.", ...learnt]);
  await desk.done(DAY, `desk cases open ${number} --letter --words`, ["Räkningen kom sent."]);
  await desk.done(DAY, `desk promises add part ${number} --by 2026-06-17`, ["--words", "Two missing screws"]);
  await desk.done(NEXT_DAY, "desk promises keep S-1");
  await desk.done(DAY, `desk promises add apology ${number} --by 2026-06-18`, ["--words", "A call from Mira"]);
  await desk.done(DAY, `desk feedback add ${number} --mood good --words`, ["Underbart trevlig personal, tack."]);
}, 120_000);
afterAll(() => desk.close());

test("facts of the month, as data and on one page", async () => {
  const ran = await desk.done(MONTH_OVER, "desk review 2026-06 --out june.pdf --json");
  expect(ran.json()).toEqual({
    schemaVersion: 1,
    month: "2026-06",
    answers: { kept: 1, missed: [{ case: "A-2", due: "2026-06-17" }] },
    promises: { kept: 1, missed: [{ promise: "S-2", remedy: "apology", due: "2026-06-18", words: "A call from Mira" }] },
    taught: [{ case: "A-1", lesson: { changed: "product", name: "Dinner plate" }, learnt: "Plates get a photo at the hand-over." }],
    best: { case: "A-1", owner: "mira", minutes: 27 * 60, learnt: "Plates get a photo at the hand-over." },
    // The cloth with a hole that was there before.
    disputed: [{ clause: "5.3", count: 1 }],
    concessions: [{ reason: "goodCustomer", count: 1, given: { cents: 500, currency: "EUR" } }],
    returns: { count: 1, clean: 0 },
    thanks: { count: 1, said: ["Underbart trevlig personal, tack."] },
    path: join(desk.root, "june.pdf"),
  });
  const text = await textOf(await readFile(join(desk.root, "june.pdf")));
  for (const words of [
    "June 2026 at the desk",
    "Underbart trevlig",
    "answered within 27 hours",
    "Dinner plate was changed",
    "Clause 5.3: once",
  ])
    expect(text).toContain(words);
  for (const name of ["Norrskärs", "Lena", STORIES.event.number]) expect(text).not.toContain(name);
});

test("a month without anything is calm, too; one that has not begun is refused", async () => {
  const ran = await desk.done(MONTH_OVER, "desk review 2026-01 --dry-run --json");
  expect(ran.json()).toMatchObject({ answers: { kept: 0, missed: [] }, taught: [], best: null, disputed: [], returns: { count: 0 } });
  expect((await desk.run(DAY, "desk review 2026-07")).stderr).toContain("2026-07");
  expect((await desk.run(DAY, "desk review June")).exitCode).toBe(1);
});
