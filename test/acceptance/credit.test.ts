/** A bill is credited in part, then wholly, with the programs alone. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Ran } from "../support/run-program.ts";
import { bringBack, type Clerk, clerk, STORIES, textOfFile, withPin } from "../support/story-desk.ts";

const { number } = STORIES.party;
const BILLED = "2026-05-18T12:00:00Z";
const LATER = "2026-05-19T09:00:00Z";
const REASON = ["--reason", "Yksi tuoli löytyi ehjänä"];
let desk: Clerk;

const pinned = (flag: string, typed: string, more: readonly string[] = []): Promise<Ran> => withPin(desk, LATER, flag, typed, more);

beforeAll(async () => {
  desk = await clerk();
  await bringBack(desk, "party");
  await desk.done(BILLED, `invoice ${number} --yes`);
  await pinned("--new-pin-fd", "desk staff pin mira");
}, 60_000);
afterAll(() => desk.close());

interface Shown {
  readonly documents: readonly { readonly number: string; readonly total: { readonly cents: number } }[];
  readonly creditNotes: readonly {
    readonly number: string;
    readonly original: { readonly number: string };
    readonly total: { readonly cents: number };
    readonly pdf: { readonly path: string };
  }[];
}

const shown = async (): Promise<Shown> => (await desk.done(LATER, `invoice show ${number} --json`)).json<Shown>();

test("without a PIN nothing is credited, and a dry run shows what would be", async () => {
  const dry = await desk.done(LATER, `invoice credit ${number} --dry-run --json`, REASON);
  expect(dry.json()).toMatchObject({ preview: true });
  expect(await desk.run(LATER, `invoice credit ${number} --yes`, REASON)).toMatchObject({ exitCode: 2, stdout: "" });
  expect((await shown()).creditNotes).toEqual([]);
});

test("a part, then the rest; the PDF names the original, and nothing is left to credit", async () => {
  const [document] = (await shown()).documents;
  if (!document) throw new Error("nothing was billed");
  const first = await pinned("--pin-fd", `invoice credit ${document.number} C5 --amount 1,00 --yes --out .`, REASON);
  expect(first.stdout).toContain(`Credit note H-2026-0001 for ${document.number}, `);
  const text = await textOfFile(join(desk.root, "H-2026-0001.pdf"));
  expect(text).toContain("Hyvityslasku");
  expect(text).toContain(document.number);
  expect(text).toContain("Yksi tuoli löytyi ehjänä");
  await pinned("--pin-fd", `invoice credit ${document.number} --yes`, REASON);
  const { creditNotes } = await shown();
  expect(creditNotes.map(({ original }) => original.number)).toEqual([document.number, document.number]);
  expect(creditNotes.reduce((sum, { total }) => sum + total.cents, 0)).toBe(document.total.cents);
  const again = await desk.run(LATER, `invoice credit ${document.number} --dry-run`, REASON);
  expect([again.exitCode, again.stderr.split("\n")[0]]).toEqual([1, "error: Everything meant here has been credited already."]);
  expect((await desk.done(LATER, "invoice list")).stdout).toContain("H-2026-0001 H-2026-0002");
});

test("the doctor makes a lost PDF whole again", async () => {
  const [note] = (await shown()).creditNotes;
  await rm(note?.pdf.path ?? "");
  expect((await desk.done(LATER, "desk doctor --json")).json()).toMatchObject({
    findings: expect.arrayContaining([expect.objectContaining({ key: "copies.remade", values: { count: 1 } })]),
  });
});
