/** Double entry over months in which everything happens: what the tables say together holds to the cent. */
import { execFileSync } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FullMonth, fullMonth, HOSTILE_NAME } from "../support/full-month.ts";
import { codesOn, textOfPages } from "../support/read-document.ts";

const MONTHS = ["2026-05", "2026-06", "2026-07", "2026-08"] as const;
const NOW = "2026-09-01T09:00:00Z";
const TABLES = ["entries", "vat", "open-items", "payments", "numbers"] as const;

type Row = Record<string, string>;
type Tables = Record<(typeof TABLES)[number], Row[]>;

interface Money {
  readonly cents: number;
}
interface Vat {
  readonly treatment: string;
  readonly rate: number | null;
  readonly base: Money;
  readonly tax: Money;
}
interface Listed {
  readonly billings: readonly {
    readonly issuedOn: string;
    readonly contract: string;
    readonly inspection: string;
    readonly documents: readonly { readonly number: string; readonly total: Money; readonly vat: readonly Vat[] }[];
  }[];
  readonly creditNotes: readonly {
    readonly number: string;
    readonly issuedOn: string;
    readonly total: Money;
    readonly vat: readonly Vat[];
  }[];
}

let month: FullMonth;
let listed: Listed;
const books = new Map<string, Tables>();

const folderOf = (name: string): string => join(month.desk.home, "books", `books-${name}`);

async function tablesOf(name: string): Promise<Tables> {
  const table = async (file: string): Promise<Row[]> =>
    parse(await readFile(join(folderOf(name), `${file}.csv`)), { bom: true, delimiter: ";", columns: true, record_delimiter: "\r\n" });
  return Object.fromEntries(await Promise.all(TABLES.map(async (file) => [file, await table(file)]))) as Tables;
}

const cents = (figure: string | undefined): number => Number((figure ?? "").replace(",", ""));
const total = (rows: readonly Row[], column: string): number => rows.reduce((sum, row) => sum + cents(row[column]), 0);
const entriesUntil = (last: string): Row[] => MONTHS.filter((name) => name <= last).flatMap((name) => books.get(name)?.entries ?? []);
/** Debit less credit. */
const balanceOf = (rows: readonly Row[], account: string): number => {
  const own = rows.filter(({ Account }) => Account === account);
  return total(own, "Debit") - total(own, "Credit");
};
const tableOf = (name: string, table: keyof Tables): Row[] => books.get(name)?.[table] ?? [];

beforeAll(async () => {
  month = await fullMonth();
  const before = await month.run("2026-08-01T09:00:00Z", "desk books 2026-07 --json");
  expect(before.exitCode).toBe(0);
  await month.creditHold();
  for (const name of MONTHS) {
    const ran = await month.run(NOW, `desk books ${name} --out books`);
    expect([ran.exitCode, ran.stderr]).toEqual([0, ""]);
    books.set(name, await tablesOf(name));
  }
  // The runs of numbers, and that it is closed, are all that a month tells of later ones.
  const { series: _, closing, ...july } = (await month.run(NOW, "desk books 2026-07 --json")).json<{ series: unknown; closing: object }>();
  expect({ ...july, series: before.json().series, closing: null }).toEqual(before.json());
  expect(closing).toMatchObject({ month: "2026-07", to: "2026-07-31" });
  listed = (await month.run(NOW, "invoice list --json")).json<Listed>();
}, 240_000);
afterAll(() => month.desk.close());

describe.each(MONTHS)("%s", (name) => {
  test("debit is credit in every voucher, and each row has one of them", () => {
    const vouchers = new Map<string, Row[]>();
    for (const row of tableOf(name, "entries")) {
      const key = [row.Day, row.Kind, row.Voucher, row.Contract].join("|");
      vouchers.set(key, [...(vouchers.get(key) ?? []), row]);
      expect([row.Debit, row.Credit].filter((side) => side !== "")).toHaveLength(1);
      expect(cents(row.Debit) + cents(row.Credit)).toBeGreaterThan(0);
    }
    for (const rows of vouchers.values()) expect(total(rows, "Debit")).toBe(total(rows, "Credit"));
  });

  test("VAT is the documents' less the credit notes', and what was booked on sales", () => {
    const within = ({ issuedOn }: { readonly issuedOn: string }): boolean => issuedOn.startsWith(name);
    const sums = new Map<string, [number, number]>();
    const enter = (vat: readonly Vat[], sign: 1 | -1): void => {
      for (const { rate, base, tax } of vat) {
        const key = rate === null ? "" : `${rate / 100}0`.replace(".", ",");
        const [bases, taxes] = sums.get(key) ?? [0, 0];
        sums.set(key, [bases + sign * base.cents, taxes + sign * tax.cents]);
      }
    };
    for (const { documents } of listed.billings.filter(within)) for (const { vat } of documents) enter(vat, 1);
    for (const { vat } of listed.creditNotes.filter(within)) enter(vat, -1);
    const report = tableOf(name, "vat");
    expect(new Map(report.map((row) => [row["VAT %"], [cents(row["Taxable amount"]), cents(row.VAT)]]))).toEqual(sums);
    const entries = tableOf(name, "entries");
    for (const row of report) {
      const own = entries.filter((entry) => entry["VAT %"] === row["VAT %"] && entry["VAT category"] !== "" && entry.Kind !== "Reminder");
      const [tax, sales] = [own.filter(({ Account }) => Account === "2939"), own.filter(({ Account }) => Account !== "2939")];
      expect(total(sales, "Credit") - total(sales, "Debit")).toBe(cents(row["Taxable amount"]));
      expect(total(tax, "Credit") - total(tax, "Debit")).toBe(cents(row.VAT));
    }
  });

  test("receivables and deposits at its end are the open items", () => {
    const open = tableOf(name, "open-items");
    const owed = total(open, "Open") + total(open, "On card hold") - total(open, "To give back") + total(open, "Of that, deposit");
    expect(balanceOf(entriesUntil(name), "1700")).toBe(owed);
  });

  test("bank, cash and card are the payments, holds taken and payouts", () => {
    const entries = tableOf(name, "entries");
    const money = ["1910", "1900", "1930"].reduce((sum, account) => sum + balanceOf(entries, account), 0);
    const vouchers = (kind: string): number =>
      total(
        entries.filter(({ Kind, Account }) => Kind === kind && /^19/u.test(Account ?? "")),
        "Credit",
      );
    const taken = total(
      entries.filter(({ Kind, Account }) => Kind === "Deposit set off" && Account === "1930"),
      "Debit",
    );
    expect(money).toBe(total(tableOf(name, "payments"), "Amount") + taken - vouchers("Payout"));
  });

  test("the folder is whole: each PDF once, under its number, as the archive holds it", async () => {
    const folder = folderOf(name);
    execFileSync("sha256sum", ["--check", "--strict", "--quiet", "manifest.sha256"], { cwd: folder });
    const bills = listed.billings
      .filter(({ issuedOn }) => issuedOn.startsWith(name))
      .map(({ documents, inspection }) => `${documents.length > 0 ? documents.map(({ number }) => number).join("_") : inspection}.pdf`);
    const notes = listed.creditNotes.filter(({ issuedOn }) => issuedOn.startsWith(name)).map(({ number }) => `${number}.pdf`);
    const reminded = listed.billings
      .filter(({ contract }) => contract.startsWith("reminded"))
      .map(({ documents }) => `${documents.map(({ number }) => number).join("_")}_1.pdf`);
    const found = await readdir(join(folder, "documents")).catch(() => []);
    expect(found.sort()).toEqual([...bills, ...notes, ...(name === "2026-07" ? reminded : [])].sort());
  });

  test("every cell is safe in a spreadsheet, in the form that a Finnish one opens", async () => {
    for (const file of TABLES) {
      const text = await readFile(join(folderOf(name), `${file}.csv`), "utf8");
      expect(text.startsWith("\uFEFF")).toBe(true);
      const rows: string[][] = parse(text, { bom: true, delimiter: ";", record_delimiter: "\r\n" });
      for (const cell of rows.flat()) expect(cell).toMatch(/^(?!\s*[=+@＝＋＠])(?!\s*-(?!\d+,\d\d$))(?![\t\r\n])/u);
      for (const figure of rows.flat().filter((cell) => /^-?\d+[.,]\d+$/u.test(cell))) expect(figure).toMatch(/^-?\d+,\d\d$/u);
    }
  });
});

test("July has seen everything", () => {
  const entries = tableOf("2026-07", "entries");
  expect(new Set(entries.map(({ Kind }) => Kind))).toEqual(
    new Set(["Invoice", "Damages statement", "Credit note", "Deposit set off", "Payment", "Payout", "Reminder"]),
  );
  expect(new Set(entries.map(({ Account }) => Account))).toEqual(
    new Set(["1700", "2890", "1910", "1900", "1930", "2939", "3510", "3030", "3590", "9110"]),
  );
  expect(tableOf("2026-07", "payments").filter(({ Amount }) => cents(Amount) < 0)).toMatchObject([
    { Reason: expect.stringMatching(/^'@SUM/u) },
  ]);
  expect(tableOf("2026-07", "open-items").map(({ Customer }) => Customer)).toContain(`'${HOSTILE_NAME}`);
});

test("what is still open is named with what it is", () => {
  const standing = Object.fromEntries(
    tableOf("2026-07", "open-items").map((row) => [
      row.Contract,
      [row.Open, row["On card hold"], row["To give back"], row["Of that, deposit"]],
    ]),
  );
  const none = "0,00";
  expect(standing).toEqual({
    "all-in-order": [none, none, "50,00", "50,00"],
    corrected: [none, none, "64,90", none],
    "credited-in-part": [none, none, "5,00", none],
    "hold-released": ["199,70", none, none, none],
    "hold-taken": ["150,63", none, none, none],
    "hold-waits": [none, "194,70", none, none],
    "paid-before-the-bill": ["200,63", none, none, none],
    "paid-over": [none, none, "50,30", none],
    // 150.63 and a fee of 12.00 with interest of 0.63 by the half-year's rate.
    "reminded-firm": ["163,26", none, none, none],
    "taken-back": ["230,63", none, none, none],
    "under-paid": ["0,01", none, none, none],
  });
});

interface Payment {
  readonly iban: string;
  readonly reference: string;
  readonly barcode: string;
  readonly qr: string;
  readonly dueDate: string;
  readonly amount: Money;
}

test.each(["under-paid", "hold-taken", "reminded-firm"])(
  "what a phone reads off the stored page of %s is what the record says",
  async (contract) => {
    const { payment, pdf } = (await month.run(NOW, `invoice show ${contract} --json`)).json<{ payment: Payment; pdf: { path: string } }>();
    const bytes = await readFile(pdf.path);
    const pages = (await textOfPages(bytes)).length;
    const found = (await Promise.all(Array.from({ length: pages }, (_, page) => codesOn(bytes, page + 1)))).flat().map(({ text }) => text);
    expect(found.sort()).toEqual([payment.barcode, payment.qr].sort());
    const { iban, reference, barcode, qr, dueDate, amount } = payment;
    const euros = String(amount.cents).padStart(8, "0");
    expect(barcode).toBe(`4${iban.slice(2)}${euros}000${reference.padStart(20, "0")}${dueDate.slice(2).replaceAll("-", "")}`);
    const lines = qr.split("\n");
    expect([lines[6], lines[7], lines[9], lines[11]]).toEqual([
      iban,
      `EUR${(amount.cents / 100).toFixed(2)}`,
      expect.stringMatching(new RegExp(`^RF\\d{2}${reference}$`, "u")),
      `ReqdExctnDt/${dueDate}`,
    ]);
  },
);

test("no number is missing", () => {
  expect(tableOf("2026-08", "numbers").map(({ Count, Missing }) => [Number(Count), Missing])).toEqual([
    [16, ""],
    [16, ""],
    [8, ""],
  ]);
});
