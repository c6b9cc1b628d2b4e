/** What a file is that somebody wants to keep as a signed copy, or why it cannot be one. */
import { UserError } from "../kernel/errors.ts";
import { plain } from "../kernel/text.ts";
import { type Budget, startBudget } from "./budget.ts";
import { countPages, decodePicture, type PictureFormat } from "./decode-picture.ts";
import { decodeFormCode, type FormCode } from "./form-code.ts";
import { readCodes } from "./read-codes.ts";
import { type Contents, readPdf } from "./read-pdf.ts";
import type { ScanFacts, ScanNote } from "./scan-facts.ts";
import { describeOther, nameDiffers, sniffFormat } from "./sniff-format.ts";

/** A hundred megabytes are three hundred scanned pages. */
export const LARGEST_SCAN = 100_000_000;
const MILLISECONDS_A_FILE = 8_000;
/** Of a TIFF's pages, how many are decoded. */
const MOST_PICTURE_PAGES = 100;

/**
 * Reads what a scan is: format, pages, text or picture, our form's QR codes. Takes some eight seconds at most; what was not
 * read by then is a note.
 * @param name The file's name, for messages; it never decides what the file is.
 * @throws UserError `scan-empty`, `scan-unknown-format`, `scan-truncated`, `scan-unreadable`, `scan-too-…`.
 */
export async function readScan(bytes: Uint8Array, name: string): Promise<ScanFacts> {
  const shown = plain(name);
  if (bytes.length === 0) throw new UserError("scan-empty", { name: shown });
  if (bytes.length > LARGEST_SCAN)
    throw new UserError("scan-too-large", {
      name: shown,
      size: Math.round(bytes.length / 1_000_000),
      most: LARGEST_SCAN / 1_000_000,
    });
  const format = sniffFormat(bytes);
  if (format === null) throw new UserError("scan-unknown-format", { name: shown, seems: describeOther(bytes) ?? "unknown" });
  const budget = startBudget(MILLISECONDS_A_FILE);
  const contents = format === "pdf" ? await readPdf(bytes, shown, budget) : await readPictures(bytes, format, shown, budget);
  const notes: readonly ScanNote[] = nameDiffers(name, format) ? ["nameDiffers", ...contents.notes] : contents.notes;
  return { ...contents, format, codes: formCodes(contents.codes), notes };
}

function formCodes(texts: readonly string[]): ScanFacts["codes"] {
  const codes = new Map<string, FormCode>();
  for (const text of texts) {
    const code = decodeFormCode(text);
    if (code) codes.set(`${code.page}:${code.contract}`, code);
  }
  return [...codes.values()];
}

async function readPictures(bytes: Uint8Array, format: PictureFormat, name: string, budget: Budget): Promise<Contents> {
  const pages = await countPages(bytes, format, name);
  const codes: string[] = [];
  let read = 0;
  // The first page is always decoded: whether the file is whole shows only so.
  while (read < Math.min(pages, MOST_PICTURE_PAGES) && (read === 0 || budget.left() > 0)) {
    codes.push(...(await readCodes(await decodePicture(bytes, format, name, read, budget))));
    read += 1;
  }
  return { pages, content: "picture", encrypted: false, codes, notes: read < pages ? ["notAllPagesRead"] : [] };
}
