/** A tree of elements as XML text. Whatever the data holds, it stays text: markup is escaped, and what XML forbids is left out. */
import { create } from "xmlbuilder2";
import type { BasisPoints, Cents } from "../../kernel/money.ts";
import { plain } from "../../kernel/text.ts";

/** `@name` is an attribute, `#` the text beside attributes; null and what comes out empty are left out (PEPPOL-EN16931-R008); `{}` stays. */
export type XmlNode = string | null | readonly XmlNode[] | { readonly [name: string]: XmlNode };

/** What `plain` leaves of characters outside XML 1.0, and noncharacters: halves of surrogate pairs among them. */
const FORBIDDEN = /\p{Cs}|\p{Noncharacter_Code_Point}/gu;

/**
 * Stands for an ampersand until the text is written: xmlbuilder2 4.0 reads `&lt;` and `&#0;` in data as what they would mean in markup,
 * and leaves what looks like an entity as it is. A noncharacter, which no text has by then.
 */
const AMPERSAND = "\uFDD0";

/** Data as one line of text that every XML reader accepts. */
export const xmlText = (text: string): string =>
  plain(text.replace(/[\s\u0085\u2028\u2029]+/gu, " "))
    .replace(FORBIDDEN, "")
    .trim();

/** The same tree without what is empty, each text passed through `write`. */
function pruned(node: XmlNode, write: (text: string) => string): XmlNode {
  if (node === null) return null;
  if (typeof node === "string") return write(xmlText(node)).replaceAll("&", AMPERSAND) || null;
  if (Array.isArray(node)) {
    const items = node.map((item) => pruned(item, write)).filter((item) => item !== null);
    return items.length === 0 ? null : items;
  }
  if (Object.keys(node).length === 0) return node;
  const members = Object.entries(node).flatMap(([name, child]) => {
    const kept = pruned(child, write);
    return kept === null ? [] : [[name, kept] as const];
  });
  return members.some(([name]) => !name.startsWith("@")) ? Object.fromEntries(members) : null;
}

/**
 * @param root one member: the root element.
 * @param write what else happens to each text, such as writing it in fewer characters.
 */
export function renderXml(root: XmlNode, encoding: string, write: (text: string) => string = (text) => text): string {
  const document = create({ version: "1.0", encoding }, pruned(root, write) as Record<string, never>);
  return `${document.end({ prettyPrint: true }).replaceAll(AMPERSAND, "&amp;")}\n`;
}

/** `1234.50`, also below zero. */
export function decimal(amount: Cents): string {
  const digits = String(Math.abs(amount)).padStart(3, "0");
  return `${amount < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** `25.5` of 2550 basis points. */
export const percent = (rate: BasisPoints): string => String(rate / 100);
