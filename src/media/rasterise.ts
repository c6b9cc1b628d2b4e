/** A page of a PDF as a picture. */
import type { PDFiumPage } from "@hyzyla/pdfium";
import type { GreyPicture } from "./grey-picture.ts";
import { PdfRefused, withPdf } from "./open-pdf.ts";

/** A page of any size is drawn with at most so many pixels: an A3 at 250 dpi. */
const MOST_PAGE_PIXELS = 12_000_000;
const POINTS_PER_INCH = 72;

/** Draws an open page in grey on white. Null for a page without a size. */
export async function drawPage(page: PDFiumPage, dpi: number): Promise<GreyPicture | null> {
  const { originalWidth, originalHeight } = page.getOriginalSize();
  if (!(originalWidth > 0 && originalHeight > 0)) return null;
  const scale = Math.min(dpi / POINTS_PER_INCH, Math.sqrt(MOST_PAGE_PIXELS / (originalWidth * originalHeight)));
  if (Math.floor(originalWidth * scale) < 1 || Math.floor(originalHeight * scale) < 1) return null;
  const drawn = await page.render({ scale, colorSpace: "Gray", render: async ({ data }) => data });
  return { width: drawn.width, height: drawn.height, data: drawn.data };
}

/**
 * A page of a PDF as it looks, in grey.
 * @param number Counts from 1.
 * @param dpi Dots an inch; less where the page is very large.
 * @throws PdfRefused when the PDF cannot be opened, or has no such page.
 */
export function rasterisePage(bytes: Uint8Array, number: number, dpi: number): Promise<GreyPicture> {
  return withPdf(bytes, async (document) => {
    const drawn = number >= 1 && number <= document.getPageCount() ? await drawPage(document.getPage(number - 1), dpi) : null;
    if (drawn === null) throw new PdfRefused("unreadable", `no page ${number} to draw`);
    return drawn;
  });
}
