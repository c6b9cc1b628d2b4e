/** Codes in a picture, by ZXing compiled to WebAssembly. It would fetch its binary from the net; ours comes from the package. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { GreyPicture } from "./grey-picture.ts";

/** The CJS bundle has `__filename`, the source modules have `import.meta.url`. */
const here = typeof __filename === "string" ? __filename : import.meta.url;

async function loadReader() {
  const { prepareZXingModule, readBarcodes } = await import("zxing-wasm/reader");
  const file = await readFile(createRequire(here).resolve("zxing-wasm/reader/zxing_reader.wasm"));
  const wasmBinary = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer;
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  return readBarcodes;
}

let reader: ReturnType<typeof loadReader> | null = null;

/** The reader takes red, green, blue and opacity. */
function withColour(picture: GreyPicture): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(picture.width * picture.height * 4);
  const words = new Uint32Array(pixels.buffer);
  for (let i = 0; i < words.length; i += 1) words[i] = (picture.data[i] as number) * 0x010101 + 0xff000000;
  return pixels;
}

export type CodeFormat = "QRCode" | "Code128";

/** In pixels of the picture. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A code as it stands in a picture: its own upper left corner, and those beside and below it, however it is turned. */
export interface CodeInPlace {
  readonly text: string;
  readonly topLeft: Point;
  readonly topRight: Point;
  readonly bottomLeft: Point;
}

/** The texts of all codes in a picture, QR codes unless said, at any rotation; none when there is none or it cannot be read. */
export const readCodes = async (picture: GreyPicture, formats: readonly CodeFormat[] = ["QRCode"]): Promise<readonly string[]> =>
  (await findCodes(picture, formats)).map(({ text }) => text);

/** The same, with where each stands. */
export async function findCodes(picture: GreyPicture, formats: readonly CodeFormat[] = ["QRCode"]): Promise<readonly CodeInPlace[]> {
  reader ??= loadReader();
  const readBarcodes = await reader;
  const results = await readBarcodes(
    { data: withColour(picture), width: picture.width, height: picture.height },
    { formats: [...formats], tryHarder: true, tryRotate: true, tryDownscale: true, maxNumberOfSymbols: 8 },
  );
  return results.flatMap(({ isValid, text, position }) => (isValid ? [{ text, ...position }] : []));
}
