/** A clock that was set back: said before a bill is issued, by the doctor, and afterwards by whoever verifies. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { bringBack, type Clerk, clerk, STORIES, withPin } from "../support/story-desk.ts";

const { number } = STORIES.party;
const YESTERDAY = "2026-05-18T12:00:00Z";
const LATER = "2026-05-19T12:00:00Z";
let desk: Clerk;
beforeAll(async () => {
  desk = await clerk();
  await bringBack(desk, "party");
  await desk.done("2026-05-19T08:00:00Z", "desk staff add Onni --role clerk");
});
afterAll(() => desk.close());

const keys = async (at: string): Promise<readonly string[]> =>
  (await desk.run(at, "desk doctor --json")).json<{ findings: { key: string }[] }>().findings.map(({ key }) => key);

test("the doctor tells while it is behind, in both languages, and no longer", async () => {
  expect(await keys(YESTERDAY)).toContain("clock.behind");
  const told = async (language: string): Promise<string> =>
    (await desk.run(YESTERDAY, "desk doctor", [], { env: { RETURNDESK_LANGUAGE: language } })).stdout;
  expect(await told("en")).toContain("the journal’s last entry is of");
  expect(await told("fi")).toContain("mutta lokin viimeinen merkintä on");
  expect(await keys(LATER)).not.toContain("clock.behind");
});

test("a bill that is issued all the same is warned of, and the verification names the row", async () => {
  expect((await desk.done(YESTERDAY, `invoice ${number} --preview`)).stderr).not.toContain("This computer says");
  expect((await desk.done(YESTERDAY, `invoice ${number} --yes`)).stderr).toContain("This computer says it is");
  const { clockSetBack, faults } = (await desk.done(LATER, "contracts verify --json")).json<{
    journal: { clockSetBack: { to: string }[]; faults: unknown[] };
  }>().journal;
  expect([clockSetBack.map(({ to }) => to), faults]).toEqual([[YESTERDAY.replace("Z", ".000Z")], []]);
  expect((await desk.run(LATER, "invoice --all --yes")).stderr).not.toContain("This computer says");
});

test("so is a reminder, a credit note and a correction", async () => {
  const late = "2026-07-20T08:00:00Z";
  await withPin(desk, late, "--new-pin-fd", "desk staff pin mira");
  const before = "2026-07-19T08:00:00Z";
  const told = async (at: string, typed: string): Promise<boolean> => (await desk.done(at, typed)).stderr.includes("This computer says");
  const dry = await desk.done(before, `invoice remind ${number} --dry-run`);
  expect(dry.stderr.split("\n")).toEqual([
    'No reference rate of 2026H2 is known, so no interest is charged for its days. An owner adds what the Bank of Finland announced to desk.json: "interest": { "2026H2": "2,5 %" }',
    "This was a dry run: nothing was stored.",
    "",
  ]);
  expect(await told(before, `invoice remind ${number} --yes`)).toBe(true);
  const credited = await withPin(desk, "2026-07-18T08:00:00Z", "--pin-fd", `invoice credit ${number} C6 --reason Kiitos --yes`);
  expect(credited.stderr).toContain("This computer says");
  const counted = "lines: [{ product: plate-dinner, missing: 1 }]\n";
  await desk.done("2026-07-18T08:00:00Z", `inspect amend ${number} --reason Laskettu --answers -`, [], counted);
  expect(await told("2026-07-17T08:00:00Z", `invoice correct ${number} --preview`)).toBe(false);
  expect(await told("2026-07-17T08:00:00Z", `invoice correct ${number} --yes`)).toBe(true);
});
