/** The clauses that are shown at the counter: those that speak of the line as it stands, each once. */
import { expect, test } from "vitest";
import type { FindingType } from "../../src/contract/terms.ts";
import { clausesThatBear } from "../../src/inspection/clauses-that-bear.ts";
import type { LineFacts } from "../../src/inspection/inspection.ts";
import { buildLine } from "../support/build-contract.ts";
import { buildFinding, buildGroup, buildLineFacts } from "../support/build-inspection.ts";
import { buildDamaged, buildMatch, buildTerms, buildWear } from "../support/build-terms.ts";

const CHAIR = buildLine({ product: "chair", category: "chairs" });
const TERMS = buildTerms({
  wear: [buildWear()],
  damaged: [
    buildDamaged({ match: buildMatch({ types: ["cracked", "broken"] }) }),
    buildDamaged({ id: "damaged.2", clause: "7.3", match: buildMatch({ types: ["scratched"], categories: ["chairs"] }) }),
    buildDamaged({ id: "damaged.3", clause: "8.1", match: buildMatch({ types: ["scratched"], categories: ["tables"] }) }),
  ],
});

const numbers = (facts: LineFacts | null, type: FindingType | null = null): readonly string[] =>
  clausesThatBear(CHAIR, facts, type, TERMS).map(({ number }) => number);

const scratched = buildGroup({ findings: [buildFinding({ type: "scratched" })] });

test("before anything is counted, all that may come", () => {
  expect(numbers(null)).toEqual(["5.2", "7.3", "4.1", "5.3", "6.1", "5.1"]);
});

test("what was found: its price, what is never charged of it, and how the value is reckoned; other categories' rules are not named", () => {
  expect(numbers(buildLineFacts({ groups: [scratched] }))).toEqual(["7.3", "4.1", "5.1"]);
  expect(numbers(buildLineFacts({ missing: 2 }))).toEqual(["5.3", "5.1"]);
  expect(numbers(buildLineFacts({ missingParts: { seat: 1 } }))).toEqual(["5.3", "5.1"]);
  expect(numbers(buildLineFacts({ dirty: 4 }))).toEqual(["6.1"]);
  expect(numbers(buildLineFacts())).toEqual([]);
});

test("damage whose kind is not told yet may be any", () => {
  expect(numbers(buildLineFacts({ damaged: 2 }))).toEqual(["5.2", "7.3", "4.1", "5.1"]);
});

test("a finding of its own is asked about without the rest of its line", () => {
  expect(numbers(buildLineFacts({ groups: [scratched], missing: 2, dirty: 3 }), "cracked")).toEqual(["5.2", "5.1"]);
});

test("a rule for some products or categories is named for those lines alone; a clause that the terms do not have is none", () => {
  const only = (match: Partial<ReturnType<typeof buildMatch>>, line = CHAIR): readonly string[] => {
    const [rule] = TERMS.missing;
    const terms = { ...TERMS, missing: rule ? [{ ...rule, match: buildMatch(match) }] : [] };
    return clausesThatBear(line, buildLineFacts({ missing: 1 }), null, terms).map(({ number }) => number);
  };
  expect([only({ products: ["chair"] }), only({ products: ["table"] })]).toEqual([["5.3", "5.1"], ["5.1"]]);
  expect([only({ categories: ["chairs"] }), only({ categories: ["chairs"] }, { ...CHAIR, category: null })]).toEqual([
    ["5.3", "5.1"],
    ["5.1"],
  ]);
  const bare = { ...TERMS, value: null };
  expect(clausesThatBear(CHAIR, buildLineFacts({ missing: 1 }), null, bare).map(({ number }) => number)).toEqual(["5.3"]);
});
