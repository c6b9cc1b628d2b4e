/** What a PDF is: its pages, whether they are text or pictures, and what QR codes they carry. */
import type { PDFiumDocument } from "@hyzyla/pdfium";
import { UserError } from "../kernel/errors.ts";
import type { Budget } from "./budget.ts";
import { PdfRefused, withPdf } from "./open-pdf.ts";
import { drawPage } from "./rasterise.ts";
import { readCodes } from "./read-codes.ts";
import type { ScanFacts, ScanNote } from "./scan-facts.ts";

/** A signed copy has a handful of pages; beyond this the file is something else. */
const MOST_PAGES = 500;
/** A code of our form has four pixels a module and more at 150 dpi. The second try is for faint scans; what was never printed is not faint. */
const DPI = { text: [150], picture: [150, 250] } as const;

export interface Contents {
  readonly pages: number | null;
  readonly content: ScanFacts["content"];
  readonly encrypted: boolean;
  /** The texts of all QR codes, in order of page. */
  readonly codes: readonly string[];
  readonly notes: readonly ScanNote[];
}

/** Whether the end of the file is there: its last marker, and a cross-reference that lies within it. */
function ending(bytes: Uint8Array): "whole" | "misplaced" | "cut" {
  const tail = Buffer.from(bytes.subarray(-2048)).toString("latin1");
  if (!tail.includes("%%EOF")) return "cut";
  // Each revision of a PDF ends so; the last one counts.
  const offset = [...tail.matchAll(/startxref\s+(\d+)\s+%%EOF/gu)].at(-1)?.[1];
  if (offset === undefined || Number(offset) >= bytes.length) return "misplaced";
  const there = Buffer.from(bytes.subarray(Number(offset), Number(offset) + 24)).toString("latin1");
  return /^\s*(?:xref|\d+\s+\d+\s+obj)/u.test(there) ? "whole" : "misplaced";
}

/** @throws UserError `scan-truncated`, `scan-unreadable`, `scan-too-large`. */
export async function readPdf(bytes: Uint8Array, name: string, budget: Budget): Promise<Contents> {
  const end = ending(bytes);
  if (end === "cut") throw new UserError("scan-truncated", { name, kind: "pdf" });
  try {
    const contents = await withPdf(bytes, (document) => readDocument(document, name, budget));
    return end === "whole" ? contents : { ...contents, notes: [...contents.notes, "repaired"] };
  } catch (error) {
    if (!(error instanceof PdfRefused)) throw error;
    if (error.reason === "encrypted") return { pages: null, content: "unknown", encrypted: true, codes: [], notes: ["encrypted"] };
    throw new UserError("scan-unreadable", { name, kind: "pdf" });
  }
}

interface PageText {
  readonly text: boolean;
  readonly drawn: boolean;
}

function textOf(document: PDFiumDocument, index: number): PageText {
  const page = document.getPage(index);
  return { text: page.getText().trim() !== "", drawn: page.getObjectCount() > 0 };
}

async function readDocument(document: PDFiumDocument, name: string, budget: Budget): Promise<Contents> {
  const pages = document.getPageCount();
  if (pages < 1) throw new PdfRefused("unreadable", "no pages");
  if (pages > MOST_PAGES) throw new UserError("scan-too-many-pages", { name, pages, most: MOST_PAGES });
  const notes: ScanNote[] = [];
  const seen: PageText[] = [];
  for (let index = 0; index < pages && budget.left() > 0; index += 1) seen.push(textOf(document, index));
  const codes = await codesOf(document, seen, budget, notes);
  if (seen.length < pages) notes.push("notAllPagesRead");
  if (seen.every((page) => !page.text && !page.drawn)) notes.push("blank");
  return { pages, content: contentOf(seen), encrypted: false, codes, notes };
}

/** Empty pages, such as the back of a sheet, decide nothing. */
function contentOf(seen: readonly PageText[]): ScanFacts["content"] {
  const filled = seen.filter((page) => page.text || page.drawn);
  if (filled.length === 0) return "unknown";
  if (filled.every((page) => page.text)) return "text";
  return filled.every((page) => !page.text) ? "picture" : "mixed";
}

async function codesOf(document: PDFiumDocument, seen: readonly PageText[], budget: Budget, notes: ScanNote[]): Promise<readonly string[]> {
  const codes: string[] = [];
  for (const [index, page] of seen.entries()) {
    if (budget.left() === 0) {
      notes.push("notSearched");
      break;
    }
    if (page.drawn || page.text) codes.push(...(await pageCodes(document, index, DPI[page.text ? "text" : "picture"])));
  }
  return codes;
}

async function pageCodes(document: PDFiumDocument, index: number, resolutions: readonly number[]): Promise<readonly string[]> {
  for (const dpi of resolutions) {
    const picture = await drawPage(document.getPage(index), dpi);
    const codes = picture === null ? [] : await readCodes(picture);
    if (codes.length > 0) return codes;
  }
  return [];
}
