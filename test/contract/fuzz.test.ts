import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkTerms } from "../../src/contract/check-terms.ts";
import { parseContract } from "../../src/contract/parse-contract.ts";
import { parseTerms } from "../../src/contract/parse-terms.ts";
import type { Problem } from "../../src/kernel/result.ts";
import { CONTRACT, TERMS } from "../support/contract-texts.ts";
import { inEnglish } from "../support/say-in-english.ts";

const fixture = (name: string): string => readFileSync(fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url)), "utf8");

/** What slips of hand, cut files and bad will leave in a file. */
const SCRAPS = [
  "",
  "\n",
  "\t",
  "  ",
  "- ",
  ": ",
  "[",
  "]",
  "{",
  "}",
  '"',
  "'",
  "|",
  ">",
  "&a ",
  "*a",
  "!!x ",
  "<<: ",
  "#",
  "null",
  "-1",
  "1e9",
  "\u0000",
  "\u202e",
  "ä",
  "x".repeat(300),
  "2026-02-30",
  "%",
  "__proto__: ",
];

/** A text with a few places cut out and replaced. */
const mutated = (texts: readonly string[]) =>
  fc
    .tuple(
      fc.constantFrom(...texts),
      fc.array(fc.tuple(fc.nat(), fc.nat({ max: 12 }), fc.oneof(fc.constantFrom(...SCRAPS), fc.string({ unit: "binary" }))), {
        minLength: 1,
        maxLength: 4,
      }),
    )
    .map(([text, cuts]) =>
      cuts.reduce((before, [from, length, scrap]) => {
        const start = from % (before.length + 1);
        return before.slice(0, start) + scrap + before.slice(start + length);
      }, text),
    );

/** Every problem has words and a place inside the file. */
function expectLocated(problems: readonly Problem[], text: string): void {
  const lines = text.split(/\r\n?|\n/u).length;
  expect(
    problems.filter(
      ({ values, code, line, column }) =>
        !(inEnglish({ code, values }) && line !== null && column !== null && line >= 1 && line <= lines && column >= 1),
    ),
  ).toEqual([]);
}

describe("mutated files", () => {
  it("are contracts or located problems", () => {
    fc.assert(
      fc.property(mutated([CONTRACT, fixture("party/contract.yaml"), JSON.stringify({ number: 1, lines: [{}] })]), (text) => {
        const parsed = parseContract(text, { zone: "Europe/Helsinki", desk: "Tampere" });
        if (parsed.ok) expect(parsed.value.contract.lines.length).toBeGreaterThan(0);
        else {
          expect(parsed.problems).not.toEqual([]);
          expectLocated(parsed.problems, text);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("are terms, whose checks end, or located problems", () => {
    fc.assert(
      fc.property(mutated([TERMS, fixture("terms/furniture-and-tableware.yaml")]), (text) => {
        const parsed = parseTerms(text);
        if (parsed.ok) {
          const { errors, warnings } = checkTerms(parsed.value.terms, parsed.value.places);
          expectLocated([...errors, ...warnings], text);
        } else {
          expect(parsed.problems).not.toEqual([]);
          expectLocated(parsed.problems, text);
        }
      }),
      { numRuns: 60 },
    );
  });
});
