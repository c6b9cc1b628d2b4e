/** Pages of the signed copy as pictures, in the appendix: what both signed, as it looks. */
import { COLOUR, COLUMN_WIDTH, COLUMNS, PAGE, STYLE } from "../look.ts";
import { apart, type Branch, branch, type Group, group, lowered, type Row } from "../sheet/flow.ts";
import type { Box, Pen } from "../sheet/pen.ts";
import { paragraph, sideBySide } from "../sheet/rows.ts";
import type { Letter } from "./letter.ts";

export interface SignedPage {
  /** Numbers of the clauses that stand on it; none: the page with the signatures. */
  readonly clauses: readonly string[];
  /** Counts from 1. */
  readonly page: number;
  readonly pages: number;
  readonly jpeg: Uint8Array;
}

/** What one page alone may take: it is read without a glass, and leaves room for the words around it. */
const ALONE: Box = [330, 467];

/** Two beside each other, so that they take half a page; one alone may be larger. */
export function signedPageGroups(letter: Letter, under: Branch): Group[] {
  const { signedPages = [] } = letter;
  const [first, ...others] = signedPages;
  if (first === undefined) return [];
  if (others.length === 0) return [group(apart(pageRows(letter, first, under, PAGE.left, ALONE), GAP))];
  const box: Box = [COLUMN_WIDTH, PAGE.height / 2];
  const rows: Group[] = [];
  for (let index = 0; index < signedPages.length; index += COLUMNS.length) {
    const pair = signedPages.slice(index, index + COLUMNS.length);
    rows.push(group([lowered(sideBySide(pair.map((signed, at) => pageRows(letter, signed, under, COLUMNS[at] ?? PAGE.left, box))), GAP)]));
  }
  return rows;
}

const GAP = 18;

function pageRows(letter: Letter, signed: SignedPage, under: Branch, x: number, box: Box): Row[] {
  const { pen, messages: t } = letter;
  const { page, pages, clauses, jpeg } = signed;
  const place = branch("Div", under);
  const said =
    clauses.length === 0
      ? t("letter.signedPage.signatures")
      : t("letter.signedPage.clauses", { count: clauses.length, clauses: clauses.join(", ") });
  const [width] = box;
  return [
    ...paragraph(pen, t("letter.signedPage.title", { page, pages }), STYLE.strong, place, { x, width, tag: "H3" }),
    ...paragraph(pen, said, STYLE.soft, place, { x, width }),
    pictureRow(pen, jpeg, t("letter.signedPage.alt", { page, pages }), place, x, box),
  ];
}

/** Around a picture: a sheet of white paper on white paper needs its edge. */
const EDGE = 0.6;

function pictureRow(pen: Pen, jpeg: Uint8Array, alt: string, place: Branch, x: number, box: Box): Row {
  const [width, height] = pen.fit(jpeg, [box[0] - 2 * EDGE, box[1] - 2 * EDGE]);
  return {
    height: height + 2 * EDGE,
    gap: 6,
    paint: (to, top, repeated) => {
      to.ground(x, top, width + 2 * EDGE, height + 2 * EDGE, COLOUR.line, 0);
      const paint = (): void => to.picture(jpeg, x + EDGE, top + EDGE, [width, height]);
      if (repeated) to.artifact(paint);
      else to.tagged("Figure", place, paint, { alt });
    },
  };
}
