import { describe, expect, it } from "vitest";
import type { ContractLine } from "../../../src/contract/contract.ts";
import type { Finding } from "../../../src/inspection/inspection.ts";
import { day } from "../../../src/kernel/dates.ts";
import { cents } from "../../../src/kernel/money.ts";
import { buildFinding, buildGroup } from "../../support/build-inspection.ts";
import { assessed, chair, STRAIGHT_LINE, sums } from "../../worked-examples/example.ts";

const repair = (cost: number, days = 0) => ({ repair: { cost: cents(cost), days, source: "workshop" } });
const priced = (rules: string, finding: Partial<Finding> = {}, line: Partial<ContractLine> = {}, prices: "net" | "gross" = "net") =>
  assessed({
    terms: STRAIGHT_LINE + rules,
    contract: { prices, lines: [chair(line)] },
    lines: [{ groups: [buildGroup({ findings: [buildFinding(finding)] })] }],
  });
const damaged = (price: string) => `damaged: [{ clause: "2", price: ${price} }]\n`;
const sentences = (assessment: ReturnType<typeof priced>) => assessment.charges[0]?.trace.map(({ sentence, out }) => [sentence, out]);

describe("a price", () => {
  it("is a repair, and waits for its estimate", () => {
    expect(sums(priced(damaged("repair"), repair(2_000)))).toEqual(["repair 20.00"]);
    expect(sums(priced(damaged("repair")))).toEqual(["problem: noRepairEstimate"]);
  });
  it.each<[string, Partial<Finding>, string, string]>([
    ["the repair below the value", repair(6_489), "repair 64.89", "price.repairBelowValue"],
    ["the value where the repair costs as much", repair(6_490), "diminution 64.90", "price.valueBelowRepair"],
    ["the value without an estimate", {}, "diminution 64.90", "price.currentValue"],
  ])("is the cheaper of both: %s", (_, finding, expected, sentence) => {
    const assessment = priced(damaged("repair or value"), finding);
    expect([sums(assessment), sentences(assessment)?.at(-1)?.[0]]).toEqual([[expected], sentence]);
  });
  it("is a share of the base", () => expect(sums(priced(damaged("50 % of base")))).toEqual(["diminution 44.50"]));
  it("is in a list by product before category, and a problem when it is in neither", () => {
    expect(sums(priced(damaged("{ list: { chair-folding: 4.00, chairs: 5.00 } }")))).toEqual(["diminution 4.00"]);
    expect(sums(priced(damaged("{ list: { chairs: 5.00 } }")))).toEqual(["diminution 5.00"]);
    expect(sums(priced(damaged("{ list: { tables: 5.00 } }")))).toEqual(["problem: unpriced"]);
  });
  it("is years of life, never more than are left", () => {
    expect(sentences(priced(damaged("{ lifeLost: 8 years }")))).toEqual([["price.lifeLostAllThatIsLeft", 6_490]]);
  });
  it("is per mark, the marks of one unit", () => {
    expect(sums(priced('damaged: [{ clause: "2", price: 3.00, per: mark }]', { marks: 4 }))).toEqual(["diminution 12.00"]);
  });
  it("of a part is the part's own, aged like the unit, unless the rule speaks of the part", () => {
    const parts = [
      { name: "leg", price: cents(960) },
      { name: "seat", price: null },
    ];
    expect(sums(priced(damaged("current value"), { part: "leg" }, { parts }))).toEqual(["diminution 7.00"]);
    expect(sums(priced(damaged("current value"), { part: "seat" }, { parts }))).toEqual(["diminution 64.90"]);
    expect(
      sums(
        priced(
          'damaged: [{ clause: "2", parts: leg, price: 1.50 }, { clause: "2", parts: seat, price: 2.50 }]',
          { part: "leg" },
          { parts },
        ),
      ),
    ).toEqual(["diminution 1.50"]);
  });
  it("without a rule is a problem of its finding", () => {
    const assessment = priced('damaged: [{ clause: "2", types: torn, price: 1.00 }]');
    expect(assessment.problems.map(({ code, values }) => [code, values])).toEqual([
      ["unpriced", { product: { text: "Taittotuoli, musta" }, type: { text: "cracked" }, finding: { text: "F1" } }],
    ]);
  });
  it("by the value waits for what the value needs", () => {
    expect(sums(priced(damaged("current value"), {}, { inService: null }))).toEqual(["problem: noValue"]);
    expect(sums(priced(damaged("current value"), {}, { lifeMonths: null, category: null }))).toEqual(["problem: noValue"]);
    const purchase = 'value: { clause: "1", base: purchase price, depreciation: none, claims: net }\n';
    const facts = { contract: { lines: [chair()] }, lines: [{ groups: [buildGroup()] }] };
    expect(sums(assessed({ terms: purchase + damaged("current value"), ...facts }))).toEqual(["problem: noValue"]);
    const bought = { ...facts, contract: { lines: [chair({ purchasePrice: cents(4_000) })] } };
    expect(sums(assessed({ terms: purchase + damaged("current value"), ...bought }))).toEqual(["diminution 40.00"]);
  });
  it("is the price itself where no value rule ages it", () => {
    const terms = 'damaged: [{ clause: "2", price: 12.00 }]';
    expect(sums(assessed({ terms, lines: [{ groups: [buildGroup()] }] }))).toEqual(["diminution 12.00"]);
  });
  it("without VAT is raised where it is charged with it", () => {
    const vat = "vat: { repair: { treatment: general rate, reason: { en: A service. } } }";
    const assessment = priced(`${damaged("repair")}${vat}`, repair(1_000), {}, "gross");
    expect(sentences(assessment)).toEqual([
      ["price.repair", 1_000],
      ["price.withVat", 1_255],
    ]);
  });
  it("with VAT loses it where it is charged without", () => {
    const terms = `value: { clause: "1", base: replacement price, depreciation: none, claims: gross }
damaged: [{ clause: "2", price: repair }]
vat: { repair: { treatment: general rate, reason: { en: A service. } } }`;
    const groups = [buildGroup({ findings: [buildFinding(repair(1_255))] })];
    expect(sums(assessed({ terms, lines: [{ groups }] }))).toEqual(["repair 10.00"]);
  });
});

describe("the current value", () => {
  it("is nothing after the life by a share a year, and never below its floor", () => {
    const yearly = (floor: string) =>
      assessed({
        terms: `value: { clause: "1", base: replacement price, depreciation: 50 % a year${floor}, claims: net }\n${damaged("current value")}`,
        contract: { lines: [chair({ lifeMonths: null })] },
        lines: [{ groups: [buildGroup()] }],
      });
    expect([sums(yearly("")), yearly("").notCharged[0]?.trace[0]?.sentence]).toEqual([[], "value.perYearOver"]);
    expect(sums(yearly(", floor: 10 %"))).toEqual(["diminution 8.90"]);
  });
  it("comes from the category's life where the line has none, and from the line's own before that", () => {
    const terms = `value: { clause: "1", base: replacement price, life: { chairs: 10 years }, depreciation: straight line, claims: net }\n${damaged("current value")}`;
    const worth = (line: Partial<ContractLine>) =>
      sums(assessed({ terms, contract: { lines: [chair(line)] }, lines: [{ groups: [buildGroup()] }] }));
    expect(worth({ lifeMonths: null })).toEqual(["diminution 69.72"]);
    expect(worth({})).toEqual(["diminution 64.90"]);
  });
  it("without deduction is the base", () => {
    const terms = `value: { clause: "1", base: replacement price, depreciation: none, claims: net }\n${damaged("current value")}`;
    expect(sums(assessed({ terms, contract: { lines: [chair({ inService: null })] }, lines: [{ groups: [buildGroup()] }] }))).toEqual([
      "diminution 89.00",
    ]);
  });
  it("of a unit bought after the due day is the base", () => {
    expect(sums(priced(damaged("current value"), {}, { inService: day("2027-01-01") }))).toEqual(["diminution 89.00"]);
  });
});

describe("loss of use", () => {
  const RULES = `${damaged("repair")}lossOfUse: [{ clause: "2", utilisation: 50 %, capDays: 10 }]`;
  const lost = (findings: readonly Partial<Finding>[], rules = RULES) =>
    assessed({
      terms: rules,
      contract: { lines: [chair({ dailyRent: cents(333) })] },
      lines: [{ groups: [buildGroup({ findings: findings.map((finding, index) => buildFinding({ id: `F${index + 1}`, ...finding })) })] }],
    });
  it("is the rent times utilisation, rounded, times the days", () => {
    expect(sums(lost([repair(100, 3)]))).toEqual(["repair 1.00", "lossOfUse 5.01"]);
  });
  it("counts the longest of several repairs on one unit, and says where days are cut", () => {
    const assessment = lost([repair(100, 3), repair(100, 12)]);
    expect(sums(assessment)).toEqual(["repair 2.00", "lossOfUse 16.70"]);
    expect(assessment.charges[1]?.trace.map(({ sentence }) => sentence)).toEqual(["lossOfUse.daily", "lossOfUse.daysCapped"]);
    expect(assessment.charges[1]?.source.findings).toEqual(["F2"]);
  });
  it("takes the first of two that last as long", () => {
    expect(lost([repair(100, 3), repair(100, 3)]).charges[1]?.source.findings).toEqual(["F1"]);
  });
  it("is nothing without days, or where no rule speaks of the goods", () => {
    expect(sums(lost([repair(100)]))).toEqual(["repair 1.00"]);
    expect(sums(lost([repair(100, 3)], RULES.replace("utilisation", "categories: tables, utilisation")))).toEqual(["repair 1.00"]);
  });
});
