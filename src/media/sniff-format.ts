/** What a file is by its first bytes, never by its name. */
import type { ScanFormat } from "./scan-facts.ts";

const latin = (bytes: Uint8Array, from: number, to: number): string => Buffer.from(bytes.subarray(from, to)).toString("latin1");

const startsWith = (bytes: Uint8Array, ...magic: readonly number[]): boolean => magic.every((value, i) => bytes[i] === value);

/** The brands of an ISO media file: the major one first; none where the file is of another kind. */
function brands(bytes: Uint8Array): readonly string[] {
  if (latin(bytes, 4, 8) !== "ftyp") return [];
  const end = Math.min(Buffer.from(bytes.subarray(0, 4)).readUInt32BE(0), bytes.length, 256);
  const found = [latin(bytes, 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) found.push(latin(bytes, at, at + 4));
  return found;
}

const HEIC = new Set(["heic", "heix", "hevc", "hevx", "mif1", "msf1"]);

/** @returns null when the bytes are none of the formats that a signed copy can have. */
export function sniffFormat(bytes: Uint8Array): ScanFormat | null {
  // Readers allow other bytes before the header, and mail programs put them there.
  if (latin(bytes, 0, 1024).includes("%PDF-")) return "pdf";
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return "jpeg";
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "png";
  if (startsWith(bytes, 0x49, 0x49, 0x2a, 0x00) || startsWith(bytes, 0x4d, 0x4d, 0x00, 0x2a)) return "tiff";
  const [major, ...compatible] = brands(bytes);
  return major !== undefined && HEIC.has(major) && !compatible.includes("avif") ? "heic" : null;
}

const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/^\s*(?:<!doctype html|<html|<head|<body)/iu, "webPage"],
  [/^PK\u0003\u0004/u, "zip"],
  [/^\u00d0\u00cf\u0011\u00e0/u, "oldOffice"],
  [/^GIF8/u, "gif"],
  [/^RIFF[\s\S]{4}WEBP/u, "webp"],
  [/^BM[\s\S]{4}\u0000{4}/u, "bmp"],
  [/^[\s\S]{4}ftypavi[fs]/u, "avif"],
  [/^\{\\rtf/u, "wordProcessor"],
  [/^\s*<\?xml/u, "xml"],
  [/^[\t\n\r\u0020-\u007e]+$/u, "text"],
];

/** What a file that cannot be a signed copy seems to be; null when nothing is recognised. */
export function describeOther(bytes: Uint8Array): string | null {
  const head = latin(bytes, 0, 512);
  return OTHERS.find(([pattern]) => pattern.test(head))?.[1] ?? null;
}

const ENDINGS: Readonly<Record<string, ScanFormat>> = {
  pdf: "pdf",
  jpg: "jpeg",
  jpeg: "jpeg",
  jpe: "jpeg",
  png: "png",
  tif: "tiff",
  tiff: "tiff",
  heic: "heic",
  heif: "heic",
};

/** Whether a file's name claims a format that its bytes do not have. */
export function nameDiffers(name: string, format: ScanFormat): boolean {
  const ending = /\.([a-z]{1,5})$/iu.exec(name)?.[1]?.toLowerCase();
  return ending !== undefined && ENDINGS[ending] !== format;
}
