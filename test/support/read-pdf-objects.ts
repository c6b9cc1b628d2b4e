/** A PDF's objects as its bytes have them, read without the library that wrote them. For files with a plain cross-reference table, as ours are. */
import { inflateSync } from "node:zlib";

export class Name {
  constructor(readonly value: string) {}
}
export class Ref {
  constructor(readonly number: number) {}
}
export type PdfValue = null | boolean | number | string | Name | Ref | readonly PdfValue[] | Dictionary;
export interface Dictionary {
  readonly [key: string]: PdfValue;
}

export interface PdfObject {
  readonly value: PdfValue;
  /** Of a stream, unpacked. */
  readonly stream: Buffer | null;
}

export class PdfObjects {
  readonly trailer: Dictionary;
  readonly all: ReadonlyMap<number, PdfObject>;

  constructor(bytes: Uint8Array) {
    const file = Buffer.from(bytes);
    const text = file.toString("latin1");
    const table = Number(/startxref\s+(\d+)\s+%%EOF\s*$/u.exec(text)?.[1]);
    const entries = [...text.slice(table, text.indexOf("trailer", table)).matchAll(/(\d{10}) (\d{5}) ([nf]) \n/gu)];
    this.all = new Map(
      entries.flatMap(([, at, , kind], number) => (kind === "n" ? [[number, objectAt(file, text, Number(at))] as const] : [])),
    );
    this.trailer = new Reader(text, text.indexOf("trailer", table) + 7).value() as Dictionary;
  }

  /** A value, or what it points to. */
  at(value: PdfValue | undefined): PdfValue {
    return value instanceof Ref ? this.at(this.all.get(value.number)?.value) : (value ?? null);
  }

  dictionary(value: PdfValue | undefined): Dictionary {
    const found = this.at(value);
    if (!isDictionary(found)) throw new TypeError(`no dictionary: ${JSON.stringify(found)}`);
    return found;
  }

  stream(value: PdfValue | undefined): Buffer {
    const found = value instanceof Ref ? this.all.get(value.number)?.stream : null;
    if (!found) throw new TypeError("no stream");
    return found;
  }

  get catalog(): Dictionary {
    return this.dictionary(this.trailer.Root);
  }

  /** Dictionaries of one type, such as every font. */
  ofType(type: string): Dictionary[] {
    return [...this.all.values()]
      .map(({ value }) => value)
      .filter((value) => isDictionary(value) && nameOf(value.Type) === type) as Dictionary[];
  }
}

export const nameOf = (value: PdfValue | undefined): string | null => (value instanceof Name ? value.value : null);

export const isDictionary = (value: PdfValue | undefined): value is Dictionary =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Name) && !(value instanceof Ref);

function objectAt(file: Buffer, text: string, at: number): PdfObject {
  const head = /^\d+ 0 obj\s+/u.exec(text.slice(at, at + 40));
  if (!head) throw new RangeError(`no object at ${at}`);
  const reader = new Reader(text, at + head[0].length);
  const value = reader.value();
  const start = /^\s*stream\r?\n/u.exec(text.slice(reader.at, reader.at + 20));
  if (!start || !isDictionary(value)) return { value, stream: null };
  const from = reader.at + start[0].length;
  const packed = file.subarray(from, from + (value.Length as number));
  return { value, stream: nameOf(value.Filter) === "FlateDecode" ? inflateSync(packed) : packed };
}

/** Reads one value after the other (ISO 32000-1, 7.3). */
class Reader {
  readonly #text: string;
  at: number;

  constructor(text: string, at: number) {
    this.#text = text;
    this.at = at;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#text);
    if (found) this.at = pattern.lastIndex;
    return found;
  }

  value(): PdfValue {
    this.#match(/\s*/uy);
    if (this.#match(/<</uy)) return this.#dictionary();
    if (this.#match(/\[/uy)) return this.#array();
    if (this.#match(/\(/uy)) return this.#string();
    const hex = this.#match(/<([\da-fA-F\s]*)>/uy);
    if (hex) return decoded(Buffer.from((hex[1] as string).replace(/\s/gu, ""), "hex"));
    const ref = this.#match(/(\d+) \d+ R/uy);
    if (ref) return new Ref(Number(ref[1]));
    const name = this.#match(/\/([^\s()<>[\]{}/%]*)/uy);
    if (name)
      return new Name((name[1] as string).replace(/#([\da-f]{2})/giu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))));
    const number = this.#match(/[+-]?\d*\.?\d+/uy);
    if (number) return Number(number[0]);
    const word = this.#match(/true|false|null/uy);
    if (word) return word[0] === "null" ? null : word[0] === "true";
    throw new RangeError(`no value at ${this.at}: ${this.#text.slice(this.at, this.at + 30)}`);
  }

  #dictionary(): Dictionary {
    const made: Record<string, PdfValue> = {};
    while (!this.#match(/\s*>>/uy)) {
      const key = this.value();
      made[nameOf(key) as string] = this.value();
    }
    return made;
  }

  #array(): PdfValue[] {
    const made: PdfValue[] = [];
    while (!this.#match(/\s*\]/uy)) made.push(this.value());
    return made;
  }

  #string(): string {
    const codes: number[] = [];
    for (let depth = 1; ; ) {
      const character = this.#text[this.at++] as string;
      if (character === "\\") {
        const octal = this.#match(/[0-7]{1,3}/uy);
        const escaped = octal ? String.fromCharCode(Number.parseInt(octal[0], 8)) : (this.#text[this.at++] as string);
        codes.push((octal ? escaped : (ESCAPES[escaped] ?? escaped)).charCodeAt(0));
        continue;
      }
      depth += character === "(" ? 1 : character === ")" ? -1 : 0;
      if (depth === 0) return decoded(Buffer.from(codes));
      codes.push(character.charCodeAt(0));
    }
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

/** Text strings are UTF-16 with a mark, or one byte a character. */
const decoded = (bytes: Buffer): string =>
  bytes[0] === 0xfe && bytes[1] === 0xff ? Buffer.from(bytes.subarray(2)).swap16().toString("utf16le") : bytes.toString("latin1");
