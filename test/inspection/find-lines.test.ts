import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findLines, linesWithCode } from "../../src/inspection/find-lines.ts";
import { buildContract, buildLine } from "../support/build-contract.ts";

const { lines } = buildContract({
  lines: [
    buildLine({ product: "chair-folding", category: "chairs", name: "Taittotuoli, musta", serials: ["TT-0001", "4006381333931"] }),
    buildLine({ product: "chair-banquet", category: "chairs", name: "Juhlatuoli" }),
    buildLine({ product: "table-180", category: "tables", name: "Pöytä 180 cm" }),
    buildLine({ product: "cup", category: "tableware", name: "Kahvikuppi" }),
    buildLine({ product: "plate", category: "tableware", name: "Lautanen, 27 cm" }),
    buildLine({ product: "cup", category: null, name: "Coffee cup" }),
  ],
});
const WALKED = [1, 2, 3, 4, 5, 6];
const find = (typed: string, walked: readonly number[] = WALKED) => findLines(lines, walked, typed);

describe("what is typed to find lines", () => {
  test.each([
    ["2", [2, 5]],
    ["3", [3]],
    ["tt-0001", [1]],
    [" 4006381333931 ", [1]],
    ["poyta", [3]],
    ["PÖYTÄ", [3]],
    ["180", [3]],
    ["kuppi", [4]],
    ["kupit", [4]],
    ["kuppeja", [4]],
    ["pöydät", [3]],
    ["lautaset", [5]],
    ["tuolit", [1, 2]],
    ["tuoleja", [1, 2]],
    ["musta tuoli", [1]],
    ["chairs", [1, 2]],
    ["tableware", [4, 5]],
    ["juhlatouli", [2]],
    ["laitanen", [5]],
    ["cof", [6]],
    ["cup", [4, 6]],
    ["27", [5]],
    ["zebra", []],
    ["xy", []],
    ["…", []],
  ])("%s", (typed, positions) => {
    expect(find(typed)).toEqual({ positions, together: false });
  });

  test.each([
    ["2-4", [2, 3, 4]],
    ["2–3, 6", [2, 3, 6]],
    ["4..2", [2, 3, 4]],
    ["1,1,2", [1, 2]],
    ["5-99", [5, 6]],
    ["3,", [3]],
    ["all chairs", [1, 2]],
    ["kaikki tuolit", [1, 2]],
    ["Kaikki", WALKED],
    ["all zebras", []],
  ])("%s speaks of several", (typed, positions) => {
    expect(find(typed)).toEqual({ positions, together: true });
  });

  test("numbers count the lines that are walked, and nothing else is found", () => {
    expect(find("1-2", [3, 5])).toEqual({ positions: [3, 5], together: true });
    expect(find("tuoli", [2, 3])).toEqual({ positions: [2], together: false });
  });

  test("nothing typed is every line", () => {
    expect(find("  ")).toEqual({ positions: WALKED, together: false });
  });

  test("whatever is typed, only walked lines are found, each once", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12, unit: fc.constantFrom(..."0123456789-–,. altuoäö") }), (typed) => {
        const { positions } = find(typed, [2, 4, 5]);
        expect(new Set(positions).size).toBe(positions.length);
        expect(positions.every((position) => [2, 4, 5].includes(position))).toBe(true);
      }),
    );
  });
});

test("a code names its line: a serial number alone, an item every line of it", () => {
  expect(linesWithCode(lines, "TT-0001")).toEqual([1]);
  expect(linesWithCode(lines, "CUP")).toEqual([4, 6]);
  expect(linesWithCode(lines, "TT-0002")).toEqual([]);
});
