/** PDFs through PDFium compiled to WebAssembly: one library for the process, thrown away when a file breaks it. */
import type { PDFiumDocument, PDFiumLibrary } from "@hyzyla/pdfium";

let library: Promise<PDFiumLibrary> | null = null;

const loadLibrary = async (): Promise<PDFiumLibrary> => (await import("@hyzyla/pdfium")).PDFiumLibrary.init();

/** Why a PDF could not be opened: a password is needed, or its structure cannot be read. */
export class PdfRefused extends Error {
  readonly reason: "encrypted" | "unreadable";

  constructor(reason: PdfRefused["reason"], message: string) {
    super(message);
    this.reason = reason;
  }
}

function refusal(error: unknown): PdfRefused {
  const message = error instanceof Error ? error.message : String(error);
  return new PdfRefused(/password|security/iu.test(message) ? "encrypted" : "unreadable", message);
}

/** After a trap the library's memory is in no known state. */
const isTrap = (error: unknown): boolean => error instanceof Error && (error.name === "RuntimeError" || error instanceof RangeError);

/**
 * Opens a PDF for the time of some work.
 * @throws PdfRefused when it cannot be opened, or breaks PDFium while it is worked on.
 */
export async function withPdf<T>(bytes: Uint8Array, work: (document: PDFiumDocument) => Promise<T>): Promise<T> {
  library ??= loadLibrary();
  let document: PDFiumDocument | null = null;
  try {
    document = await (await library).loadDocument(bytes);
    const result = await work(document);
    document.destroy();
    return result;
  } catch (error) {
    if (isTrap(error)) {
      library = null;
      throw new PdfRefused("unreadable", (error as Error).message);
    }
    document?.destroy();
    // PDFium's wrapper throws plain errors, such as for a page that cannot be loaded; ours have classes of their own.
    throw (error as Error).constructor === Error ? refusal(error) : error;
  }
}
