/** QR codes and bank barcodes as rectangles in points. */
import { encode } from "uqr";
import { barsOf } from "./code-128.ts";

export type Rectangle = readonly [x: number, y: number, width: number, height: number];

/** Which of the eight patterns is laid over a code's data. Readers know it from the code itself. */
export type QrMask = number | "best";

/** The best one for three of four payment texts; trying all eight takes longer than setting a page. */
export const PAYMENT_MASK: QrMask = 2;

/**
 * A QR code at error level M, without its quiet zone: leave four modules around it. Modules of a row that touch become one
 * rectangle, overlapping the next row by a hair so that no viewer shows seams.
 */
export function qrCode(text: string, x: number, y: number, size: number, mask: QrMask = "best"): Rectangle[] {
  const { data } = encode(text, { ecc: "M", border: 0, maskPattern: mask === "best" ? -1 : mask });
  const module = size / data.length;
  return data.flatMap((row, line) =>
    runs(row).map(([from, length]): Rectangle => [x + from * module, y + line * module, length * module, module * 1.02]),
  );
}

function runs(row: readonly boolean[]): [from: number, length: number][] {
  const found: [number, number][] = [];
  row.forEach((dark, index) => {
    const last = found.at(-1);
    if (!dark) return;
    if (last && last[0] + last[1] === index) last[1] += 1;
    else found.push([index, 1]);
  });
  return found;
}

/**
 * The 54 digits of a bank barcode as Code 128, subset C all through, without its quiet zones: leave ten modules at each side.
 * @throws RangeError when the text has not 54 digits.
 */
export function bankBarcode(digits: string, x: number, y: number, width: number, height: number): Rectangle[] {
  if (!/^\d{54}$/u.test(digits)) throw new RangeError(`not the digits of a bank barcode: ${digits}`);
  const bars = barsOf(digits);
  const [last, lastWidth] = bars.at(-1) ?? [0, 0];
  const module = width / (last + lastWidth);
  return bars.map(([from, length]) => [x + from * module, y, length * module, height]);
}
