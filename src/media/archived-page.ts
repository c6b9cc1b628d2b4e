/** Single pages of an archived signed copy: their text, the form's codes on them, and how they look. */
import { startBudget } from "./budget.ts";
import { countPages, decodePicture } from "./decode-picture.ts";
import { decodeFormCode, type FormCode } from "./form-code.ts";
import type { GreyPicture } from "./grey-picture.ts";
import { withPdf } from "./open-pdf.ts";
import { rasterisePage } from "./rasterise.ts";
import { type CodeInPlace, findCodes } from "./read-codes.ts";
import type { ScanFormat } from "./scan-facts.ts";

/** A code of our form has four pixels a module at this resolution. */
const DPI = 150;
/** A page as wide as a letter's text is sharp at 120 dots an inch. */
const LONGEST_SIDE = 1_120;
const QUALITY = 60;
const MILLISECONDS_A_PAGE = 5_000;

/** The text of each page; empty where a page is a picture. @throws PdfRefused, UserError `scan-…` when the file cannot be read. */
export async function textsOfPages(bytes: Uint8Array, format: ScanFormat): Promise<string[]> {
  if (format !== "pdf") return new Array(await countPages(bytes, format, "")).fill("");
  return withPdf(bytes, async (document) =>
    Array.from({ length: document.getPageCount() }, (_, index) => document.getPage(index).getText().replace(/\s+/gu, " ").trim()),
  );
}

/** @param page counts from 0. @throws as {@link textsOfPages}. */
export const drawArchivedPage = (bytes: Uint8Array, format: ScanFormat, page: number): Promise<GreyPicture> =>
  format === "pdf" ? rasterisePage(bytes, page + 1, DPI) : decodePicture(bytes, format, "", page, startBudget(MILLISECONDS_A_PAGE));

/** What our form's code on a page says; null where there is none, or more than one. */
export const codeOn = async (picture: GreyPicture): Promise<FormCode | null> => (await codeInPlaceOn(picture))?.form ?? null;

/** The same, with where it stands. */
export async function codeInPlaceOn(picture: GreyPicture): Promise<{ readonly form: FormCode; readonly code: CodeInPlace } | null> {
  const found = (await findCodes(picture)).flatMap((code) => {
    const form = decodeFormCode(code.text);
    return form === null ? [] : [{ form, code }];
  });
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** A page over a whole sheet of A4: about 150 dots an inch. */
export const FULL_PAGE = 1_700;

/** A page as small as it can still be read in a letter, or for a longer side than there. */
export async function pageJpeg({ data, width, height }: GreyPicture, longestSide: number = LONGEST_SIDE): Promise<Uint8Array> {
  const { default: sharp } = await import("sharp");
  return sharp(data, { raw: { width, height, channels: 1 } })
    .resize(longestSide, longestSide, { fit: "inside", withoutEnlargement: true })
    .toColourspace("b-w")
    .jpeg({ quality: QUALITY })
    .toBuffer();
}
