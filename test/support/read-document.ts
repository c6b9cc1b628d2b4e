/** Reads finished PDFs back: their text, their inside, and the codes printed on them. */

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { inflateSync } from "node:zlib";
import { extractText, getDocumentProxy } from "unpdf";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import type { DocumentAssets } from "../../src/document/assets.ts";
import type { Language } from "../../src/kernel/text.ts";
import { LOCALES } from "../../src/language/locale.ts";
import { createMessages } from "../../src/language/messages.ts";
import { rasterisePage } from "../../src/media/rasterise.ts";
import { readCatalogue, readTemplate } from "../../src/storage/templates.ts";

const fonts = { regular: readTemplate("fonts/Inter-Regular.ttf"), semibold: readTemplate("fonts/Inter-SemiBold.ttf") };

export const assetsIn = (language: Language, over: Partial<DocumentAssets> = {}): DocumentAssets => ({
  fonts,
  messages: createMessages(readCatalogue("customer", language), LOCALES[language]),
  logo: null,
  ...over,
});

/** The text without the journal's fingerprint, which differs from desk to desk. */
export const saidIn = async (pdf: Uint8Array): Promise<string> => (await textOf(pdf)).replace(/(?:\b[\da-f]{4}\b ?){16}/gu, "…");

/** The text of each page with every run of white space, NBSP too, as one space. */
export async function textOfPages(pdf: Uint8Array): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: false });
  return text.map((page) => page.replace(/[\s\u00A0]+/gu, " ").trim());
}

export const textOf = async (pdf: Uint8Array): Promise<string> => (await textOfPages(pdf)).join(" ");

/** The file as text, with its compressed streams unpacked: for what a reader of text does not show. */
export function insideOf(pdf: Uint8Array): string {
  const file = Buffer.from(pdf);
  const raw = file.toString("latin1");
  const parts = [raw];
  for (const match of raw.matchAll(/FlateDecode[\s\S]*?stream\r?\n/gu)) {
    try {
      parts.push(inflateSync(file.subarray(match.index + match[0].length), { finishFlush: 2 }).toString("latin1"));
    } catch {
      // Not every match begins a stream.
    }
  }
  return parts.join("\n");
}

let reading: Promise<unknown> | null = null;
async function prepareReader(): Promise<void> {
  const file = await readFile(createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm"));
  const wasmBinary = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer;
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
}

/** The codes that a phone or a bank's reader sees on a page drawn at 200 dpi. Pages count from 1. */
export async function codesOn(pdf: Uint8Array, page: number): Promise<{ format: string; text: string }[]> {
  reading ??= prepareReader();
  await reading;
  const { data, width, height } = await rasterisePage(pdf, page, 200);
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  for (const [index, grey] of data.entries()) pixels.fill(grey, index * 4, index * 4 + 3);
  const found = await readBarcodes({ data: pixels, width, height }, { formats: ["QRCode", "Code128"], tryHarder: true });
  return found.filter(({ isValid }) => isValid).map(({ format, text }) => ({ format, text }));
}
