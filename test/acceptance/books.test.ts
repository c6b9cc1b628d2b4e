/** A month's end as the bookkeeper gets it: the stories' bills, a payment, and what is wrong when a number is missing. */
import { execFileSync } from "node:child_process";
import { cp, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { databasePath } from "../../src/storage/open-store.ts";
import { bringBack, type Clerk, clerk } from "../support/story-desk.ts";

let desk: Clerk;
const JULY = "2026-07-15T08:00:00Z";

beforeAll(async () => {
  desk = await clerk();
  await bringBack(desk, "party");
  await bringBack(desk, "event");
  await desk.done("2026-05-18T11:30:00Z", "invoice 2026-0117 --yes");
  await desk.done("2026-06-15T09:30:00Z", "invoice 2026-0142 --yes");
  await desk.done("2026-05-29T08:00:00Z", "invoice pay 2026-0117 --amount 10,00 --on 2026-05-28 --how card --yes");
}, 120_000);
afterAll(() => desk.close());

const tableOf = async (folder: string, name: string): Promise<Record<string, string>[]> =>
  parse(await readFile(join(folder, name)), { bom: true, delimiter: ";", columns: true });
const cents = (figure = ""): number => Number(figure.replace(",", "") || 0);

test("entries balance, VAT and open items are the bills', and the folder checks itself", async () => {
  const ran = await desk.done(JULY, "desk books 2026-05 --out books");
  const folder = join(desk.root, "books", "books-2026-05");
  expect((await readdir(folder)).sort()).toEqual([
    "documents",
    "entries.csv",
    "manifest.sha256",
    "numbers.csv",
    "open-items.csv",
    "payments.csv",
    "vat.csv",
  ]);
  expect(ran.stdout).toContain(`Written to ${folder}\n`);
  execFileSync("sha256sum", ["--check", "--strict", "--quiet", "manifest.sha256"], { cwd: folder });

  const bill = (await desk.done(JULY, "invoice show 2026-0117 --json")).json<{
    documents: {
      number: string;
      total: { cents: number };
      vat: { treatment: string; base: { cents: number }; tax: { cents: number } }[];
    }[];
    settlement: { toPay: { cents: number }; reference: string };
  }>();
  const entries = await tableOf(folder, "entries.csv");
  for (const voucher of new Set(entries.map(({ Kind, Voucher }) => `${Kind} ${Voucher}`))) {
    const rows = entries.filter(({ Kind, Voucher }) => `${Kind} ${Voucher}` === voucher);
    const side = (name: string): number => rows.reduce((sum, row) => sum + cents(row[name]), 0);
    expect(side("Debit")).toBe(side("Credit"));
  }
  const receivable = entries
    .filter(({ Account }) => Account === "1700")
    .reduce((sum, row) => sum + cents(row.Debit) - cents(row.Credit), 0);
  expect(receivable).toBe(bill.settlement.toPay.cents - 1000);
  expect(new Set(entries.map(({ Voucher }) => Voucher))).toEqual(
    new Set([...bill.documents.map(({ number }) => number), bill.documents.map(({ number }) => number).join(" ")]),
  );
  const vat = await tableOf(folder, "vat.csv");
  const sums = bill.documents.flatMap((document) => document.vat);
  expect(vat.map((row) => [cents(row["Taxable amount"]), cents(row.VAT)])).toEqual(sums.map(({ base, tax }) => [base.cents, tax.cents]));
  expect(await tableOf(folder, "open-items.csv")).toMatchObject([
    { Customer: "Aino Mäkelä", Contract: "2026-0117", Reference: bill.settlement.reference },
  ]);
  expect(await tableOf(folder, "payments.csv")).toMatchObject([{ Day: "2026-05-28", How: "card", Amount: "10,00" }]);
  expect((await readdir(join(folder, "documents"))).length).toBe(1);
});

test("a month shows only what is its own; without --out nothing is written", async () => {
  const june = (await desk.done(JULY, "desk books 2026-06 --json")).json<{
    vouchers: { contract: string }[];
    open: { contract: string }[];
  }>();
  expect(new Set(june.vouchers.map(({ contract }) => contract))).toEqual(new Set(["2026-0142"]));
  expect(june.open.map(({ contract }) => contract)).toContain("2026-0117");
  const now = await desk.done("2026-06-20T08:00:00Z", "desk books 2026-06");
  expect(now.stderr).toBe("The month is not over yet: more may come.\ndesk books 2026-06 --out FOLDER writes tables and documents\n");
});

test("what is paid out of a deposit is booked against the deposits held", async () => {
  await bringBack(desk, "clean");
  await desk.done("2026-07-06T09:00:00Z", "invoice 2026-0163 --yes");
  await desk.done("2026-07-07T09:00:00Z", "invoice refunds 2026-0163 --cash --yes");
  const july = (await desk.done(JULY, "desk books 2026-07 --json")).json<{
    vouchers: { kind: string; entries: { account: string; debit: { cents: number }; credit: { cents: number } }[] }[];
  }>();
  const booked = july.vouchers
    .find(({ kind }) => kind === "payout")
    ?.entries.map(({ account, debit, credit }) => [account, debit.cents, credit.cents]);
  expect(booked).toEqual([
    ["depositsHeld", 5000, 0],
    ["cash", 0, 5000],
  ]);
});

test.each(["2026-13", "May", "2026-5", "../2026-05"])("%s is no month", async (month) => {
  const refused = await desk.run(JULY, "desk books", [month]);
  expect([refused.exitCode, refused.stderr]).toEqual([1, `error: ${month} names no month.\ntry: desk books 2026-05\n`]);
});

test("a month to come is refused", async () => {
  expect((await desk.run(JULY, "desk books 2026-08")).stderr).toBe("error: 2026-08 is still to come.\ntry: name a month that has begun\n");
});

test("a document that somebody cut out of the database is missed by its number", async () => {
  const whole = join(desk.root, "whole");
  await cp(desk.data, whole, { recursive: true });
  const database = new BetterSqlite3(databasePath(desk.data));
  const triggers = database.prepare("select name from sqlite_master where type = 'trigger'").pluck().all() as string[];
  database.pragma("foreign_keys = off");
  for (const trigger of triggers) database.exec(`drop trigger ${trigger}`);
  database.exec("delete from billed_documents where billing_id = 1; delete from billings where id = 1;");
  database.close();
  const books = await desk.run(JULY, "desk books 2026-06");
  await rm(desk.data, { recursive: true });
  await rename(whole, desk.data);
  expect(books.exitCode).toBe(1);
  expect(books.stderr).toContain("error: Numbers are missing from the books.\n");
  expect(books.stderr).toMatch(/Damages statement: 2 numbers were given and 1 documents are in the books/u);
});
