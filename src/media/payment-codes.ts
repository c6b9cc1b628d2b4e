/** The payment codes on a scanned, photographed or printed bill: what of it a program can still read. */
import { drawArchivedPage, textsOfPages } from "./archived-page.ts";
import type { Budget } from "./budget.ts";
import { readCodes } from "./read-codes.ts";
import type { ScanFormat } from "./scan-facts.ts";

/** A bill says how it is paid on one of its first pages. */
const MOST_PAGES = 6;

/** The texts of QR codes and bank barcodes, page by page. @throws PdfRefused, UserError `scan-…` when the file cannot be read. */
export async function readPaymentCodes(bytes: Uint8Array, format: ScanFormat, budget: Budget): Promise<readonly string[]> {
  const pages = Math.min((await textsOfPages(bytes, format)).length, MOST_PAGES);
  const codes: string[] = [];
  for (let page = 0; page < pages && (page === 0 || budget.left() > 0); page += 1)
    codes.push(...(await readCodes(await drawArchivedPage(bytes, format, page), ["QRCode", "Code128"])));
  return codes;
}
