import { describe, expect, test } from "vitest";
import { DEFAULT_PATTERNS, formatNumber, isYearly, patternProblems, patternsOf } from "../../src/invoice/number-pattern.ts";

test("a pattern says where the year and the number stand, with leading zeros or without", () => {
  expect(formatNumber("L-{year}-{number:4}", 2026, 7)).toBe("L-2026-0007");
  expect(formatNumber("L-{year}-{number:4}", 2026, 12_345)).toBe("L-2026-12345");
  expect(formatNumber("LASKU{number}", 2026, 7)).toBe("LASKU7");
  expect(["L-{year}-{number:4}", "LASKU{number}"].map(isYearly)).toEqual([true, false]);
});

test("a kind that the desk does not name is numbered as usual", () => {
  expect(patternsOf(undefined)).toEqual(DEFAULT_PATTERNS);
  expect(patternsOf({ creditNote: "HYV-{number:5}" })).toEqual({ ...DEFAULT_PATTERNS, creditNote: "HYV-{number:5}" });
});

test("a number never grows beyond what ledgers read", () => {
  expect(() => formatNumber("PITKA-{year}-{number:6}", 2026, 999_999_999_9)).toThrow("number-too-long");
});

describe("patterns that cannot be used are refused by name", () => {
  test.each([
    [{ invoice: "L-{year}" }, "settings-pattern-parts", "numbers.invoice"],
    [{ invoice: "L-{number}-{number}" }, "settings-pattern-parts", "numbers.invoice"],
    [{ invoice: "L-{year:2}-{number}" }, "settings-pattern-parts", "numbers.invoice"],
    [{ invoice: "l-{number}" }, "settings-pattern-characters", "numbers.invoice"],
    [{ invoice: "L/{number}" }, "settings-pattern-characters", "numbers.invoice"],
    [{ invoice: "{year}-{number}" }, "settings-pattern-characters", "numbers.invoice"],
    [{ invoice: "JUHLAKALUSTO-{year}-{number:4}" }, "settings-pattern-long", "numbers.invoice"],
    [{ invoice: "R-{number}" }, "settings-pattern-taken", "numbers.invoice"],
    [{ bill: "L-{number}" }, "settings-pattern-kind", "numbers.bill"],
    [{ invoice: 7 }, "settings-field-text", "numbers.invoice"],
    [{ invoice: "K-{year}-{number}" }, "settings-pattern-same", "numbers.damagesStatement"],
    [{ invoice: "L{number:4}", damagesStatement: "L2{number}" }, "settings-pattern-same", "numbers.damagesStatement"],
  ])("%j", (numbers, code, field) => {
    expect(patternProblems(numbers).map((error) => [error.code, error.values.field])).toEqual([[code, field]]);
  });

  test("and what can be used is not", () => {
    expect(patternProblems({})).toEqual([]);
    expect(patternProblems({ invoice: "LASKU-{year}-{number:5}", damagesStatement: "K{number:6}", creditNote: "HYV-{number}" })).toEqual(
      [],
    );
  });
});
