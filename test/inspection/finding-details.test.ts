import { expect, test } from "vitest";
import { detailsToAsk, severityNeeded } from "../../src/inspection/finding-details.ts";
import { findingNumbers } from "../../src/inspection/finding-numbers.ts";
import { cents } from "../../src/kernel/money.ts";
import { buildLine } from "../support/build-contract.ts";
import { buildFinding, buildGroup, buildInspection, buildLineFacts } from "../support/build-inspection.ts";
import { buildDamaged, buildMatch, buildTerms, buildWear } from "../support/build-terms.ts";
import { buildCounts, buildWalk } from "./build-walk.ts";

const chair = buildLine();
const ALWAYS = ["cause", "note", "photos", "another"];
const asked = (differs: Parameters<typeof buildTerms>[0], line = chair) => detailsToAsk("scratched", line, buildTerms(differs));

test("without terms, or under terms that price by type alone, only the story is asked", () => {
  expect(detailsToAsk("scratched", chair, null)).toEqual(ALWAYS);
  expect(asked({})).toEqual(ALWAYS);
});

test("what a rule for the type and the line needs is asked first", () => {
  expect(asked({ damaged: [buildDamaged({ match: buildMatch({ severities: ["severe"] }) })] })).toEqual(["severity", ...ALWAYS]);
  expect(asked({ wear: [buildWear({ upToMarks: null })] })).toEqual(["sizeMm", ...ALWAYS]);
  expect(asked({ wear: [buildWear({ upToSizeMm: null })] })).toEqual(["marks", ...ALWAYS]);
  expect(asked({ damaged: [buildDamaged({ per: "mark" })] })).toEqual(["marks", ...ALWAYS]);
  expect(asked({ damaged: [buildDamaged({ match: buildMatch({ sizeMm: { from: 10, below: null } }) })] })).toEqual(["sizeMm", ...ALWAYS]);
  expect(asked({ damaged: [buildDamaged({ price: { kind: "repair" } })] })).toEqual(["repair", ...ALWAYS]);
  expect(asked({ damaged: [buildDamaged({ price: { kind: "repairOrValue" } })] })).toEqual(["repair", ...ALWAYS]);
  expect(asked({}, buildLine({ parts: [{ name: "lid", price: cents(500) }] }))).toEqual(["part", ...ALWAYS]);
});

test("rules for other types, products or categories need nothing", () => {
  for (const other of [{ types: ["cracked" as const] }, { products: ["cup"] }, { categories: ["tables"] }]) {
    expect(asked({ damaged: [buildDamaged({ match: buildMatch({ severities: ["severe"], ...other }) })] })).toEqual(ALWAYS);
  }
  const own = buildMatch({ types: ["scratched"], products: [chair.product], categories: ["chairs"], severities: ["minor"] });
  expect(severityNeeded("scratched", chair, buildTerms({ damaged: [buildDamaged({ match: own })] }))).toBe(true);
  expect(severityNeeded("scratched", buildLine({ category: null }), buildTerms({ damaged: [buildDamaged({ match: own })] }))).toBe(false);
});

test("findings are numbered on through the contract", () => {
  const handover = buildInspection({
    kind: "handover",
    load: 0,
    lines: [buildLineFacts({ groups: [buildGroup({ findings: [buildFinding({ id: "F7" })] })] })],
  });
  const numbers = (walk: ReturnType<typeof buildWalk>): string[] => {
    const next = findingNumbers(walk);
    return [next(), next()];
  };
  expect(numbers(buildWalk())).toEqual(["F1", "F2"]);
  const damaged = { type: "counted", position: 1, counts: buildCounts({ ok: 59, damaged: 1 }) } as const;
  const grouped = { type: "grouped", position: 1, groups: [{ id: "G1", count: 1 }] } as const;
  const found = { type: "found", position: 1, group: "G1", finding: buildFinding({ id: "F9" }), open: [] } as const;
  expect(numbers(buildWalk({ setting: { earlier: [handover] } }))).toEqual(["F8", "F9"]);
  expect(numbers(buildWalk({ setting: { earlier: [handover] }, events: [damaged, grouped, found] }))).toEqual(["F10", "F11"]);
});
