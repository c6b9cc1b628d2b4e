/** Finds a part of a printed page on a scan of it: the page's code says how the scan lies, and the lines of text whether that is true. */
import type { GreyPicture } from "./grey-picture.ts";
import type { CodeInPlace, Point } from "./read-codes.ts";

/** A page with the code that stands on it. */
export interface CodedPage {
  readonly picture: GreyPicture;
  readonly code: CodeInPlace;
}

/** In pixels of the printed page. */
export interface Part {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

type Along = (point: Point) => Point;

/** From a place on one page to the same on the other, by their codes: turned, moved and stretched as these are. */
function fromTo(one: CodeInPlace, other: CodeInPlace): Along {
  const [across, down] = [minus(one.topRight, one.topLeft), minus(one.bottomLeft, one.topLeft)];
  const [toAcross, toDown] = [minus(other.topRight, other.topLeft), minus(other.bottomLeft, other.topLeft)];
  const area = across.x * down.y - across.y * down.x;
  return (point) => {
    const { x, y } = minus(point, one.topLeft);
    const [u, v] = [(x * down.y - y * down.x) / area, (across.x * y - across.y * x) / area];
    return { x: other.topLeft.x + u * toAcross.x + v * toDown.x, y: other.topLeft.y + u * toAcross.y + v * toDown.y };
  };
}

const minus = (a: Point, b: Point): Point => ({ x: a.x - b.x, y: a.y - b.y });

/** 0 white to 255 black; white beyond the edges. */
function darkness({ width, height, data }: GreyPicture, { x, y }: Point): number {
  const [column, row] = [Math.round(x), Math.round(y)];
  return column < 0 || row < 0 || column >= width || row >= height ? 0 : 255 - (data[row * width + column] as number);
}

/** Every so many pixels across a line is looked at. */
const ACROSS = 2;

/** How dark each line of pixels of a part is. */
function profile(picture: GreyPicture, { left, right }: Part, from: number, to: number, along: Along): number[] {
  const lines: number[] = [];
  for (let y = from; y < to; y += 1) {
    let sum = 0;
    for (let x = left; x < right; x += ACROSS) sum += darkness(picture, along({ x, y }));
    lines.push(sum);
  }
  return lines;
}

/** From −1 to 1. */
function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [both, ofA, ofB] = [0, 0, 0];
  for (const [index, value] of a.entries()) {
    const [offA, offB] = [value - meanA, (b[index] as number) - meanB];
    both += offA * offB;
    ofA += offA ** 2;
    ofB += offB ** 2;
  }
  return ofA === 0 || ofB === 0 ? 0 : both / Math.sqrt(ofA * ofB);
}

/** The lines of text must be this much alike; those of another clause are at most half of it. */
const ALIKE = 0.6;
/** A code of 20 mm tells the rest of its page to some millimetres: so many pixels of the printed page up or down. */
const FURTHEST = 30;

/**
 * Where a line at some distance from the left edge of a part stands on a scan, from the part's top to its bottom, as shares of its width
 * and height. Null where the scan does not show the part's lines of text there.
 * @param beside in pixels of the printed page.
 */
export function findOnScan(printed: CodedPage, scan: CodedPage, part: Part, beside: number) {
  const along = fromTo(printed.code, scan.code);
  const own = profile(printed.picture, part, part.top, part.bottom, (point) => point);
  const around = profile(scan.picture, part, part.top - FURTHEST, part.bottom + FURTHEST, along);
  let best = { alike: ALIKE, shift: null as number | null };
  for (let shift = -FURTHEST; shift <= FURTHEST; shift += 1) {
    const alike = correlation(own, around.slice(shift + FURTHEST, shift + FURTHEST + own.length));
    if (alike > best.alike) best = { alike, shift };
  }
  const { shift } = best;
  if (shift === null) return null;
  const share = (y: number): readonly [x: number, y: number] => {
    const { x, y: down } = along({ x: part.left - beside, y: y + shift });
    return [x / scan.picture.width, down / scan.picture.height];
  };
  return { from: share(part.top), to: share(part.bottom) };
}
