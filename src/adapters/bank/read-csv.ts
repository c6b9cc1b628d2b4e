/** Payments as a table that somebody downloaded from the bank: columns found by their headings, whatever stands before them. */
import { parse } from "csv-parse/sync";
import type { BankFile, BankTransaction } from "../../app/ports/bank-file.ts";
import { type Day, parseDay } from "../../kernel/dates.ts";
import { UserError } from "../../kernel/errors.ts";
import { type Cents, cents } from "../../kernel/money.ts";
import { plain } from "../../kernel/text.ts";
import { type Column, findColumns } from "./csv-headings.ts";
import { transactionNamer } from "./identity.ts";

/** How far down the headings may stand. */
const LINES_BEFORE = 20;

interface Table {
  readonly columns: Partial<Record<Column, number>>;
  readonly before: readonly (readonly string[])[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

/** @throws UserError `bank-file-unknown` without headings we know; `bank-file-row` for a row that has no day or sum. */
export function readCsv(text: string, name: string): BankFile {
  const table = tableOf(text);
  if (table === null) throw new UserError("bank-file-unknown", { path: name });
  const named = transactionNamer();
  const account = accountAbove(table.before);
  const transactions: BankTransaction[] = [];
  const foreign: { currency: string; amount: string; payer: string | null }[] = [];
  let debits = 0;
  for (const { line, cells } of table.rows) {
    const cell = (column: Column): string | null => bare(cells[table.columns[column] ?? -1] ?? "", column) || null;
    const amount = parseSigned(cell("amount"));
    const currency = cell("currency");
    const bookedOn = parseBankDay(cell("day"));
    if (bookedOn === null || amount === null) throw new UserError("bank-file-row", { path: name, line });
    if (currency !== null && !/^(?:EUR|€)$/iu.test(currency))
      foreign.push({ currency, amount: cell("amount") ?? "", payer: cell("payer") });
    else if (amount <= 0) debits += 1;
    else {
      const [reference, message, payer, bankReference] = [cell("reference"), cell("message"), cell("payer"), cell("bankReference")];
      transactions.push(named({ kind: "payment", account, bookedOn, amount, reference, message, payer, bankReference }));
    }
  }
  return { name, format: "csv", transactions, leftOut: { debits, pending: 0, foreign } };
}

/** Some banks put marks around digits so that Excel keeps their zeros, a dash for nothing, and a label before the reference. */
function bare(text: string, column: Column): string {
  const value = plain(text)
    .trim()
    .replace(/^=?(["'])(.*)\1$/u, "$2")
    .trim();
  if (value === "-") return "";
  return column === "reference" ? value.replace(/^(?:ref|viite|viitenumero|referens)\.?\s*[=:]\s*/iu, "") : value;
}

function tableOf(text: string): Table | null {
  for (const delimiter of [";", "\t", ","]) {
    const records = recordsOf(text, delimiter);
    const head = records?.slice(0, LINES_BEFORE).findIndex(({ cells }) => findColumns(cells) !== null) ?? -1;
    const columns = findColumns(records?.[head]?.cells ?? []);
    if (records && columns) return { columns, before: records.slice(0, head).map(({ cells }) => cells), rows: records.slice(head + 1) };
  }
  return null;
}

/** Null when the text is no such table: an open quotation mark, say. */
function recordsOf(text: string, delimiter: string): Table["rows"] | null {
  try {
    const options = { delimiter, bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true } as const;
    const parsed = parse(text, options) as unknown as readonly { info: { lines: number }; record: string[] }[];
    return parsed
      .filter(({ record }) => record.some((cell) => cell !== ""))
      .map(({ info, record }) => ({ line: info.lines, cells: record }));
  } catch {
    return null;
  }
}

/** Some banks write the account above the table. */
function accountAbove(rows: readonly (readonly string[])[]): string | null {
  const cells = rows.flat().map((cell) => cell.replace(/\s/gu, "").toUpperCase());
  return cells.map((cell) => /(?:^|:)(FI\d{16})$/u.exec(cell)?.[1]).find((iban) => iban !== undefined) ?? null;
}

/** `12,50`, `+1 234,50`, `-12.50`, `1.234,50`, `1,234.50`; null for what could be read two ways, such as `1.234`. */
export function parseSigned(text: string | null): Cents | null {
  const compact = (text ?? "").replace(/[\s\u00A0\u202F'’]|EUR|€/gu, "").replace("−", "-");
  const match = /^([+-]?)(\d{1,12}|\d{1,3}(?:[.]\d{3})+(?=,)|\d{1,3}(?:,\d{3})+(?=[.]))(?:[.,](\d{1,2}))?$/u.exec(compact);
  if (!match) return null;
  const value = Number((match[2] as string).replace(/\D/gu, "")) * 100 + Number((match[3] ?? "").padEnd(2, "0"));
  return cents(match[1] === "-" ? -value : value);
}

/** `1.6.2026`, `01/06/2026`, `2026-06-01`, `2026/06/01`, `20260601`. */
export function parseBankDay(text: string | null): Day | null {
  const [, d, m, y] = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/u.exec(text ?? "") ?? [];
  const [, year = y, month = m, date = d] = /^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})$/u.exec(text ?? "") ?? [];
  if (year === undefined || month === undefined || date === undefined) return null;
  return parseDay(`${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`);
}
