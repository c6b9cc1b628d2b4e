import { describe, expect, it } from "vitest";
import type { ContractLine } from "../../src/contract/contract.ts";
import type { Finding } from "../../src/inspection/inspection.ts";
import { day } from "../../src/kernel/dates.ts";
import { cents } from "../../src/kernel/money.ts";
import { buildFinding, buildGroup, buildInspection, buildLineFacts } from "../support/build-inspection.ts";
import { assessed, chair, reasons, refusals, STRAIGHT_LINE, sums } from "./example.ts";

const damage = (
  rules: string,
  findings: readonly Partial<Finding>[],
  { count = 1, line = {} }: { count?: number; line?: Partial<ContractLine> } = {},
) =>
  assessed({
    terms: STRAIGHT_LINE + rules,
    contract: { lines: [chair(line)] },
    lines: [
      { groups: [buildGroup({ count, findings: findings.map((finding, index) => buildFinding({ id: `F${index + 1}`, ...finding })) })] },
    ],
  });

const repair = (cost: number) => ({ repair: { cost: cents(cost), days: 0, source: "workshop" } });
/** Half of 10 years used up: 400.00 is worth 200.00. */
const WORTH_200 = { replacementPrice: cents(40_000), lifeMonths: 120, inService: day("2021-05-20") };
const SCRATCH = { type: "scratched", severity: "severe" } as const;

describe("damage", () => {
  it("D1 a repair of 260.00 is never above the value of 200.00", () => {
    const assessment = damage('damaged: [{ clause: "2", price: repair, aboveValue: never }]', [repair(26_000)], { line: WORTH_200 });
    expect(sums(assessment)).toEqual(["repair 200.00"]);
  });

  it("D2 a repair of 35.00 stands under a value of 64.90", () => {
    expect(sums(damage('damaged: [{ clause: "2", price: repair, aboveValue: never }]', [repair(3_500)]))).toEqual(["repair 35.00"]);
  });

  it("D3 25 % of 64.90 is 16.23 each, 32.46 for two", () => {
    const assessment = damage(
      'damaged: [{ clause: "2", types: scratched, severities: severe, price: 25 % of value }, { clause: "2", types: scratched, severities: [minor, moderate], price: 5.00 }]',
      [SCRATCH],
      {
        count: 2,
      },
    );
    expect(assessment.charges.map(({ unitAmount, amount }) => [unitAmount, amount])).toEqual([[1_623, 3_246]]);
  });

  it.each([
    ["2021-05-20", "50.00"],
    ["2017-05-20", "25.00"],
  ])("D4 two years of ten lost on 250.00, in service since %s: %s", (inService, expected) => {
    const line = { replacementPrice: cents(25_000), lifeMonths: 120, inService: day(inService) };
    expect(sums(damage('damaged: [{ clause: "2", price: { lifeLost: 2 years } }]', [{}], { line }))).toEqual([`diminution ${expected}`]);
  });

  it("D5 value 50.00 and delivery 35.00, which is not depreciated", () => {
    const rules = `damaged: [{ clause: "2", price: current value }]
extras: [{ clause: "2", kind: delivery, when: [damaged], fee: 35.00 per unit }]`;
    const line = { replacementPrice: cents(15_000), lifeMonths: 120, inService: day("2019-09-20") };
    const assessment = damage(rules, [{}], { line });
    expect(sums(assessment)).toEqual(["diminution 50.00", "delivery 35.00"]);
    expect(assessment.charges.map(({ vat }) => vat)).toEqual(["O", "O"]);
  });

  it("D6 a scratch of 20 mm is normal wear", () => {
    const rules = `wear: [{ clause: "1", types: scratched, upToSize: 25 mm, upToMarks: 4 }]
damaged: [{ clause: "2", price: current value }]`;
    const assessment = damage(rules, [{ type: "scratched", sizeMm: 20 }]);
    expect(sums(assessment)).toEqual([]);
    expect(assessment.notCharged).toEqual([
      {
        source: { position: 1, subject: "group", group: "G1", findings: ["F1"], first: 0, count: 1 },
        reason: "wear",
        rule: "wear.1",
        clause: "1",
        sentence: "notCharged.wear.size",
        values: { upTo: { millimetres: 25 }, upToMarks: { count: 4 }, size: { millimetres: 20 }, marks: { count: 1 } },
        trace: [],
      },
    ]);
  });

  it.each([
    ["excess", "10.00"],
    ["all", "50.00"],
  ])("D7 five scratches where four are wear, beyond: %s, at 10.00 a mark: %s", (beyond, expected) => {
    const rules = `wear: [{ clause: "1", types: scratched, upToSize: 25 mm, upToMarks: 4, beyond: ${beyond} }]
damaged: [{ clause: "2", price: 10.00, per: mark }]`;
    expect(sums(damage(rules, [{ type: "scratched", sizeMm: 20, marks: 5 }]))).toEqual([`diminution ${expected}`]);
  });

  it("D8 a crack that the hand-over record shows is listed as there before", () => {
    const assessment = withBaseline(1, 1, "cracked");
    expect(sums(assessment)).toEqual([]);
    expect(reasons(assessment)).toEqual(["baseline"]);
  });

  it("D8 two of sixty scratched at hand-over and five at return: three are charged", () => {
    const assessment = withBaseline(2, 5, "scratched");
    expect(assessment.charges.map(({ source, amount }) => [source.count, amount])).toEqual([[3, 19_470]]);
    expect(assessment.notCharged.map(({ source, reason }) => [source.count, reason])).toEqual([[2, "baseline"]]);
  });

  it("D9 a type and severity that no rule prices is a problem", () => {
    const assessment = damage('damaged: [{ clause: "2", types: cracked, price: current value }]', [SCRATCH]);
    expect(sums(assessment)).toEqual(["problem: unpriced"]);
    expect(assessment.problems[0]?.source).toEqual({ position: 1, subject: "group", group: "G1", findings: ["F1"], first: 0, count: 1 });
  });

  it("D10 two rules that claim the same finding are refused when the terms are added", () => {
    const problems = refusals(
      `${STRAIGHT_LINE}damaged: [{ clause: "2", types: cracked, price: current value }, { clause: "2", price: 10.00 }]`,
    );
    expect(problems.map(({ code }) => code)).toEqual(["rules-overlap"]);
  });

  it.each([
    ["never", "64.90"],
    ["allowed", "81.13"],
  ])("D11 cracked and scratched on one chair, above value %s: %s", (above, expected) => {
    const rules = `damaged:
  - { clause: "2", types: cracked, price: current value, aboveValue: ${above} }
  - { clause: "2", types: scratched, price: 25 % of value, aboveValue: ${above} }`;
    expect(sums(damage(rules, [{ type: "cracked" }, { type: "scratched" }]))).toEqual([`diminution ${expected}`]);
  });
});

function withBaseline(before: number, now: number, type: Finding["type"]) {
  const group = (count: number) => buildGroup({ count, findings: [buildFinding({ type })] });
  return assessed({
    terms: `${STRAIGHT_LINE}damaged: [{ clause: "2", price: current value }]`,
    lines: [{ out: 60, groups: [group(now)] }],
    facts: { baseline: buildInspection({ kind: "handover", load: 0, lines: [buildLineFacts({ groups: [group(before)] })] }) },
  });
}
