/** A pdfkit document set up as we make all of ours: PDF/A-3a, tagged, with nothing in it that the clock or chance decides. */
import PDFDocument from "pdfkit";
import { type Day, instant } from "../../kernel/dates.ts";
import { type Language, plain } from "../../kernel/text.ts";
import { PAGE } from "../look.ts";
import { type Attachment, attach } from "./attachment.ts";
import { addSchema, escapeMetadata, type MetadataSchema } from "./metadata.ts";
import { Typeface } from "./typeface.ts";

/** What a PDF says about itself. */
export interface PdfFacts {
  readonly title: string;
  /** Who speaks: the firm. */
  readonly author: string;
  readonly language: Language;
  /** Noon in UTC of this day is the document's creation date: the same value gives the same bytes. */
  readonly day: Day;
  /** What the document was made from, or says in another form, for programs to read. */
  readonly attachments?: readonly Attachment[];
  /** Further metadata, where a standard asks for it. */
  readonly schema?: MetadataSchema;
}

export type PdfFile = PDFKit.PDFDocument;

const TAGS: Readonly<Record<Language, string>> = { fi: "fi-FI", sv: "sv-FI", en: "en-IE" };

export function createPdf(facts: PdfFacts): PdfFile {
  const created = new Date(instant(`${facts.day}T12:00:00Z`));
  const [Title, Author] = [inMetadata(facts.title), inMetadata(facts.author)];
  const options = {
    size: [PAGE.width, PAGE.height] as [number, number],
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    font: null,
    pdfVersion: "1.7",
    subset: "PDF/A-3a",
    tagged: true,
    lang: TAGS[facts.language],
    displayTitle: true,
    info: { Title, Author, Creator: "returndesk", Producer: "returndesk", CreationDate: created },
  };
  const file = new PDFDocument(options as unknown as PDFKit.PDFDocumentOptions);
  escapeMetadata(file);
  for (const attachment of facts.attachments ?? []) attach(file, attachment, created);
  if (facts.schema) addSchema(file, facts.schema);
  return file;
}

/** XML has no place for control characters and halves of surrogate pairs, and both places of the metadata must say the same. */
const inMetadata = (text: string): string => plain(text).toWellFormed();

const typefaces = new WeakMap<Uint8Array, Typeface>();

/** Each array of bytes is read once a process. pdfkit takes a font that is read already as a source. */
export function typefaceOf(bytes: Uint8Array): Typeface {
  const typeface = typefaces.get(bytes) ?? new Typeface(bytes);
  typefaces.set(bytes, typeface);
  return typeface;
}

/** What pdfkit's type declarations lack. */
interface Inside {
  readonly _root: { readonly data: Record<string, unknown> };
  readonly page: { readonly dictionary: unknown };
}

/** Has readers open the document at the page that was added last, from its top (ISO 32000-2, 12.3.2). */
export function openHere(file: PdfFile): void {
  const { _root, page } = file as unknown as Inside;
  _root.data.OpenAction = [page.dictionary, "Fit"];
}

/** Ends the document and gathers its bytes. */
export function finishPdf(file: PdfFile): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    file.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    file.on("end", () => resolve(Buffer.concat(chunks)));
    file.on("error", reject);
    file.end();
  });
}
