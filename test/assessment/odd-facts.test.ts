/** Rare facts under terms as a user's file says them. A chair costs 89.00 new and is worth 64.90. */
import { describe, expect, it } from "vitest";
import { explainInWords } from "../../src/app/explain-terms.ts";
import { assess } from "../../src/assessment/assess.ts";
import { LANGUAGES } from "../../src/kernel/text.ts";
import { at } from "../support/build-contract.ts";
import { buildFinding, buildGroup, buildInspection, buildLineFacts } from "../support/build-inspection.ts";
import { buildTerms } from "../support/build-terms.ts";
import { assetsIn } from "../support/read-document.ts";
import { assessed, chair, type Example, factsOf, readTerms, STRAIGHT_LINE, sums } from "../worked-examples/example.ts";

const AGED_BY_CATEGORY =
  'value: { clause: "1", base: replacement price, life: { tables: 8 years }, depreciation: straight line, claims: net }\n';
const CRACK = 'damaged: [{ clause: "2", price: current value }]\n';
const CRACKED: Example["lines"] = [{ groups: [buildGroup()] }];
const parts = (...names: readonly string[]) => ({ lines: [chair({ parts: names.map((name) => ({ name, price: 500 as never })) })] });

describe("wear", () => {
  it.each([
    ["F1", "F2"],
    ["F2", "F1"],
  ])("of two like marks spares one, whichever was noted first: %s, %s", (...ids) => {
    const findings = ids.map((id) => buildFinding({ id, type: "scratched" }));
    const assessment = assessed({
      terms: `wear: [{ clause: "1", types: scratched, upToMarks: 1, beyond: excess }]\ndamaged: [{ clause: "2", price: 10.00, per: mark }]`,
      lines: [{ groups: [buildGroup({ findings })] }],
    });
    expect(sums(assessment)).toEqual(["diminution 10.00"]);
    expect(assessment.charges[0]?.source.findings).toEqual(["F2"]);
    expect(assessment.notCharged.map(({ reason, source }) => [reason, source.findings])).toEqual([["wear", ["F1"]]]);
  });
});

describe("value", () => {
  it("of a line whose category the terms give no life is a problem, not a guess", () => {
    const contract = { lines: [chair({ category: "sofas", lifeMonths: null })] };
    expect(sums(assessed({ terms: AGED_BY_CATEGORY + CRACK, contract, lines: CRACKED }))).toEqual(["problem: noValue"]);
  });

  it("as the limit of lateness is a problem where the line has no in-service day", () => {
    const late = 'late: [{ clause: "2", period: day, price: 100 % of rent, cap: current value }]';
    const contract = { due: at("2026-05-19 08:00"), lines: [chair({ inService: null })] };
    expect(sums(assessed({ terms: STRAIGHT_LINE + late, contract, lines: [{ dirty: 1 }] }))).toEqual(["problem: noValue"]);
  });

  it("that terms without a value section do not have is a problem where years of life are lost", () => {
    const facts = factsOf({ terms: "", lines: CRACKED });
    const [damaged] = buildTerms().damaged;
    if (!damaged) throw new RangeError("no rule for damage");
    const terms = buildTerms({ value: null, late: [], damaged: [{ ...damaged, price: { kind: "lifeLost", months: 24 } }] });
    expect(sums(assess({ ...facts, terms }))).toEqual(["problem: noValue"]);
  });
});

describe("what is missing", () => {
  const MISSING = 'missing: [{ clause: "2", price: 20.00, waitingDays: 7 }]';

  it("is not found by a load that brought another line only", () => {
    const other = buildInspection({
      id: "R-2",
      load: 2,
      cameBackAt: at("2026-05-22 09:00"),
      lines: [buildLineFacts({ position: 2, found: 1 })],
    });
    const facts = { laterLoads: [other] };
    const contract = { lines: [chair(), chair({ position: 2, name: "Pöytä" })] };
    expect(sums(assessed({ terms: MISSING, contract, lines: [{ missing: 1 }], facts }))).toEqual(["lost 20.00"]);
  });

  it.each([[["lid", "hinge", "foot"]], [["foot", "hinge", "lid"]]])("parts are billed in the order of their names: %s", (names) => {
    const missingParts = Object.fromEntries(names.map((name) => [name, 1]));
    const { charges } = assessed({ terms: STRAIGHT_LINE + MISSING, contract: parts(...names), lines: [{ missingParts }] });
    expect(charges.map(({ source, amount }) => [source.group, amount])).toEqual([
      ["foot", 365],
      ["hinge", 365],
      ["lid", 365],
    ]);
  });

  it("costs a part's own price, new, where the terms age nothing", () => {
    expect(sums(assessed({ terms: MISSING, contract: parts("lid"), lines: [{ missingParts: { lid: 1 } }] }))).toEqual(["lost 5.00"]);
  });
});

describe("terms explained", () => {
  /** The rules that have an example, and what is said of payment. */
  const explained = (sections: string, language: (typeof LANGUAGES)[number] = "en") => {
    const { rules } = explainInWords(readTerms(sections), language, assetsIn(language).messages);
    return rules.map(({ rule, example }) => [rule, example !== null]);
  };
  const DAMAGED = 'damaged: [{ clause: "2", types: torn, price: repair or value }]\n';

  it("show a rule on the damage that has a price, and nothing on what never happens", () => {
    const lossOfUse = 'lossOfUse: [{ clause: "2", utilisation: 50 %, capDays: 30 }]\n';
    const extras = 'extras: [{ id: help, clause: "2", kind: handling, when: [late], fee: 5.00 per unit }]';
    expect(Object.fromEntries(explained(STRAIGHT_LINE + DAMAGED + lossOfUse + extras))).toMatchObject({ "lossOfUse.1": true, help: false });
  });

  it.each(["lossOfUse", "late"])("show a waiver and a cap on %s alone", (family) => {
    const rules = 'lossOfUse: [{ clause: "2", utilisation: 100 %, capDays: 30 }]\nlate: [{ clause: "2", period: day, price: 5.00 }]\n';
    const written = family === "lossOfUse" ? "loss of use" : family;
    const waivers = `waivers: [{ id: chosen, clause: "3", name: { en: Waiver }, covers: [${written}], per: contract, pays: 50 % }]\n`;
    const caps = `caps: [{ id: cap, clause: "3", per: contract, amount: 0.50, families: [${written}] }]`;
    expect(Object.fromEntries(explained(`${STRAIGHT_LINE}${DAMAGED}${rules}${waivers}${caps}`))).toMatchObject({ chosen: true, cap: true });
  });

  it("have no example of a sum below the smallest cent", () => {
    expect(Object.fromEntries(explained('smallestSum: { clause: "3", amount: 0.01 }'))).toMatchObject({ smallestSum: false });
  });

  it.each(LANGUAGES)("show a life that is shorter than two years and name a rate of interest, in %s", (language) => {
    const value = STRAIGHT_LINE.replace("depreciation", "life: { chairs: 1 year }, depreciation");
    const { messages } = assetsIn(language);
    const terms = readTerms(value + CRACK);
    const { rules } = explainInWords(
      { ...terms, payment: { ...terms.payment, interest: { kind: "rate", rate: 1_050 as never } } },
      language,
      messages,
    );
    const of = (section: string) => rules.find((rule) => rule.section === section);
    // 4 of 12 months.
    expect(of("value")?.example?.steps.at(-1)?.text).toMatch(/\b12\b/u);
    expect(of("payment")?.says).toMatch(/10[.,]5\s?%/u);
  });
});
