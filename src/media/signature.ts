/** A signature drawn with a finger: strokes of points -> SVG to be kept -> a picture to be printed. */

import { withoutTraces } from "./without-traces.ts";

/** The sheet that people draw on: points are whole numbers within it. */
export const SIGNATURE_SIZE = { width: 1_000, height: 400 } as const;
/** A long name in one go has a few hundred points. */
const MOST_POINTS = 20_000;

export type Point = readonly [x: number, y: number];
export type Strokes = readonly (readonly Point[])[];

/** `10,20 11,22;30,40`: strokes apart by semicolons. Null when it is no such text, or nothing was drawn. */
export function readStrokes(text: string): Strokes | null {
  if (!/^\d{1,4},\d{1,4}(?:[ ;]\d{1,4},\d{1,4})*$/u.test(text)) return null;
  const strokes = text.split(";").map((stroke) => stroke.split(" ").map((point) => point.split(",").map(Number) as unknown as Point));
  const points = strokes.flat();
  const within = points.every(([x, y]) => x <= SIGNATURE_SIZE.width && y <= SIGNATURE_SIZE.height);
  return within && points.length <= MOST_POINTS ? strokes : null;
}

/** A stroke of one point is a dot. */
const pathOf = ([first, ...others]: readonly Point[]): string =>
  first === undefined ? "" : `M${first.join(" ")}${others.length === 0 ? "h0" : others.map((point) => `L${point.join(" ")}`).join("")}`;

/** The same strokes give the same bytes. */
export function signatureSvg(strokes: Strokes): Uint8Array {
  const { width, height } = SIGNATURE_SIZE;
  const paths = `<path d="${strokes.map(pathOf).join("")}" fill="none" stroke="#1f2a30" stroke-width="7" stroke-linecap="round" stroke-linejoin="round"/>`;
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">${paths}</svg>\n`, "utf8");
}

/** As large as it is printed at 300 dots an inch, on white. */
const PRINTED_WIDTH = 750;

/** A signature as it is printed: what was drawn on a phone, or a photo or scan of one on paper. @throws UserError `picture-unreadable`. */
export const pictureOfSignature = async (bytes: Uint8Array): Promise<Uint8Array> =>
  Buffer.from(bytes.subarray(0, 4)).toString("latin1") === "<svg" ? drawSignature(bytes) : withoutTraces(bytes, PRINTED_WIDTH);

export async function drawSignature(svg: Uint8Array): Promise<Uint8Array> {
  const { default: sharp } = await import("sharp");
  return sharp(svg, { density: 96 }).resize(PRINTED_WIDTH).flatten({ background: "white" }).png({ palette: true }).toBuffer();
}
