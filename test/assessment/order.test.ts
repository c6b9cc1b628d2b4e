/** In which order charges stand, and what of their units is billed already. */
import { expect, test } from "vitest";
import type { Source } from "../../src/assessment/assessment.ts";
import { byNumberedText } from "../../src/assessment/order.ts";
import { unbilled } from "../../src/assessment/ranges.ts";

test("numbers at the end of a name count as numbers; names that are alike but for noughts keep one order", () => {
  expect(["G10", "G2", "F3", "G02", "G"].toSorted(byNumberedText)).toEqual(["F3", "G", "G02", "G2", "G10"]);
  expect(byNumberedText("G2", "G2")).toBe(0);
});

test("a charge of the whole return is billed once, too", () => {
  const source: Source = { position: null, subject: "late", group: null, first: 0, count: 1, findings: [] };
  expect(unbilled(new Map(), source)).toEqual([{ first: 0, count: 1 }]);
  expect(unbilled(new Map([["/late/", [{ first: 0, count: 1 }]]]), source)).toEqual([]);
  expect(unbilled(new Map([["1/late/", [{ first: 0, count: 1 }]]]), source)).toEqual([{ first: 0, count: 1 }]);
});
