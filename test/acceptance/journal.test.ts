/** `desk journal` after a return has been billed, and the words for every act that the program knows. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readCatalogue } from "../../src/storage/templates.ts";
import { bringBack, type Clerk, clerk } from "../support/story-desk.ts";

const NOW = "2026-05-19T08:00:00Z";
let desk: Clerk;
beforeAll(async () => {
  desk = await clerk();
  await bringBack(desk, "party");
  await desk.done("2026-05-18T12:00:00Z", "invoice 2026-0117 --yes");
});
afterAll(() => desk.close());

const lines = async (typed: string, more: readonly string[] = []): Promise<string[]> =>
  (await desk.done(NOW, typed, more)).stdout.trimEnd().split("\n").slice(1);
const what = (line: string): string => line.split("\t")[3] as string;

test("who did what when, the newest last, with the names that people know", async () => {
  expect((await lines("desk journal --contract 2026-0117")).map(what)).toEqual([
    "contract registered",
    "signed copy archived, version 1",
    "hand-over R-1 began",
    "hand-over R-1 finished",
    "record of R-1 handed out",
    "walkthrough R-2 began",
    "walkthrough R-2 finished",
    "record of R-2 handed out",
    "bill L-2026-0001, K-2026-0001 issued",
    "bill L-2026-0001, K-2026-0001 set as a PDF",
  ]);
  const all = await lines("desk journal");
  expect(all.filter((line) => line.includes("the desk itself")).map(what)).toEqual([
    "head of the day 2026-05-01 kept",
    "head of the day 2026-05-15 kept",
  ]);
  expect(all.at(-1)).toBe("2026-05-18T12:00:00.000Z\tMira Lahti\t2026-0117\tbill L-2026-0001, K-2026-0001 set as a PDF");
});

test("it is narrowed by day, person and act", async () => {
  const acts = async (typed: string) => (await lines(typed)).map(what);
  expect(await acts("desk journal --since 2026-05-18 --act return")).toEqual(["walkthrough R-2 began", "walkthrough R-2 finished"]);
  expect(await acts("desk journal --since today")).toEqual([]);
  expect(await acts("desk journal --staff nobody")).toEqual([]);
  expect((await desk.run(NOW, "desk journal --since yesterday")).exitCode).toBe(2);
  expect((await desk.run(NOW, "desk journal --contract 1")).exitCode).toBe(1);
  const { count, rows } = (await desk.done(NOW, "desk journal --act billing --json")).json<{ count: number; rows: { act: string }[] }>();
  expect([count, rows.map(({ act }) => act)]).toEqual([2, ["billing.issued", "billing.rendered"]]);
});

/** As the sources write them; `${kind}` and the like stand for what their types allow. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  [`$\{kind}`]: ["handover", "return"],
  [`dispute.$\{outcome}`]: ["dispute.agreed", "dispute.dropped"],
  [`card-hold.$\{outcome}`]: ["card-hold.taken", "card-hold.released"],
  [`case.$\{event.kind}`]: [
    ...["opened", "heard", "mailing", "unsent", "acknowledged", "drafted", "replied", "noted", "handOver", "accepted", "closed"].map(
      (kind) => `case.${kind}`,
    ),
  ],
  [`promise.$\{event.kind}`]: ["promise.made", "promise.moved", "promise.kept", "promise.missed", "promise.reopened"],
  [`standing.$\{added.event.kind}`]: ["talked", "declined", "told", "answered", "reviewed", "welcome", "letThrough"].map(
    (kind) => `standing.${kind}`,
  ),
  [`letter.$\{`]: ["letter.sent", "letter.unsent", "letter.unsure", "letter.printed"],
};

test("there are words for every act, in both languages", async () => {
  const folder = join(import.meta.dirname, "../../src/app");
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".ts"));
  const sources = (await Promise.all(files.map((name) => readFile(join(folder, name), "utf8")))).join("\n");
  const written = [...sources.matchAll(/\bact(?::| =) [`"]([a-zA-Z-]*\.?[^`"]*\.[^`"]+|letter\.\$\{[^`]*)[`"]/gu)].map(
    (match) => match[1] as string,
  );
  const acts = written.flatMap((act) => {
    const found = Object.entries(KINDS).find(([start]) => act.startsWith(start));
    if (!found) return [act];
    return found[0] === `$\{kind}` ? found[1].map((kind) => act.replace(`$\{kind}`, kind)) : found[1];
  });
  expect(acts.length).toBeGreaterThan(25);
  for (const language of ["en", "fi"] as const) {
    const texts = readCatalogue("staff", language);
    expect(acts.filter((act) => texts[`journal.act.${act}`] === undefined)).toEqual([]);
  }
});
