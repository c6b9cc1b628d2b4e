/** Photos, small and beside the text that they belong to: one at its right, several in a strip under it. */
import { CONTENT_RIGHT, CONTENT_WIDTH, MEASURE, PAGE } from "../look.ts";
import type { Branch, Row } from "./flow.ts";
import type { Box, Pen } from "./pen.ts";

/** A picture with what is said of it to those who do not see it. */
export interface Photo {
  /** A JPEG or PNG, upright and no larger than it is printed; a photo of a phone must be made smaller first. */
  readonly bytes: Uint8Array;
  readonly alt: string;
}

/** Space between a text and a photo, and between photos. */
const GUTTER = 8;
/** Where the sums stand on other rows: right of the longest line of running text. */
const BESIDE: Box = [CONTENT_RIGHT - PAGE.left - MEASURE - GUTTER, 92];
const IN_STRIP: Box = [BESIDE[0], 69];

/**
 * The rows with their photos, under a branch. One photo stands at the right of the first rows, within their height where they have it;
 * what follows the photo is free to go on over a page. More photos stand in strips under the last row.
 */
export function withPhotos(pen: Pen, rows: readonly Row[], photos: readonly Photo[], under: Branch): Row[] {
  const [only, ...more] = photos;
  if (only === undefined) return [...rows];
  if (more.length > 0) return [...rows, ...strips(pen, photos, under)];
  const height = pen.fit(only.bytes, BESIDE)[1];
  let [taken, reached] = [0, 0];
  while (taken < rows.length && reached < height) {
    reached += heightOf(rows, taken);
    taken += 1;
  }
  return [besideRow(pen, rows.slice(0, taken), only, under), ...rows.slice(taken)];
}

/** The gap above the first row is the whole's own. */
const heightOf = (rows: readonly Row[], index: number): number => (rows[index]?.height ?? 0) + (index === 0 ? 0 : (rows[index]?.gap ?? 0));

function besideRow(pen: Pen, rows: readonly Row[], photo: Photo, under: Branch): Row {
  const [width, height] = pen.fit(photo.bytes, BESIDE);
  const text = rows.reduce((sum, _, index) => sum + heightOf(rows, index), 0);
  return {
    height: Math.max(text, height + GUTTER / 2),
    gap: rows[0]?.gap ?? 0,
    paint: (to, top, repeated) => {
      let at = top;
      rows.forEach((row, index) => {
        row.paint(to, at + (index === 0 ? 0 : row.gap), repeated);
        at += heightOf(rows, index);
      });
      paintPhoto(to, photo, CONTENT_RIGHT - width, top + 2, [width, height], under, repeated);
    },
  };
}

function strips(pen: Pen, photos: readonly Photo[], under: Branch): Row[] {
  const lines: { readonly photo: Photo; readonly x: number; readonly size: Box }[][] = [[]];
  let x: number = PAGE.left;
  for (const photo of photos) {
    const size = pen.fit(photo.bytes, IN_STRIP);
    if (x + size[0] > PAGE.left + CONTENT_WIDTH) {
      lines.push([]);
      x = PAGE.left;
    }
    lines.at(-1)?.push({ photo, x, size });
    x += size[0] + GUTTER;
  }
  return lines.map((line) => ({
    height: Math.max(...line.map(({ size }) => size[1])) + GUTTER / 2,
    gap: GUTTER / 2,
    paint: (to, top, repeated) => {
      for (const one of line) paintPhoto(to, one.photo, one.x, top, one.size, under, repeated);
    },
  }));
}

/** Only once in the structure, however often it is painted. */
export function paintPhoto(pen: Pen, { bytes, alt }: Photo, x: number, top: number, size: Box, under: Branch, repeated: boolean): void {
  const paint = (): void => pen.picture(bytes, x, top, size);
  if (repeated) pen.artifact(paint);
  else pen.tagged("Figure", under, paint, { alt });
}
