/** Pages of the signed copy as pictures, in the appendix: what both signed, as it looks. */
import { COLOUR, PAGE, STYLE } from "../look.ts";
import { type Branch, branch, type Group, group, type Row } from "../sheet/flow.ts";
import type { Box, Pen } from "../sheet/pen.ts";
import { paragraph } from "../sheet/rows.ts";
import type { Letter } from "./letter.ts";

export interface SignedPage {
  /** Numbers of the clauses that stand on it; none: the page with the signatures. */
  readonly clauses: readonly string[];
  /** Counts from 1. */
  readonly page: number;
  readonly pages: number;
  readonly jpeg: Uint8Array;
}

/** With its caption and the record's fingerprint it fills a page. */
const SIZE: Box = [430, 560];

export function signedPageGroups(letter: Letter, under: Branch): Group[] {
  const { pen, messages: t, signedPages = [] } = letter;
  return signedPages.map((signed) => {
    const { page, pages, clauses } = signed;
    const place = branch("Div", under);
    const said =
      clauses.length === 0
        ? t("letter.signedPage.signatures")
        : t("letter.signedPage.clauses", { count: clauses.length, clauses: clauses.join(", ") });
    return group([
      ...paragraph(pen, t("letter.signedPage.title", { page, pages }), STYLE.strong, place, { gap: 18, tag: "H3" }),
      ...paragraph(pen, said, STYLE.soft, place),
      pictureRow(pen, signed.jpeg, t("letter.signedPage.alt", { page, pages }), place),
    ]);
  });
}

function pictureRow(pen: Pen, jpeg: Uint8Array, alt: string, place: Branch): Row {
  const [width, height] = pen.fit(jpeg, SIZE);
  return {
    height: height + 1.2,
    gap: 8,
    paint: (to, top, repeated) => {
      // A sheet of white paper on white paper needs its edge.
      to.ground(PAGE.left, top, width + 1.2, height + 1.2, COLOUR.line, 0);
      const paint = (): void => to.picture(jpeg, PAGE.left + 0.6, top + 0.6, [width, height]);
      if (repeated) to.artifact(paint);
      else to.tagged("Figure", place, paint, { alt });
    },
  };
}
