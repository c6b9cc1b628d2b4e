/** Files inside a PDF: PDF/A-3 lets a document carry any, if it says what each is to the document. */
import type { PdfFile } from "./pdf-file.ts";

export interface Attachment {
  /** As a viewer lists it: `billing.json`. Unique in a document. */
  readonly name: string;
  /** MIME type. */
  readonly type: string;
  /** For people, in the document's language. */
  readonly description: string;
  /** What it is to the document (ISO 32000-2, 7.11.3): what it was made from, the data shown in it, the same in another form, or more. */
  readonly relationship: "Source" | "Data" | "Alternative" | "Supplement";
  readonly bytes: Uint8Array;
}

/** @param date of the attached file; PDF/A-3 asks for one, and the clock would make other bytes of the same value. */
export function attach(file: PdfFile, { name, type, description, relationship, bytes }: Attachment, date: Date): void {
  const options = { name, type, description, relationship, creationDate: date, modifiedDate: date };
  file.file(Buffer.from(bytes), options);
}
