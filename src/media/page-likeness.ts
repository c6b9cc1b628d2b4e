/** Whether two pictures of a page are the same, or the same page drawn anew by another program. */
import type { GreyPicture } from "./grey-picture.ts";

export type Likeness =
  | "same"
  /** Edges differ all over the page, and nowhere is something there or gone; one figure made another could be overlooked. */
  | "redrawn"
  | "different";

/** Of 255: edges of letters are smoothed a little otherwise by some programs that save a file anew. */
const SAME_GREY = 72;
/** A 3 made an 8 in the smallest print changes more pixels of a page. */
const SAME_PIXELS = 8;
/** Pixels of a square's side: about half an inch. */
const SQUARE = 72;
/** Of the squares with ink on them, so many differ when a program draws the page anew; something drawn over it is in a few. */
const THROUGHOUT = 0.25;
const INK = 128;
/** So many pixels a side make one dot in which letters are grey. */
const DOT = 6;
/** Of 255. What pdfwrite, cairo and coarser pictures change in such a dot stays below; a sum in the smallest print is above. */
const SAME_DOT = 80;

/** @param one as it was issued; both drawn at 150 dots an inch. */
export function likenessOf(one: GreyPicture | null, other: GreyPicture | null): Likeness {
  if (one === null || other === null || one.width !== other.width || one.height !== other.height) return "different";
  const { differing, share } = differingIn(one, other);
  if (differing <= SAME_PIXELS) return "same";
  return share >= THROUGHOUT && sameFromAfar(one, other) ? "redrawn" : "different";
}

/** How many pixels differ, and the share of inked squares that they lie in. */
function differingIn(one: GreyPicture, other: GreyPicture): { readonly differing: number; readonly share: number } {
  const across = Math.ceil(one.width / SQUARE);
  const [inked, changed] = [new Set<number>(), new Set<number>()];
  let differing = 0;
  for (let at = 0; at < one.data.length; at += 1) {
    const [a, b] = [one.data[at] as number, other.data[at] as number];
    if (a === b && a >= INK) continue;
    const square = Math.floor(at / one.width / SQUARE) * across + Math.floor((at % one.width) / SQUARE);
    if (a < INK || b < INK) inked.add(square);
    if (Math.abs(a - b) <= SAME_GREY) continue;
    differing += 1;
    changed.add(square);
  }
  return { differing, share: inked.size === 0 ? 0 : changed.size / inked.size };
}

function sameFromAfar(one: GreyPicture, other: GreyPicture): boolean {
  for (let top = 0; top + DOT <= one.height; top += DOT) {
    for (let left = 0; left + DOT <= one.width; left += DOT) {
      if (Math.abs(greyOfDot(one, top, left) - greyOfDot(other, top, left)) > SAME_DOT) return false;
    }
  }
  return true;
}

function greyOfDot({ data, width }: GreyPicture, top: number, left: number): number {
  let sum = 0;
  for (let y = top; y < top + DOT; y += 1) {
    for (let x = left; x < left + DOT; x += 1) sum += data[y * width + x] as number;
  }
  return sum / DOT ** 2;
}
