/** Tables for a Finnish spreadsheet: UTF-8 with its mark, semicolons, lines ended as Windows does. */

/** A text, or a figure that a spreadsheet reckons with. */
export type CsvCell = string | { readonly figure: string };

/** A cell that begins like a formula would be run when the file is opened; an apostrophe before it makes it a text. */
const FORMULA = /^[\s\u00A0]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

function cellText(cell: CsvCell): string {
  if (typeof cell !== "string") return cell.figure;
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[";\r\n]|^\s|\s$/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const MARK = "\uFEFF";

export const csvText = (head: readonly string[], rows: readonly (readonly CsvCell[])[]): string =>
  `${MARK}${[head, ...rows].map((row) => `${row.map(cellText).join(";")}\r\n`).join("")}`;
