/** A month that was written for the bookkeeper stays as it was written: what comes late for it stands in the month that is open. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bringBack, type Clerk, clerk } from "../support/story-desk.ts";

let desk: Clerk;

beforeAll(async () => {
  desk = await clerk();
  await bringBack(desk, "party");
  await desk.done("2026-05-18T11:30:00Z", "invoice 2026-0117 --yes");
  await desk.done("2026-06-03T08:00:00Z", "desk books 2026-05 --out closed");
  await desk.done("2026-06-09T08:00:00Z", "invoice pay 2026-0117 --amount 10,00 --on 2026-05-28 --how card --yes");
}, 120_000);
afterAll(() => desk.close());

const plainSpaces = (text: string): string => text.replaceAll("\u00A0", " ");
const textOf = (folder: string, month: string, name: string): Promise<string> =>
  readFile(join(desk.root, folder, `books-${month}`, name), "utf8");
const tableOf = async (folder: string, month: string, name: string): Promise<Record<string, string>[]> =>
  parse(await textOf(folder, month, name), { bom: true, delimiter: ";", columns: true });

test("is said to be closed when it is written, and that once", async () => {
  const journal = await desk.done("2026-06-09T09:00:00Z", "desk journal --act books");
  expect(journal.stdout).toContain("books of 2026-05 closed");
  const again = await desk.done("2026-06-09T09:00:00Z", "desk books 2026-05 --out again");
  expect(plainSpaces(again.stderr)).toBe(
    "2026-05 was closed on 3 June 2026 at 11:00 (Mira Lahti).\nSince then one voucher with a day in 2026-05 has come. It is in 2026-06.\n",
  );
  expect((await desk.done("2026-06-09T09:00:00Z", "desk journal --act books --json")).json<{ rows: unknown[] }>().rows).toHaveLength(1);
});

test.each(["entries.csv", "vat.csv", "open-items.csv", "payments.csv"])("writes the same %s again", async (name) => {
  expect(await textOf("again", "2026-05", name)).toBe(await textOf("closed", "2026-05", name));
});

test("a late payment stands in the open month with its own day, and names the month", async () => {
  const ran = await desk.done("2026-07-02T08:00:00Z", "desk books 2026-06 --out closed");
  expect(ran.stdout).toContain("\n2026-06 is closed now. Entries that come later for its days go to the month that is open then.\n");
  expect(ran.stderr).toBe(
    "One voucher belongs to days of 2026-05, which was closed when it came. The table of entries says so on the line.\n",
  );
  expect(await tableOf("closed", "2026-06", "payments.csv")).toMatchObject([
    { Day: "2026-05-28", Amount: "10,00", "Late, for": "2026-05" },
  ]);
  const entries = await tableOf("closed", "2026-06", "entries.csv");
  expect(entries.map((row) => [row.Day, row.Kind, row.Debit, row.Credit, row["Late, for"]])).toEqual([
    ["2026-05-28", "Payment", "10,00", "", "2026-05"],
    ["2026-05-28", "Payment", "", "10,00", "2026-05"],
  ]);
});

test("what is open at the end agrees with the entries so far", async () => {
  const cents = (figure = ""): number => Number(figure.replace(",", "") || 0);
  const receivable = async (month: string) =>
    (await tableOf("closed", month, "entries.csv"))
      .filter(({ Account }) => Account === "1700")
      .reduce((sum, row) => sum + cents(row.Debit) - cents(row.Credit), 0);
  const open = async (month: string) => cents((await tableOf("closed", month, "open-items.csv"))[0]?.Open);
  expect(await open("2026-05")).toBe(await receivable("2026-05"));
  expect(await open("2026-06")).toBe((await receivable("2026-05")) + (await receivable("2026-06")));
});

test("--dry-run and a month that goes on close nothing, and an earlier month is closed with a later one", async () => {
  await desk.done("2026-08-02T08:00:00Z", "desk books 2026-07 --out dry --dry-run");
  const going = await desk.done("2026-08-02T08:00:00Z", "desk books 2026-08 --out going");
  expect(going.stderr).toBe("The month is not over yet: more may come.\n");
  const july = (await desk.done("2026-08-02T08:00:00Z", "desk books 2026-07 --json")).json<{ closing: unknown }>();
  expect(july.closing).toBeNull();
  const april = await desk.run("2026-08-02T08:00:00Z", "desk books 2026-04", [], { env: { RETURNDESK_LANGUAGE: "fi" } });
  expect(plainSpaces(april.stderr)).toContain("2026-04 suljettiin kuukauden 2026-05 mukana 3.6.2026 klo 11.00 (Mira Lahti).\n");
});
