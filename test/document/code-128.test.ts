/** The vectors of the banks' guide, and a library's drawing of the same. */
import { code128, type DrawingContext } from "bwip-js/generic";
import { expect, test } from "vitest";
import { barsOf, checkOf, pairsOf } from "../../src/document/code-128.ts";

const VECTORS: readonly (readonly [digits: string, check: number])[] = [
  ["479440520200360820048831500000000868516259619897100612", 40],
  ["458101710000001220004829900000000559582243294671120131", 55],
  ["579440520200360820048831509000000868516259619897100612", 74],
  ["516800014000502670009358560000078777679656628687000000", 15],
];

const nothing = (): void => undefined;

/** Start and width of each bar as bwip-js draws them, twice as large so that the middle of every bar is on a whole point. */
function drawn(digits: string): [from: number, length: number][] {
  const bars: [number, number][] = [];
  const drawing: DrawingContext<[from: number, length: number][]> = {
    scale: () => [2, 2],
    measure: () => ({ width: 0, ascent: 0, descent: 0 }),
    line: (middle, _top, _middle, _bottom, thickness) => void bars.push([(middle - thickness / 2) / 2, thickness / 2]),
    end: () => bars,
    init: nothing,
    polygon: nothing,
    hexagon: nothing,
    ellipse: nothing,
    fill: nothing,
    text: nothing,
  };
  return code128({ bcid: "code128", text: digits }, drawing);
}

test.each(VECTORS)("%s has its check symbol", (digits, check) => {
  expect(checkOf(pairsOf(digits))).toBe(check);
});

test.each(VECTORS)("%s has the bars that a library draws", (digits) => {
  expect(barsOf(digits)).toEqual(drawn(digits));
});

test("every pair of digits has the bars that a library draws", () => {
  // Four digits at least: a library may choose another subset for fewer.
  for (let pair = 0; pair < 100; pair += 1) {
    const digits = `${String(pair).padStart(2, "0")}${String(99 - pair).padStart(2, "0")}`;
    expect([digits, barsOf(digits)]).toEqual([digits, drawn(digits)]);
  }
});

test("an odd number of digits and letters are refused", () => {
  expect(() => barsOf("123")).toThrow(RangeError);
  expect(() => barsOf("12A4")).toThrow(RangeError);
  expect(() => barsOf("")).toThrow(RangeError);
});
