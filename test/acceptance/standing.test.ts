/** "No, thank you": a talk first, then a lead's word with a letter, the customer's answer beside it, and the day it is looked at again. */
import { closeSync, openSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Ran } from "../support/run-program.ts";
import { type Clerk, clerk, FIXTURES, textOfFile } from "../support/story-desk.ts";

const NOW = "2026-05-20T09:00:00Z";
const PIN = "471147";
const NAME = "Aino Mäkelä";
let desk: Clerk;

/** Signed in as Mira, who owns the desk; with her PIN on a descriptor of its own. */
async function pinned(at: string, typed: string, more: readonly string[] = [], flag = "--pin-fd"): Promise<Ran> {
  await writeFile(join(desk.root, "pin"), `mira:${PIN}\n`);
  const fd = openSync(join(desk.root, "pin"), "r");
  try {
    return await desk.run(at, typed, [...more, flag, String(fd)]);
  } finally {
    closeSync(fd);
  }
}

/** The party's contract under another number. */
async function another(number: string): Promise<string> {
  const text = await readFile(join(FIXTURES, "party", "contract.yaml"), "utf8");
  const path = join(desk.root, `${number}.yaml`);
  await writeFile(
    path,
    text.replace("2026-0117", number).replace(/^terms:.*$/mu, `terms: ${join(FIXTURES, "terms", "furniture-and-tableware.yaml")}`),
  );
  return path;
}
const told = ({ exitCode, stderr }: Ran): readonly [number, string] => [exitCode, stderr.split("\n")[0] ?? ""];
const DECLINE = ["--reason", "Kolme palautusta tuli yli viikon myöhässä", "--review", "2026-11-30"];

beforeAll(async () => {
  desk = await clerk();
  await desk.done(NOW, "contracts add", [join(FIXTURES, "party", "contract.yaml")]);
  await pinned(NOW, "desk staff pin mira", [], "--new-pin-fd");
  await pinned(NOW, "desk staff add", ["Onni Salo", "--role", "clerk"]);
}, 60_000);
afterAll(() => desk.close());

test("without a talk nobody is told no, and a clerk alone tells nobody", async () => {
  expect(told(await pinned(NOW, "desk customers decline", [NAME, ...DECLINE]))).toEqual([
    1,
    "error: There has been no talk with Aino Mäkelä yet: that comes first.",
  ]);
  const agreed = ["--agreed", "Palautus tuodaan sovittuna päivänä", "--on", "2026-05-19"];
  expect((await desk.done(NOW, "desk customers talk --as onni", [NAME, ...agreed])).stdout).toContain("talked with");
  expect((await desk.run(NOW, "desk customers decline --as onni", [NAME, ...DECLINE])).exitCode).not.toBe(0);
  expect(told(await pinned(NOW, "desk customers decline", [NAME, "--reason", "x", "--review", "2029-01-01"]))).toEqual([
    1,
    "error: It is looked at again on a day from tomorrow to 2028-05-20, not on 2029-01-01.",
  ]);
});

test("a lead's no comes with a letter, and the next contract stops for the clerk's eyes until somebody lets it through", async () => {
  const said = (await pinned(NOW, "desk customers decline --json", [NAME, ...DECLINE])).json<{
    letter: { path: string };
    mailed: boolean;
  }>();
  expect(said.mailed).toBe(false);
  const letter = (await textOfFile(said.letter.path)).replace(/\s+/gu, " ");
  for (const part of [
    "Vuokraamisesta meiltä",
    "Juttelimme 19.5.2026 siitä, miten yhteistyö sujuisi paremmin, ja sovimme: Palautus tuodaan sovittuna päivänä.",
    "Kolme palautusta tuli yli viikon myöhässä.",
    "Katsomme asiaa uudelleen 30.11.2026.",
    "Mira Lahti",
  ])
    expect(letter).toContain(part);
  const next = await another("2026-0200");
  expect(told(await desk.run(NOW, "contracts add --as onni", [next]))).toEqual([
    1,
    "error: For your eyes: for now we make no new agreements with Aino Mäkelä. Reason: Kolme palautusta tuli yli viikon myöhässä. Mira Lahti answers for it and looks at it again on 2026-11-30.",
  ]);
  expect((await desk.run(NOW, "contracts add --as onni --let-through", [next])).exitCode).not.toBe(0);
  expect((await pinned(NOW, "contracts add --let-through", [next])).exitCode).toBe(0);
});

test("the customer's answer stands beside the reason, and the day comes up by itself", async () => {
  await desk.done(NOW, "desk customers answer", [NAME, "--words", "Auto oli kummallakin kerralla rikki."]);
  const shown = (await desk.done(NOW, "desk customers standing", [NAME])).stdout;
  expect(shown).toContain("the customer answered: Auto oli kummallakin kerralla rikki.");
  expect(shown).toContain("contract 2026-0200 was registered all the same");
  const later = "2026-11-30T09:00:00Z";
  expect((await desk.done(later, "contracts list")).stderr).toContain("customers to review 1");
  expect((await desk.done(later, "desk today --json")).json<{ reviews: unknown }>().reviews).toEqual([
    { name: NAME, reviewOn: "2026-11-30", responsible: "mira" },
  ]);
  expect((await pinned(later, "desk customers review --until 2027-05-31", [NAME])).exitCode).toBe(0);
  expect((await desk.done(later, "desk today --json")).json<{ reviews: unknown }>().reviews).toEqual([]);
  expect((await pinned(later, "desk customers review --welcome", [NAME])).exitCode).toBe(0);
  await desk.done(later, "contracts add --as onni", [await another("2026-0300")]);
});

test("a hard contact is marked without a name, and its sums are for leads", async () => {
  await desk.done(NOW, "desk customers hard --as onni");
  await desk.done(NOW, "desk customers hard 2026-0117 --as onni");
  expect((await desk.run(NOW, "desk customers hard --sums --as onni")).exitCode).not.toBe(0);
  expect((await pinned(NOW, "desk customers hard --sums --json")).json<{ months: unknown }>().months).toEqual([
    { month: "2026-05", count: 2 },
  ]);
  const rows = (await desk.done(NOW, "desk journal --json")).json<{ entries?: unknown; rows?: unknown }>();
  const marked = JSON.stringify(rows).match(/\{[^{}]*contact\.hard[^{}]*\}/gu) ?? [];
  expect([marked.length, marked.some((row) => row.includes("onni"))]).toEqual([2, false]);
});
