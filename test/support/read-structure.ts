/** What a screen reader is told of a PDF: the structure tree with the text of its elements, as PDF.js reads it. */
import { getDocumentProxy } from "unpdf";

export interface Element {
  readonly role: string;
  readonly alt: string | null;
  /** Its own text and that of what is in it, in reading order. */
  readonly text: string;
  readonly children: readonly Element[];
}

interface Node {
  readonly role?: string;
  readonly alt?: string;
  readonly type?: string;
  readonly id?: string;
  readonly children?: readonly Node[];
}

const tidy = (text: string): string => text.replace(/[\s\u00A0]+/gu, " ").trim();

function elementOf(node: Node, marked: ReadonlyMap<string, string>): Element {
  const children = (node.children ?? []).filter(({ role }) => role !== undefined).map((child) => elementOf(child, marked));
  let next = 0;
  const text = (node.children ?? [])
    .map((child) => (child.role === undefined ? (marked.get(child.id ?? "") ?? "") : children[next++]?.text))
    .join(" ");
  return { role: node.role ?? "", alt: node.alt ?? null, text: tidy(text), children };
}

/** The elements of each page, and on it the text outside of them: what is only for the eye. */
export async function structureOf(pdf: Uint8Array): Promise<{ readonly root: Element; readonly artifacts: string }[]> {
  const document = await getDocumentProxy(new Uint8Array(pdf));
  const pages = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const marked = new Map<string, string>();
    let [open, artifacts] = [null as string | null, ""];
    for (const item of (await page.getTextContent({ includeMarkedContent: true })).items as readonly {
      type?: string;
      id?: string;
      str?: string;
    }[]) {
      if (item.type === "beginMarkedContentProps") open = item.id ?? null;
      else if (item.type === "beginMarkedContent") open = null;
      else if (item.type === "endMarkedContent") open = null;
      else if (open === null) artifacts += ` ${item.str ?? ""}`;
      else marked.set(open, `${marked.get(open) ?? ""}${item.str ?? ""}`);
    }
    pages.push({ root: elementOf((await page.getStructTree()) as Node, marked), artifacts: tidy(artifacts) });
  }
  return pages;
}

/** Every element under one, itself first, in reading order. */
export const allOf = (element: Element): Element[] => [element, ...element.children.flatMap(allOf)];
