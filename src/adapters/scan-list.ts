/** A table of scans: which file is whose contract's copy, and who signed it when. Columns are found by their headings. */
import { parse } from "csv-parse/sync";
import { type Day, parseDay } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import { plain } from "../kernel/text.ts";

export interface ListedScan {
  /** As written, from the list's own folder. */
  readonly file: string;
  readonly contract: string | null;
  readonly signedBy: string | null;
  readonly signedOn: Day | null;
  /** What is wrong with the row; null where it can be used. */
  readonly refused: UserError | null;
}

const HEADINGS = {
  file: ["file", "tiedosto", "path", "polku"],
  contract: ["contract", "sopimus", "number", "sopimusnumero", "numero"],
  signedBy: ["signedby", "signed by", "allekirjoittaja"],
  signedOn: ["signedon", "signed on", "allekirjoitettu", "allekirjoituspäivä"],
} as const;
type Column = keyof typeof HEADINGS;

/** Spreadsheets write UTF-8 with its mark, or the code page of Windows. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

function recordsOf(text: string, delimiter: string): readonly (readonly string[])[] | null {
  try {
    return parse(text, { delimiter, bom: true, relax_column_count: true, skip_empty_lines: true, trim: true }) as string[][];
  } catch {
    return null;
  }
}

function columnsOf(head: readonly string[]): Readonly<Record<Column, number>> | null {
  const titles = head.map((title) => title.toLowerCase());
  const at = (column: Column): number => titles.findIndex((title) => (HEADINGS[column] as readonly string[]).includes(title));
  const columns = { file: at("file"), contract: at("contract"), signedBy: at("signedBy"), signedOn: at("signedOn") };
  return columns.file >= 0 && columns.contract >= 0 ? columns : null;
}

/** `2026-05-15`, also as Finns write it: `15.5.2026`. */
function dayOf(text: string): Day | null {
  const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/u.exec(text) ?? [];
  return parseDay(year === undefined ? text : `${year}-${month?.padStart(2, "0")}-${day?.padStart(2, "0")}`);
}

/** @param name for messages. @throws UserError `scan-list-unknown` without the headings that are needed. */
export function readScanList(bytes: Uint8Array, name: string): readonly ListedScan[] {
  const text = decoded(bytes);
  for (const delimiter of [";", ",", "\t"]) {
    const [head = [], ...rows] = recordsOf(text, delimiter) ?? [];
    const columns = columnsOf(head);
    if (columns !== null) return rows.filter((row) => row.some((cell) => cell !== "")).map((row) => rowOf(row, columns));
  }
  throw new UserError("scan-list-unknown", { path: plain(name) });
}

function rowOf(row: readonly string[], columns: Readonly<Record<Column, number>>): ListedScan {
  const cell = (column: Column): string | null => (row[columns[column]] ?? "") || null;
  const given = cell("signedOn");
  const signedOn = given === null ? null : dayOf(given);
  const wrong = given !== null && signedOn === null ? new UserError("scan-list-day", { given: plain(given).slice(0, 40) }) : null;
  const file = cell("file") ?? "";
  const refused = file === "" ? new UserError("scan-list-no-file") : wrong;
  return { file, contract: cell("contract"), signedBy: cell("signedBy"), signedOn, refused };
}
