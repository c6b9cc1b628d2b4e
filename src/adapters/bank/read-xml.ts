/**
 * XML as banks write it, read as it streams by: only what is asked for is kept. A file that breaks off, closes the wrong element or has
 * a document type is refused with its place: money is not booked from a file that is not whole, and without a document type there are
 * no entities but the five that XML has and characters by number.
 */
import { SaxesParser } from "saxes";

export interface XmlElement {
  /** Without its prefix: banks name their namespaces as they like. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** What stands directly in it. */
  text: string;
  readonly children: XmlElement[];
}

/** What is wrong with the file, and where. */
export class XmlError extends Error {
  readonly reason: "doctype" | "syntax" | "deep" | "cutOff";
  /** Both from one. */
  readonly line: number;
  readonly column: number;

  constructor(reason: XmlError["reason"], { line, column }: { readonly line: number; readonly column: number }) {
    super(`${reason} at ${line}:${column + 1}`);
    this.reason = reason;
    this.line = line;
    this.column = column + 1;
  }
}

/** Called at the end of each element. True: it has been dealt with, and is not kept in its parent. */
export type TakeElement = (element: XmlElement, parents: readonly XmlElement[]) => boolean;

const DEEPEST = 100;

const localName = (name: string): string => name.slice(name.indexOf(":") + 1);

/**
 * @param texts the document in pieces, cut anywhere.
 * @throws XmlError when it is no whole document without a document type.
 */
export function readXml(texts: Iterable<string>, take: TakeElement): XmlElement {
  const parser = new SaxesParser();
  const open: XmlElement[] = [];
  let root: XmlElement | null = null;
  let whole = false;
  const refuse = (reason: XmlError["reason"]): never => {
    throw new XmlError(reason, parser);
  };
  const add = (text: string): void => {
    const current = open.at(-1);
    if (current) current.text += text;
  };
  // What is found wrong only at the end of the text is missing there.
  parser.on("error", () => refuse(whole ? "cutOff" : "syntax"));
  parser.on("doctype", () => refuse("doctype"));
  parser.on("text", add);
  parser.on("cdata", add);
  parser.on("opentag", ({ name, attributes }) => {
    if (open.length >= DEEPEST) refuse("deep");
    open.push({ name: localName(name), attributes, text: "", children: [] });
  });
  parser.on("closetag", () => {
    const element = open.pop() as XmlElement;
    const parent = open.at(-1);
    if (!take(element, open)) parent?.children.push(element);
    if (!parent) root = element;
  });
  for (const text of texts) parser.write(text);
  whole = true;
  parser.close();
  return root ?? refuse("cutOff");
}

/** All elements that a path leads to: `NtryDtls/TxDtls`. */
export const elementsAt = (element: XmlElement, path: string): readonly XmlElement[] =>
  path
    .split("/")
    .reduce<readonly XmlElement[]>(
      (found, name) => found.flatMap(({ children }) => children.filter((child) => child.name === name)),
      [element],
    );

/** The trimmed text at the first of these paths that has any; null when none has. */
export function textAt(element: XmlElement, ...paths: readonly string[]): string | null {
  for (const path of paths) {
    let found: XmlElement | undefined = element;
    for (const name of path.split("/")) found = found?.children.find((child) => child.name === name);
    const text = found?.text.trim();
    if (text) return text;
  }
  return null;
}
