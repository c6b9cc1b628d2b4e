/** A card hold from the bill to the bookkeeper: taken when the customer's days to contest are over, never before. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bringBack, type Clerk, clerk, STORIES, withPin } from "../support/story-desk.ts";

let desk: Clerk;
const { number } = STORIES.event;
const BILLED = "2026-06-15T09:30:00Z";
const TOO_EARLY = "2026-06-28T09:00:00Z";
/** What the hold does not cover is asked for by the due day. */
let asked = 0;
const LATER = "2026-07-02T09:00:00Z";

interface Shown {
  readonly account: Record<"deposit" | "onHold" | "open" | "overpaid", { readonly cents: number }>;
}
const account = async (at: string) => {
  const { deposit, onHold, open } = (await desk.done(at, `invoice show ${number} --json`)).json<Shown>().account;
  return { deposit: deposit.cents, onHold: onHold.cents, open: open.cents };
};

const entriesOf = async (at: string, month: string) => {
  await desk.done(at, `desk books ${month} --out ${month}-${at.slice(0, 10)}`);
  const file = join(desk.root, `${month}-${at.slice(0, 10)}`, `books-${month}`, "entries.csv");
  const rows: Record<string, string>[] = parse(await readFile(file), { bom: true, delimiter: ";", columns: true });
  return rows.filter(({ Account }) => Account === "1930").map(({ Day, Debit }) => [Day, Debit]);
};

beforeAll(async () => {
  desk = await clerk();
  await bringBack(desk, "event");
  await desk.done(BILLED, `invoice ${number} --yes`);
  asked = (await account(BILLED)).open;
}, 120_000);
afterAll(() => desk.close());

test("is listed with the day from which it may be taken, covers the bill, and is no money yet", async () => {
  const { holds } = (await desk.done(TOO_EARLY, "invoice holds --json")).json<{ holds: Record<string, unknown>[] }>();
  expect(holds).toMatchObject([{ contract: number, notBefore: "2026-06-29", mayBeTaken: false }]);
  const held = holds[0]?.amount as { cents: number };
  expect(await account(TOO_EARLY)).toEqual({ deposit: held.cents, onHold: held.cents, open: asked });
  expect((await desk.done(TOO_EARLY, `invoice show ${number}`)).stdout.replace(/\s/gu, " ")).toContain(
    "is held on the card and may be taken from 29 June 2026",
  );
  expect(await entriesOf(TOO_EARLY, "2026-06")).toEqual([]);
});

test("is not taken before that day, nor off a terminal without --yes, nor together with letting it go", async () => {
  const early = await desk.run(LATER, `invoice holds ${number} --taken --on 2026-06-28 --yes --json`);
  expect(early).toMatchObject({ exitCode: 1 });
  expect(JSON.parse(early.stderr)).toMatchObject({ error: { code: "hold-too-early" } });
  expect((await desk.run(LATER, `invoice holds ${number} --taken`)).exitCode).toBe(2);
  expect((await desk.run(LATER, `invoice holds ${number} --taken --released --yes`)).exitCode).toBe(2);
  expect((await desk.run(LATER, "invoice holds --taken --yes")).exitCode).toBe(2);
  const dry = (await desk.done(LATER, `invoice holds ${number} --taken --dry-run --json`)).json<{ holds: unknown[] }>();
  expect(dry).toMatchObject({ dryRun: true, holds: [{ outcome: "taken", on: "2026-07-02" }] });
  expect((await account(LATER)).onHold).toBeGreaterThan(0);
});

test("is taken once; then it is money, in the account and in the books of that month", async () => {
  const held = (await account(LATER)).onHold;
  const taken = await desk.done(LATER, `invoice holds ${number} --taken --on 2026-07-01 --yes`);
  expect(taken.stdout.replace(/\s/gu, " ")).toContain("was taken from the card on 1 July 2026");
  expect(await account(LATER)).toEqual({ deposit: held, onHold: 0, open: asked });
  const again = await desk.run(LATER, `invoice holds ${number} --released --yes --json`);
  expect([again.exitCode, JSON.parse(again.stderr)]).toMatchObject([1, { error: { code: "hold-none" } }]);
  const sum = `${Math.floor(held / 100)},${String(held % 100).padStart(2, "0")}`;
  expect(await entriesOf(LATER, "2026-07")).toEqual([["2026-07-01", sum]]);
  expect(await entriesOf(LATER, "2026-06")).toEqual([]);
  expect((await desk.done(LATER, "invoice holds --json")).json()).toMatchObject({ holds: [] });
});

test("credited after it was taken, the sum goes back as money", async () => {
  const before = (await desk.done(LATER, "invoice refunds --json")).json<{ refunds: unknown[] }>();
  expect(before.refunds).toEqual([]);
  const held = (await account(LATER)).deposit;
  const { documents } = (await desk.done(LATER, `invoice show ${number} --json`)).json<{ documents: { number: string }[] }>();
  await withPin(desk, LATER, "--new-pin-fd", "desk staff pin mira");
  for (const document of documents)
    await withPin(desk, LATER, "--pin-fd", `invoice credit ${document.number} --yes`, ["--reason", "Sovittu."]);
  const { refunds } = (await desk.done(LATER, "invoice refunds --json")).json<{ refunds: { due: { cents: number } }[] }>();
  expect(refunds.map(({ due }) => due.cents)).toEqual([held]);
});
