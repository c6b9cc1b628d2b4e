/** Whether two PDFs look the same: words can stay while something is drawn over them. */
import type { Budget } from "./budget.ts";
import type { GreyPicture } from "./grey-picture.ts";
import { withPdf } from "./open-pdf.ts";
import { drawPage } from "./rasterise.ts";

const DPI = 150;
/** Of 255: edges of letters are smoothed a little otherwise by every program that saves a file anew. */
const SAME_GREY = 72;
/** A 3 made an 8 in the smallest print changes more pixels of a page. */
const SAME_PIXELS = 8;

export interface ComparedLooks {
  /** Pages, from 1, that look different. */
  readonly different: readonly number[];
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
      let compared = 0;
      while (compared < Math.min(pages.one, pages.other) && budget.left() > 0) {
        const [a, b] = [await drawPage(first.getPage(compared), DPI), await drawPage(second.getPage(compared), DPI)];
        if (!looksAlike(a, b)) different.push(compared + 1);
        compared += 1;
      }
      return { different, compared, pages };
    }),
  );

function looksAlike(one: GreyPicture | null, other: GreyPicture | null): boolean {
  if (one === null || other === null || one.width !== other.width || one.height !== other.height) return false;
  let differing = 0;
  for (let at = 0; at < one.data.length; at += 1) {
    if (Math.abs((one.data[at] as number) - (other.data[at] as number)) > SAME_GREY) differing += 1;
  }
  return differing <= SAME_PIXELS;
}
