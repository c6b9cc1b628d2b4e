/** What never happens with checked terms and stored facts, and is a problem, not a guess, when it does. */
import { describe, expect, it } from "vitest";
import { assess } from "../../src/assessment/assess.ts";
import type { Assessment, Facts } from "../../src/assessment/assessment.ts";
import type { Terms } from "../../src/contract/terms.ts";
import { day } from "../../src/kernel/dates.ts";
import { basisPoints, cents } from "../../src/kernel/money.ts";
import { buildFinding, buildGroup, buildInspection, buildLineFacts } from "../support/build-inspection.ts";
import { buildDamaged, buildMatch, buildTerms, buildValue, buildWaiver } from "../support/build-terms.ts";
import { factsOf, sums } from "../worked-examples/example.ts";

const assessedUnder = (terms: Partial<Terms>, over: Partial<Facts> = {}): Assessment =>
  assess({
    ...factsOf({ terms: "", lines: [{ groups: [buildGroup()] }] }),
    terms: buildTerms({ late: [], value: buildValue({ claims: "net" }), ...terms }),
    ...over,
  });
const failures = ({ problems }: Assessment): string[] =>
  problems.map(({ code, values }) => `${code}: ${values.message && "text" in values.message ? values.message.text : ""}`);

describe("a rule that fails stops the bill", () => {
  it("where two rules claim one finding", () => {
    const damaged = [buildDamaged(), buildDamaged({ id: "damaged.2" })];
    expect(failures(assessedUnder({ damaged }))).toEqual(["ruleFailed: more than one rule claims this: damaged.1, damaged.2"]);
  });
  it("where a multiple leads back to itself", () => {
    const price = { kind: "multiple", hundredths: 200, of: { type: "cracked", severity: null } } as const;
    expect(failures(assessedUnder({ damaged: [buildDamaged({ price })] }))).toEqual([
      "ruleFailed: a multiple of a multiple in rule damaged.1",
    ]);
  });
  it("where the table of ages ends before the age", () => {
    const depreciation = { kind: "table", steps: [{ underMonths: 12, share: basisPoints(5_000) }] } as const;
    expect(failures(assessedUnder({ value: buildValue({ depreciation }) }))).toEqual([
      "ruleFailed: the age table has no step for 26 months",
    ]);
  });
  it("where no band of the waiver holds the sum", () => {
    const pays = { kind: "bands", bands: [{ upTo: cents(100), pays: { kind: "sum", amount: cents(1) } }] } as const;
    const facts = factsOf({ terms: "", contract: { waiver: "share" }, lines: [{ groups: [buildGroup()] }] });
    const assessment = assess({ ...facts, terms: buildTerms({ waivers: [buildWaiver({ per: "contract", pays })] }) });
    expect(failures(assessment)).toEqual(["ruleFailed: no band of the waiver holds 8145"]);
  });
  it("where a line is not in the contract, or what was billed has no such name", () => {
    const inspection = buildInspection({ lines: [buildLineFacts({ position: 9 })] });
    expect(failures(assessedUnder({}, { inspection }))).toEqual(["ruleFailed: the contract has no line 9"]);
    expect(failures(assessedUnder({}, { billed: ["1/group/G1"] }))).toEqual(["ruleFailed: not a source: 1/group/G1"]);
  });
  it("of one finding, and the others are assessed all the same", () => {
    const damaged = [
      buildDamaged({ match: buildMatch({ types: ["cracked"] }) }),
      buildDamaged({ id: "damaged.2", match: buildMatch({ types: ["torn"] }) }),
    ];
    const groups = [
      buildGroup({ findings: [buildFinding({ type: "burnt" })] }),
      buildGroup({ id: "G2", findings: [buildFinding({ id: "F2" })] }),
    ];
    expect(sums(assessedUnder({ damaged }, { inspection: buildInspection({ lines: [buildLineFacts({ groups })] }) }))).toEqual([
      "problem: unpriced",
      "diminution 64.90",
    ]);
  });
});

describe("what a rule speaks of", () => {
  const sized = (sizeMm: number | null) => {
    const damaged = [
      buildDamaged({ match: buildMatch({ sizeMm: { from: null, below: 20 } }), price: { kind: "fixed", amount: cents(100) } }),
      buildDamaged({
        id: "damaged.2",
        match: buildMatch({ sizeMm: { from: 20, below: null } }),
        price: { kind: "fixed", amount: cents(200) },
      }),
    ];
    const groups = [buildGroup({ findings: [buildFinding({ sizeMm })] })];
    return sums(assessedUnder({ damaged }, { inspection: buildInspection({ lines: [buildLineFacts({ groups })] }) }));
  };
  it("is told by size, from included and below excluded; no size is no size", () => {
    expect([19, 20, null].map(sized)).toEqual([["diminution 1.00"], ["diminution 2.00"], ["problem: unpriced"]]);
  });
});

describe("findings made after the return", () => {
  const seenLater = (notify: Terms["notify"], sent = buildFinding().seenAt) => {
    const groups = [buildGroup({ findings: [buildFinding({ late: { noticeSentAt: sent } })] })];
    return assessedUnder({ notify }, { inspection: buildInspection({ lines: [buildLineFacts({ groups })] }), today: day("2026-06-01") });
  };
  it("are not charged where the terms say nothing of them", () => {
    expect(seenLater(null).notCharged.map(({ reason, rule }) => [reason, rule])).toEqual([["noticeTooLate", null]]);
  });
  it("are charged when the notice was sent within the days, weekends counted where the terms count them", () => {
    expect(sums(seenLater({ id: "notify", clause: "9.1", days: 0, businessDays: false, consumers: false }))).toEqual(["diminution 64.90"]);
  });
});

describe("several findings on one unit", () => {
  it("become one price under one heading, by the rule of the dearest, and the value is printed once", () => {
    const rule = (id: string, type: "cracked" | "torn" | "burnt", amount: number) =>
      buildDamaged({ id, match: buildMatch({ types: [type] }), price: { kind: "fixed", amount: cents(amount) } });
    const damaged = [rule("a", "cracked", 100), rule("b", "torn", 300), rule("c", "burnt", 200)];
    const findings = (["cracked", "torn", "burnt"] as const).map((type, index) => buildFinding({ id: `F${index + 1}`, type }));
    const { charges } = assessedUnder(
      { damaged },
      { inspection: buildInspection({ lines: [buildLineFacts({ groups: [buildGroup({ findings })] })] }) },
    );
    expect(
      charges.map(({ rule: by, amount, source, trace }) => [by, amount, source.findings, trace.map(({ sentence }) => sentence)]),
    ).toEqual([["b", 600, ["F1", "F2", "F3"], ["price.fixed", "price.fixed", "price.fixed", "unit.together"]]]);
  });
});
