import { describe, expect, test } from "vitest";
import { checkCounts, checkTally, MOST_UNITS } from "../../src/inspection/check-counts.ts";
import type { LineCounts } from "../../src/inspection/inspection.ts";
import { inEnglish } from "../support/say-in-english.ts";
import { buildCounts } from "./build-walk.ts";

const LIMITS = { kind: "return", out: 60, missingBefore: 0, parts: ["lid"] } as const;
const wrong = (differs: Partial<LineCounts>, limits: Partial<Parameters<typeof checkCounts>[1]> = {}) =>
  checkCounts(buildCounts(differs), { ...LIMITS, ...limits }).map(({ code, path, values }) => [code, path, inEnglish({ code, values })]);

describe("counts that can be true", () => {
  test.each<[string, Partial<LineCounts>, Partial<Parameters<typeof checkCounts>[1]>]>([
    ["all in order", {}, {}],
    ["some of everything", { ok: 50, damaged: 5, missing: 3, stillOut: 2, dirty: 55, cleaningHours: 1.5, missingParts: { lid: 2 } }, {}],
    ["found ones come on top of what is out", { ok: 62, found: 2 }, { missingBefore: 2 }],
    ["not everything could be handed over", { ok: 57, missing: 3 }, { kind: "handover" }],
    ["nothing was out", { ok: 0 }, { out: 0 }],
  ])("%s", (_, counts, limits) => {
    expect(wrong(counts, limits)).toEqual([]);
  });
});

describe("counts that cannot", () => {
  test("every number that is no count is named", () => {
    expect(
      wrong({
        ok: -1,
        damaged: 2.5,
        missing: Number.NaN,
        stillOut: MOST_UNITS + 1,
        found: Number.POSITIVE_INFINITY,
        dirty: -0.5,
        cleaningHours: -1,
        missingParts: { lid: -2 },
      }),
    ).toEqual([
      ["negative", "ok", "A count cannot be negative."],
      ["not-whole", "damaged", "A count is a whole number."],
      ["not-whole", "missing", "A count is a whole number."],
      ["too-many", "stillOut", "That is more than any line holds."],
      ["not-whole", "found", "A count is a whole number."],
      ["negative", "dirty", "A count cannot be negative."],
      ["negative", "missingParts.lid", "A count cannot be negative."],
      ["hours", "cleaningHours", "Hours are between 0 and 1,000."],
    ]);
    expect(wrong({ cleaningHours: 1_001 })).toEqual([["hours", "cleaningHours", "Hours are between 0 and 1,000."]]);
  });

  test.each<[Partial<LineCounts>, Partial<Parameters<typeof checkCounts>[1]>, [string, string, string]]>([
    [{ ok: 0, damaged: 61 }, {}, ["more-than-out", "damaged", "61 is more than the 60 that are out."]],
    [{ ok: 0, missing: 61 }, {}, ["more-than-out", "missing", "61 is more than the 60 that are out."]],
    [{ ok: 0, stillOut: 61 }, {}, ["more-than-out", "stillOut", "61 is more than the 60 that are out."]],
    [{ ok: 61 }, {}, ["not-the-sum", "", "That makes 61, but 60 are out."]],
    [{ ok: 50, damaged: 5, missing: 3, stillOut: 1 }, {}, ["not-the-sum", "", "That makes 59, but 60 are out."]],
    [{ ok: 62, found: 2 }, { missingBefore: 1 }, ["found-too-many", "found", "2 found, but only 1 were declared missing."]],
    [
      { ok: 58, stillOut: 2 },
      { kind: "handover" },
      ["still-out-at-handover", "stillOut", "At a hand-over nothing is still out: what does not go along is missing."],
    ],
    [{ ok: 10, stillOut: 50, dirty: 11 }, {}, ["dirty-too-many", "dirty", "11 dirty, but only 10 came back."]],
    [{ missingParts: { spout: 1 } }, {}, ["unknown-part", "missingParts.spout", "The contract knows no part “spout” here."]],
    [
      { ok: 1, stillOut: 59, missingParts: { lid: 2 } },
      {},
      ["parts-too-many", "missingParts.lid", "2 × lid missing, but only 1 came back."],
    ],
  ])("%j", (counts, limits, problem) => {
    expect(wrong(counts, limits)).toEqual([problem]);
  });
});

test("a counted number must be what the counts say came back; not counted is always possible", () => {
  expect(checkTally(null, 60)).toEqual([]);
  expect(checkTally(60, 60)).toEqual([]);
  expect(checkTally(59.5, 60).map((problem) => problem.code)).toEqual(["not-whole"]);
  expect(checkTally(58, 60)).toEqual([
    {
      code: "tally-differs",
      path: "counted",
      line: null,
      column: null,
      values: { counted: 58, back: 60 },
    },
  ]);
});
