/** Reads a scan that came in: what it is, and what its pages say in letters. */
import { textsOfPages } from "../media/archived-page.ts";
import { PdfRefused } from "../media/open-pdf.ts";
import { readScan } from "../media/read-scan.ts";
import type { IncomingReader } from "./ports/scan-reader.ts";

export const readIncoming: IncomingReader = async (bytes, name) => {
  const facts = await readScan(bytes, name);
  if (facts.content !== "text" && facts.content !== "mixed") return { facts, text: "" };
  try {
    return { facts, text: (await textsOfPages(bytes, facts.format)).join(" ") };
  } catch (error) {
    if (error instanceof PdfRefused) return { facts, text: "" };
    throw error;
  }
};
