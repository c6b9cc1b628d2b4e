/** Rows of text: paragraphs and columns. Heights are known before any page exists. */
import { CONTENT_RIGHT, MEASURE, PAGE, STYLE, type TextStyle } from "../look.ts";
import { type Branch, branch, heightOf, type Row } from "./flow.ts";
import type { Pen, TagOptions } from "./pen.ts";

/** From the top of a line to its baseline. */
const rise = (style: TextStyle): number => style.leading / 2 + style.size * 0.36;

export interface TextPlace {
  readonly x?: number;
  readonly width?: number;
  readonly tag?: string;
  readonly gap?: number;
}

/** Beyond this many lines a paragraph may go on over a page. */
const WHOLE_LINES = 6;

/** A text over the measure; a long one in pieces of which neither first nor last is a single line. */
export function paragraph(pen: Pen, text: string, style: TextStyle, under: Branch, place: TextPlace = {}): Row[] {
  const { x = PAGE.left, width = MEASURE, tag = "P", gap = 0 } = place;
  const lines = pen.lines(text, style, width);
  if (lines.length <= WHOLE_LINES) return [linesRow(lines, style, x, gap, tag, under)];
  const whole = branch(tag, under);
  const inner = lines.slice(2, -2).map((line) => [line]);
  return [lines.slice(0, 2), ...inner, lines.slice(-2)].map((part, index) =>
    linesRow(part, style, x, index === 0 ? gap : 0, "Span", whole),
  );
}

function linesRow(lines: readonly string[], style: TextStyle, x: number, gap: number, tag: string, under: Branch): Row {
  const paintLines = (pen: Pen, top: number): void =>
    lines.forEach((line, index) => {
      pen.write({ text: index < lines.length - 1 ? `${line} ` : line, style, x }, top + rise(style) + index * style.leading);
    });
  return {
    height: lines.length * style.leading,
    gap,
    paint: (pen, top, repeated) =>
      repeated ? pen.artifact(() => paintLines(pen, top)) : pen.tagged(tag, under, () => paintLines(pen, top)),
  };
}

/** One cell of a row of columns. */
export interface Cell {
  readonly text: string;
  readonly style: TextStyle;
  /** Left edge, or right edge where `align` is right. */
  readonly x: number;
  readonly width: number;
  readonly align?: "left" | "right";
  readonly tag?: string;
  readonly options?: TagOptions;
  /** Its element, where not all cells of the row belong to one. */
  readonly under?: Branch;
}

export interface CellsPlace {
  readonly gap?: number;
  /** Space above and below the text. */
  readonly padding?: number;
  /** A hairline at the foot of the row, over the width of the content. */
  readonly ruled?: boolean;
  readonly tag?: string;
}

/** Cells beside each other on a common first baseline, as one element (`TR` by default) of a branch. */
export function cells(pen: Pen, all: readonly Cell[], under: Branch, place: CellsPlace = {}): Row {
  const { gap = 0, padding = 0, ruled = false, tag = "TR" } = place;
  const set = all.filter((cell) => cell.text !== "").map((cell) => ({ ...cell, lines: pen.lines(cell.text, cell.style, cell.width) }));
  const baseline = Math.max(...set.map((cell) => rise(cell.style)));
  const height = Math.max(...set.map((cell) => cell.lines.length * cell.style.leading)) + 2 * padding;
  const paintCell = (to: Pen, cell: (typeof set)[number], top: number): void =>
    cell.lines.forEach((line, index) => {
      const { style, x, align = "left" } = cell;
      to.write(
        { text: index < cell.lines.length - 1 && align === "left" ? `${line} ` : line, style, x, align },
        top + padding + baseline + index * style.leading,
      );
    });
  return {
    height,
    gap,
    paint: (to, top, repeated) => {
      if (ruled) to.rule(PAGE.left, top + height - 0.6, CONTENT_RIGHT - PAGE.left);
      const row = branch(tag, under);
      for (const cell of set) {
        if (repeated) to.artifact(() => paintCell(to, cell, top));
        else to.tagged(cell.tag ?? "TD", cell.under ?? row, () => paintCell(to, cell, top), cell.options);
      }
    },
  };
}

/** Columns of rows beside each other, as one row that is never cut. Each stands where its rows say; they are read one column after the other. */
export function sideBySide(columns: readonly (readonly Row[])[]): Row {
  return {
    height: Math.max(...columns.map(heightOf)),
    gap: 0,
    paint: (pen, top, repeated) => {
      for (const rows of columns) {
        let y = top;
        for (const row of rows) {
          row.paint(pen, y + row.gap, repeated);
          y += row.gap + row.height;
        }
      }
    },
  };
}

/** A hairline with nothing to read. */
export const hairline = (gap: number, colour?: string): Row => ({
  height: 0.6,
  gap,
  paint: (pen, top) => pen.rule(PAGE.left, top, CONTENT_RIGHT - PAGE.left, colour),
});

/** A section's heading. */
export const heading = (pen: Pen, text: string, under: Branch, gap = 20): Row[] =>
  paragraph(pen, text, STYLE.heading, under, { tag: "H2", gap });

/** Room for a value beside a QR code. */
const VALUE_WIDTH = 236;
/** Left edge of the values. */
export const VALUE_X: number = PAGE.left + 116;

/** A label and what belongs to it, as a row of a table. @param width of the value, where more than a code's neighbour may take. */
export function labelled(pen: Pen, label: string, value: string, table: Branch, strong = false, width = VALUE_WIDTH): Row {
  return cells(
    pen,
    [
      { text: label, style: STYLE.soft, x: PAGE.left, width: 108, tag: "TH", options: { scope: "Row" } },
      { text: value, style: strong ? STYLE.strong : STYLE.body, x: VALUE_X, width },
    ],
    table,
    { padding: 0.5 },
  );
}
