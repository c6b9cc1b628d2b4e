/** A list for people on a terminal, aligned; for programs, tab-separated. */
import { plain } from "../../kernel/text.ts";

/** Tabs and line ends in a cell would break the row. */
const cell = (text: string): string => plain(text.replace(/[\t\r\n]+/gu, " "));

export const tabSeparated = (rows: readonly (readonly string[])[]): string => rows.map((row) => row.map(cell).join("\t")).join("\n");

/** What stands in a cell without a value, also among figures. */
const NOTHING = "–";

/** What stands on a row's further lines begins this far in. */
const INDENT = 4;

/** Columns that stand on one line of a terminal; what has no room stands on a line below. */
function bandsOf(widths: readonly number[], room: number): number[][] {
  const bands: number[][] = [[]];
  let used = -2;
  widths.forEach((width, column) => {
    if (used + 2 + width > room && used > 0) {
      bands.push([]);
      used = INDENT - 2;
    }
    bands.at(-1)?.push(column);
    used += 2 + width;
  });
  return bands;
}

/**
 * Columns as wide as their widest cell; a column of figures is aligned right. Cells longer than `widest` end in an ellipsis.
 * @param room the terminal's columns: a wider row stands on several lines, so that the terminal breaks none.
 */
export function aligned(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  widest = 40,
  room = Number.POSITIVE_INFINITY,
): string[] {
  const cut = (text: string): string => (text.length > widest ? `${text.slice(0, widest - 1)}…` : text);
  const cells = [head, ...rows].map((row) => row.map((text) => cut(cell(text))));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? "").length)));
  const isFigure = (text = ""): boolean => /^[−-]?[\d \u00A0\u202F.,]*\d(?:\s?[€%])?$/u.test(text);
  const numeric = head.map(
    (_, column) => rows.some((row) => isFigure(row[column])) && rows.every((row) => isFigure(row[column]) || row[column] === NOTHING),
  );
  const bands = bandsOf(widths, room);
  const shown = (row: readonly string[], column: number): string => {
    const [text, width] = [row[column] ?? "", widths[column] ?? 0];
    return numeric[column] ? text.padStart(width) : text.padEnd(width);
  };
  return cells.flatMap((row) =>
    bands.map((band, index) => `${" ".repeat(index === 0 ? 0 : INDENT)}${band.map((column) => shown(row, column)).join("  ")}`.trimEnd()),
  );
}
