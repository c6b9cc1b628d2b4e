/** Every worked example by its number has a test whose title starts with it, and one for each of its cases. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const TESTS = join(import.meta.dirname, "..");

/** The examples, and how many cases each has where it has more than one. */
const EXAMPLES: Readonly<Record<string, number>> = {
  ...{ V1: 1, V2: 4, V3: 2, V4: 1, V5: 2, V6: 1, V7: 1 },
  ...{ D1: 1, D2: 1, D3: 1, D4: 2, D5: 1, D6: 1, D7: 2, D8: 2, D9: 1, D10: 1, D11: 2 },
  ...{ M1: 1, M2: 2, C1: 2, L1: 1, L2: 1, L3: 2, L4: 1, L5: 2, L6: 1, U1: 2 },
  ...{ W1: 1, W2: 3, W3: 1, W4: 3, W5: 4, W6: 1, W7: 1, W8: 1, W9: 1, W10: 1, W11: 1, W12: 2, W13: 1, W14: 1 },
  ...{ K1: 1, K2: 1, K3: 1 },
  ...{ T1: 2, T2: 1, T3: 1 },
  ...{ X1: 1, X2: 1, X3: 1, X4: 1, X5: 1, X6: 2, X7: 1, X8: 1, X9: 2, X10: 1 },
};

/** `it("V1 …")`, each row of a table whose first cell is the title, and each row of one whose title is written with places. */
function casesIn(source: string): string[] {
  const plain = [...source.matchAll(/\b(?:it|test)\(\s*"([A-Z]\d+)[ :]/gu)].map((match) => match[1] as string);
  const rows = [...source.matchAll(/^ {4}\["([A-Z]\d+) /gmu)].map((match) => match[1] as string);
  const tables = [...source.matchAll(/\b(?:it|test)\.each\(\[?([\s\S]*?)\]?\)\(\s*["`]([A-Z]\d+) /gu)].flatMap(([, table, number]) =>
    Array.from({ length: rowsOf(table as string) }, () => number as string),
  );
  return [...plain, ...rows, ...tables];
}

const rowsOf = (table: string): number => (/^\s+\[/mu.test(table) ? [...table.matchAll(/^ {4}\[/gmu)].length : table.split(",").length);

const sources = readdirSync(TESTS, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".test.ts"))
  .map((name) => readFileSync(join(TESTS, name), "utf8"));

describe("the worked examples", () => {
  const cases = sources.flatMap(casesIn);

  test.each(Object.entries(EXAMPLES))("%s has a test for each of its cases (%i)", (number, expected) => {
    expect(cases.filter((one) => one === number).length).toBeGreaterThanOrEqual(expected);
  });

  test("no test has the number of an example that there is not", () => {
    const known = new Set(Object.keys(EXAMPLES));
    expect([...new Set(cases)].filter((number) => /^[VDMCLUWKTX]\d/u.test(number) && !known.has(number))).toEqual([]);
  });
});
