/** A return is amended after it was billed and paid: a credit note, a refund at the bank, and its end, with the programs alone. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bringBack, type Clerk, clerk, STORIES, textOfFile } from "../support/story-desk.ts";

const { number } = STORIES.party;
/** Whatever is missing has waited out its days. */
const BILLED = "2026-06-02T12:00:00Z";
const PAID = "2026-06-03T09:00:00Z";
const AMENDED = "2026-06-04T09:00:00Z";
const CORRECTED = "2026-06-05T09:00:00Z";
const LATER = "2026-06-08T09:00:00Z";

interface Money {
  readonly cents: number;
}
interface Corrected {
  readonly creditNotes: readonly {
    readonly number: string;
    readonly original: { readonly number: string };
    readonly total: Money;
    readonly effect: { readonly refund: Money };
  }[];
  readonly billings: readonly unknown[];
}

let desk: Clerk;
const path = (name: string): string => join(desk.root, name);

beforeAll(async () => {
  desk = await clerk();
  await bringBack(desk, "party");
  await desk.done(BILLED, `invoice ${number} --yes`);
  await desk.done(PAID, `invoice pay ${number} --yes`);
  await writeFile(path("recount.yaml"), "lines: [{ line: 1 }]\n");
  await desk.done(AMENDED, "inspect amend R-2 --answers", [path("recount.yaml"), "--reason", "Tuolit olivat ehjiä"]);
}, 180_000);
afterAll(() => desk.close());

/** What waits for a correction, as the list of bills and the doctor tell it. */
async function waiting(at: string) {
  const { uncorrected } = (await desk.done(at, "invoice list --json")).json<{ uncorrected: unknown }>();
  const { findings } = (await desk.run(at, "desk doctor --json")).json<{ findings: { key: string; values: unknown }[] }>();
  const list = (await desk.done(at, "invoice list")).stderr.trim();
  return { uncorrected, findings: findings.filter(({ key }) => key === "billings.uncorrected").map(({ values }) => values), list };
}

test("until then the list and the doctor name the contract", async () => {
  expect(await waiting(AMENDED)).toEqual({
    uncorrected: [{ contract: number, customer: "Aino Mäkelä" }],
    findings: [{ count: 1, contracts: number }],
    list: `Billed, and changed since: ${number} (Aino Mäkelä). \`invoice correct ${number}\``,
  });
});

test("what is less is credited with the reason, and what was paid is listed as a refund", async () => {
  const dry = (await desk.done(CORRECTED, `invoice correct ${number} --dry-run --json`)).json<Corrected>();
  const args = ["--reason", "Tuolit olivat ehjiä", "--yes", "--out", ".", "--json"];
  const done = (await desk.done(CORRECTED, `invoice correct ${number}`, args)).json<Corrected>();
  expect(done.creditNotes.map(({ total }) => total)).toEqual(dry.creditNotes.map(({ total }) => total));
  expect(done.creditNotes.map(({ original }) => original.number)).toEqual(["K-2026-0001"]);
  // What the chairs bore of the one waiver is on the table, the cups and the glass now, and is set against the credit: no further bill.
  expect(done.billings).toEqual([]);
  const text = await textOfFile(path(`${done.creditNotes[0]?.number}.pdf`));
  expect(text).toContain("Palautus on laskettu uudelleen: Tuolit olivat ehjiä");
  const refunds = (await desk.done(CORRECTED, "invoice refunds --json")).json<{ refunds: { due: Money }[] }>();
  const back = done.creditNotes.reduce((sum, { effect }) => sum + effect.refund.cents, 0);
  expect(refunds.refunds.map(({ due }) => due.cents)).toEqual([back]);
  expect(await waiting(CORRECTED)).toEqual({ uncorrected: [], findings: [], list: "" });
});

test("the refund is ordered in a file for the bank, undone, ordered again and paid", async () => {
  await desk.done(CORRECTED, "invoice refunds --yes --file", ["first.xml"]);
  expect(await readFile(path("first.xml"), "utf8")).toContain("pain.001.001");
  expect((await desk.run(CORRECTED, "invoice refunds --yes --file", ["twice.xml"])).exitCode).toBe(1);
  await desk.done(CORRECTED, "invoice refunds --undo", ["K-2026-0001"]);
  await desk.done(CORRECTED, "invoice refunds --yes --file", ["second.xml"]);
  await desk.done(LATER, "invoice refunds --paid", ["K-2026-0001"]);
  expect((await desk.done(LATER, "invoice refunds --json")).json()).toMatchObject({ refunds: [] });
});
