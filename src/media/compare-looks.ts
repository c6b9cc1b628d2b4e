/** Whether two PDFs look the same: words can stay while something is drawn over them. */
import type { Budget } from "./budget.ts";
import { withPdf } from "./open-pdf.ts";
import { likenessOf } from "./page-likeness.ts";
import { drawPage } from "./rasterise.ts";

const DPI = 150;

export interface ComparedLooks {
  /** Pages, from 1, that look different. */
  readonly different: readonly number[];
  /** Pages, from 1, that some program drew anew: alike but for the edges of everything. */
  readonly redrawn: readonly number[];
  /** How many pages were compared before time was over. */
  readonly compared: number;
  readonly pages: { readonly one: number; readonly other: number };
}

/** Page by page, as far as both have pages. @throws PdfRefused */
export const compareLooks = (one: Uint8Array, other: Uint8Array, budget: Budget): Promise<ComparedLooks> =>
  withPdf(one, (first) =>
    withPdf(other, async (second) => {
      const pages = { one: first.getPageCount(), other: second.getPageCount() };
      const different: number[] = [];
      const redrawn: number[] = [];
      let compared = 0;
      while (compared < Math.min(pages.one, pages.other) && budget.left() > 0) {
        const [a, b] = [await drawPage(first.getPage(compared), DPI), await drawPage(second.getPage(compared), DPI)];
        const likeness = likenessOf(a, b);
        compared += 1;
        if (likeness === "different") different.push(compared);
        if (likeness === "redrawn") redrawn.push(compared);
      }
      return { different, redrawn, compared, pages };
    }),
  );
