/**
 * The part of XML that banks use: elements, attributes, text, CDATA, comments. Our XML library accepts files that break off or close
 * the wrong element, and needs seven seconds for ten thousand entries; money is not booked from a file that is not whole. A document
 * type is refused before anything else is read, so that there are no entities but the five that XML has and characters by number.
 */
export interface XmlElement {
  /** Without its prefix: banks name their namespaces as they like. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** What stands directly in it. */
  text: string;
  readonly children: XmlElement[];
}

/** What is wrong with the file, and on which line. */
export class XmlError extends Error {
  readonly reason: "doctype" | "syntax" | "deep" | "cutOff";
  readonly line: number;

  constructor(reason: XmlError["reason"], text: string, at: number) {
    super(`${reason} at ${at}`);
    this.reason = reason;
    this.line = text.slice(0, at).split("\n").length;
  }
}

/** Called at the end of each element. True: it has been dealt with, and is not kept in its parent. */
export type TakeElement = (element: XmlElement, parents: readonly XmlElement[]) => boolean;

const DEEPEST = 100;
const OPENED = /<([\p{L}_][\p{L}\p{N}_.:-]*)/uy;
const ATTRIBUTE = /\s+([\p{L}_][\p{L}\p{N}_.:-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/uy;
const END_OF_TAG = /\s*(\/?)>/uy;
const CLOSED = /<\/([^\s<>/]+)\s*>/uy;
const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
/** What a file may hold between its elements, and how each of it ends. */
const ASIDES = [
  ["<!--", "-->"],
  ["<?", "?>"],
] as const;

const localName = (name: string): string => name.slice(name.indexOf(":") + 1);

/** @throws XmlError when the text is no whole document of the supported kind. */
export function readXml(text: string, take: TakeElement): XmlElement {
  return new Reader(text, take).read();
}

class Reader {
  readonly #text: string;
  readonly #take: TakeElement;
  /** Open elements and their full names. */
  readonly #open: XmlElement[] = [];
  readonly #names: string[] = [];
  #root: XmlElement | null = null;
  #at = 0;

  constructor(text: string, take: TakeElement) {
    this.#text = text;
    this.#take = take;
  }

  read(): XmlElement {
    if (this.#text.charCodeAt(0) === 0xfeff) this.#at = 1;
    while (this.#at < this.#text.length) {
      const tag = this.#text.indexOf("<", this.#at);
      this.#characters(tag === -1 ? this.#text.length : tag);
      if (tag !== -1) this.#markup();
    }
    if (this.#root === null || this.#open.length > 0) throw this.#wrong("cutOff");
    return this.#root;
  }

  #wrong(reason: XmlError["reason"]): XmlError {
    return new XmlError(reason, this.#text, this.#at);
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match) this.#at = pattern.lastIndex;
    return match;
  }

  #characters(end: number): void {
    if (end === this.#at) return;
    const text = this.#text.slice(this.#at, end);
    const current = this.#open.at(-1);
    if (current) current.text += this.#decoded(text);
    else if (text.trim() !== "") throw this.#wrong("syntax");
    this.#at = end;
  }

  #markup(): void {
    for (const [begin, end] of ASIDES) {
      if (this.#text.startsWith(begin, this.#at)) return void this.#upTo(end);
    }
    if (this.#text.startsWith("<![CDATA[", this.#at)) {
      const current = this.#open.at(-1);
      if (!current) throw this.#wrong("syntax");
      current.text += this.#upTo("]]>").slice("<![CDATA[".length);
    } else if (this.#text.startsWith("<!", this.#at)) throw this.#wrong("doctype");
    else if (this.#text.startsWith("</", this.#at)) this.#close();
    else this.#start();
  }

  /** What stands before an end, which is passed. */
  #upTo(end: string): string {
    const found = this.#text.indexOf(end, this.#at);
    if (found === -1) throw this.#wrong("cutOff");
    const between = this.#text.slice(this.#at, found);
    this.#at = found + end.length;
    return between;
  }

  #start(): void {
    const opened = this.#match(OPENED);
    if (!opened || (this.#open.length === 0 && this.#root !== null)) throw this.#wrong(this.#brokenOff());
    const name = opened[1] as string;
    const attributes: Record<string, string> = Object.create(null);
    for (let found = this.#match(ATTRIBUTE); found; found = this.#match(ATTRIBUTE)) {
      attributes[localName(found[1] as string)] = this.#decoded(found[2] ?? found[3] ?? "");
    }
    const end = this.#match(END_OF_TAG);
    if (!end) throw this.#wrong(this.#brokenOff());
    if (this.#open.length >= DEEPEST) throw this.#wrong("deep");
    this.#open.push({ name: localName(name), attributes, text: "", children: [] });
    this.#names.push(name);
    if (end[1] === "/") this.#finish();
  }

  /** A tag that never ends is where the file was cut. */
  #brokenOff(): XmlError["reason"] {
    return this.#text.indexOf(">", this.#at) === -1 ? "cutOff" : "syntax";
  }

  #close(): void {
    const closed = this.#match(CLOSED);
    if (!closed || closed[1] !== this.#names.at(-1)) throw this.#wrong(closed ? "syntax" : this.#brokenOff());
    this.#finish();
  }

  #finish(): void {
    const element = this.#open.pop() as XmlElement;
    this.#names.pop();
    const taken = this.#take(element, this.#open);
    const parent = this.#open.at(-1);
    if (!parent) this.#root = element;
    else if (!taken) parent.children.push(element);
  }

  #decoded(text: string): string {
    if (!text.includes("&")) return text;
    return text.replace(/&(?:(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,4});)?/giu, (_, name: string | undefined) => {
      const known = name === undefined ? undefined : name.startsWith("#") ? numbered(name) : NAMED[name];
      if (known === undefined) throw this.#wrong("syntax");
      return known;
    });
  }
}

function numbered(name: string): string | undefined {
  const code = /^#x/iu.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  const allowed = code === 9 || code === 10 || code === 13 || (code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff));
  return allowed ? String.fromCodePoint(code) : undefined;
}

const childrenNamed = (element: XmlElement, name: string): readonly XmlElement[] => element.children.filter((child) => child.name === name);

/** All elements that a path leads to: `NtryDtls/TxDtls`. */
export const elementsAt = (element: XmlElement, path: string): readonly XmlElement[] =>
  path.split("/").reduce<readonly XmlElement[]>((found, name) => found.flatMap((one) => childrenNamed(one, name)), [element]);

/** The trimmed text at the first of these paths that has any; null when none has. */
export function textAt(element: XmlElement, ...paths: readonly string[]): string | null {
  for (const path of paths) {
    const text = elementsAt(element, path)[0]?.text.trim();
    if (text) return text;
  }
  return null;
}
