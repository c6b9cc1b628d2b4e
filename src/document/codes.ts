/** QR codes and bank barcodes as rectangles in points. */
import bwip from "bwip-js/node";
import { encode } from "uqr";

export type Rectangle = readonly [x: number, y: number, width: number, height: number];

/**
 * A QR code at error level M, without its quiet zone: leave four modules around it. Modules of a row that touch become one
 * rectangle, overlapping the next row by a hair so that no viewer shows seams.
 */
export function qrCode(text: string, x: number, y: number, size: number): Rectangle[] {
  const { data } = encode(text, { ecc: "M", border: 0 });
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
  // The named export `raw` is a symbology of that name; only the default export has the function.
  const [drawn] = bwip.raw({ bcid: "code128", text: digits });
  if (!drawn || !("sbs" in drawn)) throw new RangeError("no bars");
  const modules = drawn.sbs.reduce((sum, bar) => sum + bar, 0);
  const module = width / modules;
  const bars: Rectangle[] = [];
  let at = x;
  drawn.sbs.forEach((bar, index) => {
    if (index % 2 === 0) bars.push([at, y, bar * module, height]);
    at += bar * module;
  });
  return bars;
}
