/** A list for people on a terminal, aligned; for programs, tab-separated. */
import { plain } from "../../kernel/text.ts";

/** Tabs and line ends in a cell would break the row. */
const cell = (text: string): string => plain(text.replace(/[\t\r\n]+/gu, " "));

export const tabSeparated = (rows: readonly (readonly string[])[]): string => rows.map((row) => row.map(cell).join("\t")).join("\n");

/** Columns as wide as their widest cell; a column of figures is aligned right. Cells longer than `widest` end in an ellipsis. */
export function aligned(head: readonly string[], rows: readonly (readonly string[])[], widest = 40): string[] {
  const cut = (text: string): string => (text.length > widest ? `${text.slice(0, widest - 1)}…` : text);
  const cells = [head, ...rows].map((row) => row.map((text) => cut(cell(text))));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? "").length)));
  const numeric = head.map(
    (_, column) => rows.length > 0 && rows.every((row) => /^[−-]?[\d \u00A0\u202F.,]*\d(?:\s?[€%])?$/u.test(row[column] ?? "")),
  );
  return cells.map((row) =>
    row
      .map((text, column) => (numeric[column] ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}
