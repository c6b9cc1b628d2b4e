import { describe, expect, it } from "vitest";
import { assess } from "../../src/assessment/assess.ts";
import type { EarlierUse } from "../../src/assessment/assessment.ts";
import { addUse, NOTHING_USED } from "../../src/assessment/earlier-use.ts";
import type { ContractLine } from "../../src/contract/contract.ts";
import type { Finding } from "../../src/inspection/inspection.ts";
import { day } from "../../src/kernel/dates.ts";
import { cents } from "../../src/kernel/money.ts";
import { buildLine } from "../support/build-contract.ts";
import { buildFinding, buildGroup } from "../support/build-inspection.ts";
import { assessed, chair, type Example, factsOf, reasons, refusals, STRAIGHT_LINE, sums } from "./example.ts";

const waiver = (pays: string, per = "contract", covers = "[damage]") =>
  `waivers: [{ id: chosen, clause: "3", name: { en: Damage waiver }, per: ${per}, pays: ${pays}, covers: ${covers} }]\n`;
/** Every finding costs its repair. */
const REPAIR = 'damaged: [{ clause: "2", price: repair, aboveValue: allowed }]\n';

const costing = (cost: number, finding: Partial<Finding> = {}) =>
  buildGroup({ findings: [buildFinding({ repair: { cost: cents(cost), days: 0, source: "workshop" }, ...finding })] });
const linesFor = (costs: readonly number[], line: Partial<ContractLine> = {}) => costs.map(() => buildLine(line));

/** One line for each sum before waiver and cap. */
const repairs = (terms: string, costs: readonly number[], chosen: string | null = "chosen"): Example => ({
  terms: REPAIR + terms,
  contract: { waiver: chosen, lines: linesFor(costs) },
  lines: costs.map((cost, index) => ({ groups: [costing(cost, { id: `F${index + 1}`, incident: `event ${index + 1}` })] })),
});

/** What the customer pays, and under which sum it stands. */
const paid = (terms: string, costs: readonly number[], chosen: string | null = "chosen"): string[] =>
  sums(assessed(repairs(terms, costs, chosen)));
const total = (amounts: readonly string[]): string =>
  (amounts.reduce((sum, text) => sum + Math.round(Number(text.split(" ")[1]) * 100), 0) / 100).toFixed(2);

describe("waivers", () => {
  it("W1 30 % of a current value of 200.00: 60.00", () => {
    const line = { replacementPrice: cents(100_000), lifeMonths: 120, inService: day("2018-05-20") };
    const assessment = assessed({
      terms: `${STRAIGHT_LINE}damaged: [{ clause: "2", price: current value }]\n${waiver("30 %", "item")}`,
      contract: { waiver: "chosen", lines: [chair(line)] },
      lines: [{ groups: [buildGroup()] }],
    });
    expect(sums(assessment)).toEqual(["diminution 60.00"]);
  });

  it.each([
    [[68_000], "500.00"],
    [[30_000, 40_000], "500.00"],
    [[45_000], "450.00"],
  ])("W2 %j with a deductible of 500.00 per contract: %s", (costs, expected) => {
    expect(total(paid(waiver("500.00"), costs))).toBe(expected);
  });

  it("W3 700.00 and 300.00 with a deductible of 500.00 per incident: 800.00", () => {
    expect(paid(waiver("500.00", "incident"), [70_000, 30_000])).toEqual(["repair 500.00", "repair 300.00"]);
  });

  it.each([
    [120_000, "120.00"],
    [500_000, "500.00"],
    [800_000, "500.00"],
  ])("W4 %i cents, the smaller of 500.00 and 10 per cent: %s", (cost, expected) => {
    expect(paid(waiver("{ smallerOf: [500.00, 10 %] }"), [cost])).toEqual([`repair ${expected}`]);
  });

  it.each([
    [3_000, "30.00"],
    [20_000, "50.00"],
    [25_000, "50.00"],
    [40_000, "80.00"],
  ])("W5 %i cents, the larger of 50.00 and 20 per cent, never above the charge: %s", (cost, expected) => {
    expect(paid(waiver("{ largerOf: [50.00, 20 %] }"), [cost])).toEqual([`repair ${expected}`]);
  });

  it("W6 a gap between bands is refused: nothing says what 2,500.50 pays", () => {
    const bands = "{ bands: [{ upTo: 2500.00, pays: 100.00 }, { from: 2501.00, pays: 300.00 }] }";
    expect(refusals(REPAIR + waiver(bands)).length).toBeGreaterThan(0);
    expect(refusals(REPAIR + waiver("{ bands: [{ upTo: 2500.00, pays: 100.00 }, { from: 2500.01, pays: 300.00 }] }"))).toEqual([]);
  });

  it("W7 30 % of damage of 200.00, and missing for 100.00 that is never covered", () => {
    const never = `waivers: [{ id: chosen, clause: "3", name: { en: Damage waiver }, per: contract, pays: 30 %, covers: [damage], never: { families: missing } }]`;
    const assessment = assessed({
      terms: `${REPAIR}missing: [{ clause: "2", price: 100.00, aboveValue: allowed }]\n${never}`,
      contract: { waiver: "chosen" },
      lines: [{ groups: [costing(20_000)], missing: 1 }],
    });
    expect(sums(assessment)).toEqual(["repair 60.00", "lost 100.00"]);
  });

  const valued = (count: number, terms: string, line: Partial<ContractLine> = {}): string[] =>
    sums(
      assessed({
        terms: `${STRAIGHT_LINE}damaged: [{ clause: "2", price: current value }]\n${terms}`,
        contract: { waiver: "chosen", lines: [chair(line)] },
        lines: [{ groups: [buildGroup({ count })] }],
      }),
    );

  it("W8 three chairs at 64.90 with a deductible of 50.00 per item: 150.00", () => {
    expect(valued(3, waiver("50.00", "item"))).toEqual(["diminution 150.00"]);
  });

  it("W9 a share of 30 % of 64.90, then a unit cap of 50.00: 19.47", () => {
    expect(valued(1, `${waiver("30 %", "item")}caps: [{ clause: "3", per: unit, amount: 50.00 }]`)).toEqual(["diminution 19.47"]);
  });

  it("W10 30 % of two units at 25.55: 7.67 each, 15.34", () => {
    expect(valued(2, waiver("30 %", "item"), { replacementPrice: cents(2_555), inService: day("2026-05-20") })).toEqual([
      "diminution 15.34",
    ]);
  });

  it("W11 300.00 and 400.00 as two lines share a deductible of 500.00: 214.29 and 285.71", () => {
    expect(paid(waiver("500.00"), [30_000, 40_000])).toEqual(["repair 214.29", "repair 285.71"]);
  });

  it.each(["item", "contract"])("W12 value 50.00 and delivery 35.00 outside a share of 30 per cent per %s: 15.00 and 35.00", (per) => {
    expect(delivered(per, "")).toEqual(["diminution 15.00", "delivery 35.00"]);
  });

  it.each(["item", "contract"])("W12 the same with delivery inside the waiver: 15.00 and 10.50", (per) => {
    expect(delivered(per, ", inside: waiver")).toEqual(["diminution 15.00", "delivery 10.50"]);
    expect(delivered(per, ", inside: waiver", "return")).toEqual(["diminution 15.00", "delivery 10.50"]);
  });

  it("W13 a repair of 260.00 is cut to the value of 200.00 before the share of 30 %: 60.00", () => {
    const line = { replacementPrice: cents(40_000), lifeMonths: 120, inService: day("2021-05-20") };
    const assessment = assessed({
      terms: `${STRAIGHT_LINE}damaged: [{ clause: "2", price: repair, aboveValue: never }]\n${waiver("30 %", "item")}`,
      contract: { waiver: "chosen", lines: [chair(line)] },
      lines: [{ groups: [costing(26_000)] }],
    });
    expect(sums(assessment)).toEqual(["repair 60.00"]);
  });

  it("W14 loads of 700.00 and then 400.00 with a deductible of 500.00 per contract: 500.00, then nothing", () => {
    const [first, second] = loads(waiver("500.00"), [70_000, 40_000], "chosen");
    expect([first, second]).toEqual([
      [["repair 500.00"], []],
      [[], ["waived"]],
    ]);
  });
});

describe("caps", () => {
  it("K1 700.00 and 600.00 under a contract cap of 1,000.00: 538.46 and 461.54", () => {
    expect(paid('caps: [{ clause: "3", per: contract, amount: 1000.00 }]', [70_000, 60_000], null)).toEqual([
      "repair 538.46",
      "repair 461.54",
    ]);
  });

  it("K2 4.20 in all is below the smallest sum of 5.00: nothing, and it says so", () => {
    const assessment = assessed(repairs('smallestSum: { clause: "3", amount: 5.00 }', [420], null));
    expect([sums(assessment), reasons(assessment)]).toEqual([[], ["belowSmallestSum"]]);
    expect(assessment.notCharged[0]?.values).toEqual({ total: { cents: 420 }, least: { cents: 500 } });
    expect(assessment.used).toEqual(NOTHING_USED);
  });

  it("K3 loads of 700.00 and then 600.00 under a contract cap of 1,000.00: 700.00, then 300.00", () => {
    expect(loads('caps: [{ clause: "3", per: contract, amount: 1000.00 }]', [70_000, 60_000], null)).toEqual([
      [["repair 700.00"], []],
      [["repair 300.00"], []],
    ]);
  });

  it("a contract cap stands apart from late and cleaning charges", () => {
    const assessment = assessed({
      terms: `${REPAIR}dirty: [{ clause: "2", fee: 0.60 per unit }]\ncaps: [{ clause: "3", per: contract, amount: 100.00 }]`,
      lines: [{ groups: [costing(20_000)], dirty: 5 }],
    });
    expect(sums(assessment)).toEqual(["repair 100.00", "cleaning 3.00"]);
  });
});

/** One load after the other, each carrying what those before it used. */
function loads(terms: string, costs: readonly number[], chosen: string | null): [string[], string[]][] {
  let earlier: EarlierUse = NOTHING_USED;
  return costs.map((cost) => {
    const assessment = assess({ ...factsOf(repairs(terms, [cost], chosen)), earlier });
    earlier = addUse(earlier, assessment.used);
    return [sums(assessment), reasons(assessment)];
  });
}

function delivered(per: string, inside: string, fee = "unit"): string[] {
  const line = { replacementPrice: cents(15_000), lifeMonths: 120, inService: day("2019-09-20") };
  return sums(
    assessed({
      terms: `${STRAIGHT_LINE}damaged: [{ clause: "2", price: current value }]
extras: [{ clause: "2", kind: delivery, when: [damaged], fee: 35.00 per ${fee}${inside} }]
${waiver("30 %", per)}`,
      contract: { waiver: "chosen", lines: [chair(line)] },
      lines: [{ groups: [buildGroup()] }],
    }),
  );
}
