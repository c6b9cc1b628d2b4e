/** What a PDF that somebody holds carries: its words, page by page, and the files inside it. Nothing in it is believed, and not all of it is read. */
import type { PDFiumDocument } from "@hyzyla/pdfium";
import { plain } from "../kernel/text.ts";
import type { Budget } from "./budget.ts";
import { PdfRefused, withPdf } from "./open-pdf.ts";

/** A letter of ours has a handful. */
const MOST_PAGES = 200;
const MOST_LINES = 2_000;
const MOST_ATTACHMENTS = 20;
/** Bytes; the value of a letter with hundreds of lines is smaller. */
const LARGEST_ATTACHMENT = 4_000_000;

export interface HeldPdf {
  readonly pages: number;
  /** The lines of each page; empty where a page is a picture, or time was over. */
  readonly texts: readonly (readonly string[])[];
  readonly attachments: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

/** @throws PdfRefused when it cannot be opened, or has no pages or far too many. */
export const readHeldPdf = (bytes: Uint8Array, budget: Budget): Promise<HeldPdf> =>
  withPdf(bytes, async (document) => {
    const pages = document.getPageCount();
    if (pages < 1 || pages > MOST_PAGES) throw new PdfRefused("unreadable", `${pages} pages`);
    const texts = Array.from({ length: pages }, (_, index) => (budget.left() > 0 ? linesOf(document.getPage(index).getText()) : []));
    return { pages, texts, attachments: attachmentsOf(document) };
  });

const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/u, MOST_LINES)
    .map((line) => plain(line.replace(/\s+/gu, " ")).trim())
    .filter((line) => line !== "");

/** What PDFium has that its wrapper keeps to itself. */
interface Inside {
  readonly documentIdx: number;
  readonly module: {
    readonly wasmExports: { malloc(size: number): number; free(pointer: number): void };
    readonly HEAPU8: Uint8Array;
    _FPDFDoc_GetAttachmentCount(document: number): number;
    _FPDFDoc_GetAttachment(document: number, index: number): number;
    _FPDFAttachment_GetName(attachment: number, buffer: number, length: number): number;
    _FPDFAttachment_GetFile(attachment: number, buffer: number, length: number, size: number): number;
  };
}

function attachmentsOf(document: PDFiumDocument): HeldPdf["attachments"] {
  const { module, documentIdx } = document as unknown as Inside;
  const count = Math.min(module._FPDFDoc_GetAttachmentCount(documentIdx), MOST_ATTACHMENTS);
  return Array.from({ length: count }, (_, index) => module._FPDFDoc_GetAttachment(documentIdx, index)).flatMap((attachment) => {
    const name = nameOf(module, attachment);
    const bytes = attachment === 0 ? null : fileOf(module, attachment);
    return bytes === null ? [] : [{ name, bytes }];
  });
}

/** With memory of PDFium's own for the time of some work. */
function borrowing<T>(module: Inside["module"], size: number, work: (pointer: number) => T): T {
  const pointer = module.wasmExports.malloc(size);
  try {
    return work(pointer);
  } finally {
    module.wasmExports.free(pointer);
  }
}

const LONGEST_NAME = 512;

const nameOf = (module: Inside["module"], attachment: number): string =>
  borrowing(module, LONGEST_NAME, (pointer) => {
    const length = attachment === 0 ? 0 : module._FPDFAttachment_GetName(attachment, pointer, LONGEST_NAME);
    if (length < 2 || length > LONGEST_NAME) return "";
    return plain(new TextDecoder("utf-16le").decode(module.HEAPU8.slice(pointer, pointer + length - 2)));
  });

const fileOf = (module: Inside["module"], attachment: number): Uint8Array | null =>
  borrowing(module, 4, (sizePointer) => {
    const size = (): number => Buffer.from(module.HEAPU8.slice(sizePointer, sizePointer + 4)).readUInt32LE();
    if (!module._FPDFAttachment_GetFile(attachment, 0, 0, sizePointer)) return null;
    const length = size();
    if (length === 0 || length > LARGEST_ATTACHMENT) return null;
    return borrowing(module, length, (pointer) =>
      module._FPDFAttachment_GetFile(attachment, pointer, length, sizePointer) && size() === length
        ? module.HEAPU8.slice(pointer, pointer + length)
        : null,
    );
  });
