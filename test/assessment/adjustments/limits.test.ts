/** Minimum fees, waivers and caps: with each other, over several loads, and where figures with and without VAT meet. */
import { describe, expect, it } from "vitest";
import { assess } from "../../../src/assessment/assess.ts";
import type { Assessment, EarlierUse } from "../../../src/assessment/assessment.ts";
import { addUse, NOTHING_USED } from "../../../src/assessment/earlier-use.ts";
import type { Finding, LineFacts } from "../../../src/inspection/inspection.ts";
import { cents } from "../../../src/kernel/money.ts";
import { at } from "../../support/build-contract.ts";
import { buildFinding, buildGroup } from "../../support/build-inspection.ts";
import { assessed, chair, type Example, factsOf, reasons, STRAIGHT_LINE, sums } from "../../worked-examples/example.ts";

const REPAIR = 'damaged: [{ clause: "2", price: repair, aboveValue: allowed }]\n';
const waiver = (rest: string) => `waivers: [{ id: chosen, clause: "3", name: { en: Waiver }, ${rest} }]\n`;
const costing = (id: string, cost: number, finding: Partial<Finding> = {}) =>
  buildGroup({ id, findings: [buildFinding({ id: `F${id}`, repair: { cost: cents(cost), days: 0, source: "workshop" }, ...finding })] });

/** One load after the other, each carrying what those before it used. */
function loads(example: Example, lines: readonly (readonly Partial<LineFacts>[])[]): Assessment[] {
  let earlier: EarlierUse = NOTHING_USED;
  return lines.map((own) => {
    const assessment = assess({ ...factsOf({ ...example, lines: own }), earlier });
    earlier = addUse(earlier, assessment.used);
    return assessment;
  });
}
const steps = (assessment: Assessment, index = 0) => assessment.charges[index]?.trace.map(({ sentence, out }) => [sentence, out]);

describe("a minimum fee", () => {
  const CLEANING = { terms: 'dirty: [{ clause: "2", fee: 0.60 per unit, minimum: 5.00 }]' };
  it("is met once over all loads: what it charged beyond the counted sum pays for the next ones", () => {
    const all = loads(CLEANING, [[{ dirty: 4 }], [{ dirty: 3 }], [{ dirty: 5 }]]);
    expect(all.map(sums)).toEqual([["cleaning 5.00"], [], ["cleaning 2.20"]]);
    expect(all.map(({ used }) => used.minimums)).toEqual([{ "dirty.1": 260 }, { "dirty.1": -180 }, { "dirty.1": -80 }]);
    expect(all[1] && reasons(all[1])).toEqual(["nothingOwed"]);
  });
  it("comes to the counted sum of all loads where that is more", () => {
    expect(loads(CLEANING, [[{ dirty: 10 }], [{ dirty: 2 }]]).map(sums)).toEqual([["cleaning 6.00"], ["cleaning 1.20"]]);
  });
  it("is shared over its lines in proportion", () => {
    const assessment = assessed({ ...CLEANING, contract: { lines: [chair(), chair()] }, lines: [{ dirty: 1 }, { dirty: 2 }] });
    expect(sums(assessment)).toEqual(["cleaning 1.67", "cleaning 3.33"]);
    expect(steps(assessment)).toEqual([
      ["dirty.unit", 60],
      ["minimum.raisedShared", 167],
    ]);
  });
  it("counts once by line for a fee by line", () => {
    expect(sums(assessed({ terms: 'dirty: [{ clause: "2", fee: 2.00 per line, minimum: 5.00 }]', lines: [{ dirty: 3 }] }))).toEqual([
      "cleaning 5.00",
    ]);
  });
});

describe("caps", () => {
  const capped = (cap: string, lines: readonly Partial<LineFacts>[], example: Partial<Example> = {}) =>
    assessed({
      terms: `${REPAIR}caps: [{ clause: "3", ${cap} }]`,
      contract: { lines: lines.map(() => chair()), ...example.contract },
      lines,
    });

  it("by unit share what two headings on one unit come to", () => {
    const terms = `${REPAIR}lossOfUse: [{ clause: "2", utilisation: 100 % }]\ncaps: [{ clause: "3", per: unit, amount: 10.00 }]`;
    const repair = { cost: cents(1_200), days: 2, source: "workshop" };
    const assessment = assessed({
      terms,
      contract: { lines: [chair({ dailyRent: cents(400) })] },
      lines: [{ groups: [buildGroup({ findings: [buildFinding({ repair })] })] }],
    });
    expect(sums(assessment)).toEqual(["repair 6.00", "lossOfUse 4.00"]);
    expect(steps(assessment)?.at(-1)).toEqual(["cap.unitShared", 600]);
  });
  it("by line hold each line, and count what earlier loads were charged", () => {
    const all = loads({ terms: `${REPAIR}caps: [{ clause: "3", per: line, amount: 10.00 }]` }, [
      [{ groups: [costing("G1", 700)] }],
      [{ groups: [costing("G1", 700), costing("G2", 300)] }],
      [{ groups: [costing("G1", 700)] }],
    ]);
    expect(all.map(sums)).toEqual([["repair 7.00"], ["repair 2.10", "repair 0.90"], []]);
    expect(all[1] && steps(all[1])?.at(-1)).toEqual(["cap.line.earlier.shared", 210]);
    expect(all[2] && reasons(all[2])).toEqual(["capped"]);
  });
  it("by line leave charges of the whole return alone", () => {
    const terms = `${REPAIR}dirty: [{ clause: "2", fee: 9.00 per return }]\ncaps: [{ clause: "3", per: line, amount: 5.00, families: [dirty] }]`;
    expect(sums(assessed({ terms, lines: [{ dirty: 1 }] }))).toEqual(["cleaning 9.00"]);
  });
  it("hold several kinds after another: unit, line, contract", () => {
    const terms = `${REPAIR}caps:
  - { clause: "3", per: unit, amount: 9.00 }
  - { clause: "3", per: line, amount: 12.00 }
  - { clause: "3", per: contract, amount: 15.00 }`;
    const lines = [{ groups: [costing("G1", 1_000), costing("G2", 1_000)] }, { groups: [costing("G3", 600)] }];
    const assessment = assessed({ terms, contract: { lines: [chair(), chair()] }, lines });
    expect(sums(assessment)).toEqual(["repair 5.00", "repair 5.00", "repair 5.00"]);
    expect(steps(assessment)?.slice(1)).toEqual([
      ["cap.unit", 900],
      ["cap.line.shared", 600],
      ["cap.contract.shared", 500],
    ]);
  });
  it("without VAT are raised for a charge with it, and the sentence before says so", () => {
    const terms = `${STRAIGHT_LINE}dirty: [{ clause: "2", fee: 20.00 per line }]\ncaps: [{ clause: "3", per: contract, amount: 10.00, families: [dirty] }]`;
    const assessment = assessed({ terms, contract: { prices: "gross" }, lines: [{ dirty: 1 }] });
    expect(steps(assessment)).toEqual([
      ["dirty.line", 2_000],
      ["limit.withVat", 1_255],
      ["cap.contract", 1_255],
    ]);
    expect(assessment.charges[0]?.trace[1]?.values).toEqual({ limit: { cents: 1_000 }, rate: { rate: 2_550 } });
    expect(assessment.used.caps).toEqual({ "caps.1": 1_000 });
  });
  it("compare several charges without their VAT, share, and raise each share again", () => {
    const terms = `${STRAIGHT_LINE}${REPAIR}dirty: [{ clause: "2", fee: 12.55 per line }]\ncaps: [{ clause: "3", per: contract, amount: 10.00, families: [damage, dirty] }]`;
    const assessment = assessed({ terms, contract: { prices: "gross" }, lines: [{ dirty: 1, groups: [costing("G1", 1_000)] }] });
    expect(sums(assessment)).toEqual(["repair 5.00", "cleaning 6.28"]);
    expect([steps(assessment, 0), steps(assessment, 1)]).toEqual([
      [
        ["price.repair", 1_000],
        ["cap.contract.shared", 500],
      ],
      [
        ["dirty.line", 1_255],
        ["price.withoutVat", 1_000],
        ["cap.contract.shared", 500],
        ["price.withVat", 628],
      ],
    ]);
  });
  it("do not touch what keeps within them", () =>
    expect(sums(capped("per: contract, amount: 10.00", [{ groups: [costing("G1", 1_000)] }]))).toEqual(["repair 10.00"]));
});

describe("a waiver", () => {
  const waived = (rest: string, lines: readonly Partial<LineFacts>[], terms = REPAIR, contract: Example["contract"] = {}) =>
    assessed({ terms: terms + waiver(rest), contract: { waiver: "chosen", lines: lines.map(() => chair()), ...contract }, lines });

  it("by bands pays by the band the charge falls in, the end included", () => {
    const bands = "per: contract, pays: { bands: [{ upTo: 100.00, pays: 50 % }, { pays: 70.00 }] }, covers: [damage]";
    expect([10_000, 10_001].map((cost) => sums(waived(bands, [{ groups: [costing("G1", cost)] }])))).toEqual([
      ["repair 50.00"],
      ["repair 70.00"],
    ]);
  });
  it("per incident joins findings of one event, over lines and loads; a finding without one is its own", () => {
    const example = {
      terms: REPAIR + waiver("per: incident, pays: 100.00, covers: [damage]"),
      contract: { waiver: "chosen", lines: [chair(), chair()] },
    };
    const fall = { incident: "fall" };
    const all = loads(example, [
      [{ groups: [costing("G1", 8_000, fall)] }, { groups: [costing("G2", 12_000, fall), costing("G3", 9_000)] }],
      [{ groups: [costing("G1", 5_000, fall)] }],
    ]);
    expect(all.map(sums)).toEqual([["repair 40.00", "repair 60.00", "repair 90.00"], []]);
    expect(all[1] && reasons(all[1])).toEqual(["waived"]);
  });
  it("per item shares one deductible over what one unit costs", () => {
    const terms = `${REPAIR}lossOfUse: [{ clause: "2", utilisation: 100 % }]\n`;
    const repair = { cost: cents(1_200), days: 2, source: "workshop" };
    const lines = [{ groups: [buildGroup({ findings: [buildFinding({ repair })] })] }];
    const assessment = waived("per: item, pays: 10.00, covers: [damage, lossOfUse]", lines, terms, {
      lines: [chair({ dailyRent: cents(400) })],
    });
    expect(sums(assessment)).toEqual(["repair 6.00", "lossOfUse 4.00"]);
    expect(steps(assessment)?.at(-1)).toEqual(["waiver.itemShared.sum", 600]);
  });
  it.each([
    ["types", "types: cracked"],
    ["products", "products: chair-folding"],
    ["categories", "categories: chairs"],
    ["families", "families: missing"],
  ])("never covers %s that it names", (_, never) => {
    const assessment = waived(`per: item, pays: 50 %, covers: [damage], never: { ${never} }`, [{ groups: [costing("G1", 1_000)] }]);
    expect(sums(assessment)).toEqual([never.startsWith("families") ? "repair 5.00" : "repair 10.00"]);
  });
  it("meets lateness and cleaning only where it names them", () => {
    const terms = 'late: [{ clause: "2", period: day, price: 10.00 }]\ndirty: [{ clause: "2", fee: 8.00 per return }]\n';
    const contract = { due: at("2026-05-19 14:00") };
    const lines = [{ out: 1, dirty: 1 }];
    expect(sums(waived("per: item, pays: 50 %, covers: [damage]", lines, terms, contract))).toEqual(["late 10.00", "cleaning 8.00"]);
    expect(sums(waived("per: item, pays: 50 %, covers: [late, dirty]", lines, terms, contract))).toEqual(["late 5.00", "cleaning 4.00"]);
  });
  it("that its contract names and the terms lack stops the bill", () => {
    const assessment = assessed({ terms: REPAIR, contract: { waiver: "lost" }, lines: [{ groups: [costing("G1", 1)] }] });
    expect(assessment.problems.map(({ code, values }) => [code, values])).toEqual([
      ["ruleFailed", { message: { text: "the terms have no waiver lost" } }],
    ]);
  });
});

describe("the smallest sum", () => {
  it("is compared with the net total that the documents print", () => {
    const terms = 'dirty: [{ clause: "2", fee: 6.27 per return }]\nsmallestSum: { clause: "3", amount: 5.00 }';
    expect(sums(assessed({ terms, contract: { prices: "gross" }, lines: [{ dirty: 1 }] }))).toEqual(["cleaning 6.27"]);
    expect(reasons(assessed({ terms: terms.replace("6.27", "6.26"), contract: { prices: "gross" }, lines: [{ dirty: 1 }] }))).toEqual([
      "belowSmallestSum",
    ]);
  });
});
