/** A bank's file, of whichever of the formats we read it is: told from its first character. Nothing is read by halves. */
import type { BankFile } from "../../app/ports/bank-file.ts";
import { UserError } from "../../kernel/errors.ts";
import { readCamt } from "./read-camt.ts";
import { readCsv } from "./read-csv.ts";
import { XmlError } from "./read-xml.ts";

/** Bytes. Ten thousand entries of a statement are about twelve millions. */
export const LARGEST_BANK_FILE = 40_000_000;

/** What a declaration may name beside UTF-8; both Latin alphabets agree in all that names and messages need. */
const ENCODINGS = /^(?:utf-8|us-ascii|ascii|iso-8859-1|iso-8859-15|windows-1252)$/iu;

const unreadable = (path: string, encoding: string): UserError => new UserError("bank-file-encoding", { path, encoding });

/** Bytes that are decoded at a time: what a bank sends for a year would else stand in memory twice over. */
const PIECE = 65_536;

/** The text in pieces. @throws UserError `bank-file-encoding` when the bytes are not what they say. */
function* decoded(bytes: Uint8Array, encoding: string, path: string): Generator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for (let from = 0; from < bytes.length; from += PIECE) {
    const piece = bytes.subarray(from, from + PIECE);
    try {
      yield decoder.decode(piece, { stream: from + PIECE < bytes.length });
    } catch {
      throw unreadable(path, encoding);
    }
  }
}

function readXmlFile(bytes: Uint8Array, name: string): BankFile {
  const declared =
    /^[^>]{0,200}?encoding\s*=\s*["']([\w.-]{1,40})["']/u.exec(new TextDecoder("latin1").decode(bytes.subarray(0, 300)))?.[1] ?? "utf-8";
  if (!ENCODINGS.test(declared)) throw unreadable(name, declared);
  try {
    return readCamt(decoded(bytes, declared, name), name);
  } catch (error) {
    if (error instanceof XmlError) throw new UserError(CODES[error.reason], { path: name, line: error.line, column: error.column });
    throw error;
  }
}

const CODES = {
  doctype: "bank-file-doctype",
  syntax: "bank-file-broken",
  deep: "bank-file-broken",
  cutOff: "bank-file-cut-off",
} as const;

/** Programs for spreadsheets write UTF-8 or the old Western alphabet, and say neither; as "Unicode text" it is UTF-16 with its mark. */
function readCsvFile(bytes: Uint8Array, name: string): BankFile {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return readCsv(new TextDecoder("utf-16le").decode(bytes), name);
  if (bytes.subarray(0, 4_000).includes(0)) throw new UserError("bank-file-unknown", { path: name });
  return readCsv(utf8(bytes) ?? new TextDecoder("windows-1252").decode(bytes), name);
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * @param name as the user wrote it, for messages.
 * @throws UserError `bank-file-…`: not a bank's file, broken, cut off, with a document type, or not in the encoding that it says.
 */
export function readBankFile(bytes: Uint8Array, name: string): BankFile {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 100)).replace(/^\u00EF\u00BB\u00BF/u, "");
  return start.trimStart().startsWith("<") ? readXmlFile(bytes, name) : readCsvFile(bytes, name);
}
