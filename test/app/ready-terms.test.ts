/** The ready-made terms: complete, clean, told in three languages, and each prices a story of its trade to the cent. */
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { explainInWords } from "../../src/app/explain-terms.ts";
import { readTerms } from "../../src/app/read-terms.ts";
import { assess } from "../../src/assessment/assess.ts";
import { NOTHING_USED } from "../../src/assessment/earlier-use.ts";
import type { Contract, ContractLine } from "../../src/contract/contract.ts";
import type { LineFacts } from "../../src/inspection/inspection.ts";
import { day } from "../../src/kernel/dates.ts";
import { cents } from "../../src/kernel/money.ts";
import { LANGUAGES, type Language } from "../../src/kernel/text.ts";
import { LOCALES } from "../../src/language/locale.ts";
import { createMessages } from "../../src/language/messages.ts";
import { readReadyTerms } from "../../src/storage/ready-terms.ts";
import { readCatalogue } from "../../src/storage/templates.ts";
import { anyTerms } from "../assessment/any-facts.ts";
import { at, buildContract, buildLine } from "../support/build-contract.ts";
import { buildFinding, buildGroup, buildInspection, buildLineFacts, CAME_BACK } from "../support/build-inspection.ts";

const READY = readReadyTerms();
const TEXTS = Object.fromEntries(
  LANGUAGES.map((language) => [language, createMessages(readCatalogue("customer", language), LOCALES[language])]),
);
const inWords = (terms: Parameters<typeof explainInWords>[0], language: Language) => {
  const messages = TEXTS[language];
  if (!messages) throw new RangeError(language);
  return explainInWords(terms, language, messages);
};

function ready(name: string) {
  const found = READY.find((one) => one.name === name);
  const { read } = readTerms(name, found?.text ?? "");
  if (read === null) throw new RangeError(`${name} is refused`);
  return read.terms;
}

test("there are terms for four trades", () => {
  expect(READY.map(({ name }) => name)).toEqual([
    "audio-visual-and-events",
    "furniture-and-tableware",
    "sports-gear",
    "tools-and-machines",
  ]);
});

describe.each(READY)("$name", ({ name, text }) => {
  it("is accepted without a warning", () => {
    const { problems, warnings } = readTerms(name, text);
    expect([...problems, ...warnings]).toEqual([]);
  });

  it.each(LANGUAGES)("is told in %s, every rule that leads to a sum with an example", (language) => {
    const { rules } = inWords(ready(name), language);
    const all = rules.flatMap(({ about, says, example }) => [
      about ?? "",
      says,
      example?.story ?? "",
      ...(example?.steps ?? []).map((step) => step.text),
    ]);
    expect(all.filter((line) => /[{}]|undefined|NaN/u.test(line))).toEqual([]);
    const silent = rules.filter(({ section, example }) => example === null && !["severities", "payment", "vat"].includes(section));
    // Cleaning that is part of the rent has nothing to reckon.
    expect(silent.map(({ section }) => section)).toEqual(["dirty"]);
  });

  it("names its goods in every language", () => {
    const { value, damaged } = ready(name);
    const goods = [
      ...Object.keys(value?.lives ?? {}),
      ...damaged.flatMap(({ match, price }) => [...match.categories, ...(price.kind === "list" ? Object.keys(price.prices) : [])]),
    ];
    const unnamed = LANGUAGES.flatMap((language) =>
      goods.filter((word) => !TEXTS[language]?.has(`explain.goods.${word}`) || !TEXTS[language]?.has(`explain.one.${word}`)),
    );
    expect(unnamed).toEqual([]);
  });
});

interface Told {
  readonly terms: string;
  readonly contract?: Partial<Contract>;
  readonly lines: readonly (readonly [Partial<ContractLine>, Partial<LineFacts>])[];
}

/** What a consumer owes with net prices, back on the day unless the story says otherwise; every charge as kind and euros. */
function owed({ terms, contract = {}, lines }: Told): readonly (readonly [kind: string, euros: number])[] {
  const full = buildContract({
    prices: "net",
    due: CAME_BACK,
    lines: lines.map(([line]) => buildLine({ quantity: 1, ...line })),
    ...contract,
  });
  const facts = lines.map(([line, found], index) => buildLineFacts({ out: line.quantity ?? 1, position: index + 1, ...found }));
  const { charges, problems } = assess({
    contract: full,
    terms: ready(terms),
    baseline: buildInspection({
      id: "R-0",
      kind: "handover",
      load: 0,
      lines: lines.map(([line], index) => buildLineFacts({ out: line.quantity ?? 1, position: index + 1 })),
    }),
    inspection: buildInspection({ lines: facts }),
    earlierLoads: [],
    laterLoads: [],
    releases: [],
    concessions: [],
    earlier: NOTHING_USED,
    calendar: { holidays: new Set() },
    today: day("2026-07-01"),
    include: "all",
    billed: [],
  });
  expect(problems).toEqual([]);
  return charges.map(({ kind, amount }) => [kind, amount / 100]);
}

const repair = (euros: number, days: number) => ({ cost: cents(euros * 100), days, source: "workshop" });
/** 26 completed months old on 2026-05-20. */
const OLD = { inService: day("2024-03-10") };
/** 12 completed months. */
const YEAR_OLD = { inService: day("2025-05-10") };

describe("a story of each trade, reckoned by hand", () => {
  it("furniture: two chairs cracked, cups broken and unwashed, a stained cloth", () => {
    expect(
      owed({
        terms: "furniture-and-tableware",
        lines: [
          // 89.00 × 70 / 96 = 64.90; × 2 = 129.80
          [{ ...OLD, quantity: 60 }, { groups: [buildGroup({ count: 2, findings: [buildFinding({ severity: "severe" })] })] }],
          // on the list 3.00, below the value 9.00 × 48 / 60 = 7.20; × 3 = 9.00. Unwashed 120 × 0.60 = 72.00
          [
            { ...YEAR_OLD, product: "cup-coffee", category: "tableware", replacementPrice: cents(900), quantity: 120 },
            { groups: [buildGroup({ count: 3, findings: [buildFinding({ type: "broken" })] })], dirty: 120 },
          ],
          // 24.00 × 36 / 48 = 18.00; half of it 9.00
          [
            { ...YEAR_OLD, product: "cloth", category: "linen", replacementPrice: cents(2_400), quantity: 10 },
            { groups: [buildGroup({ findings: [buildFinding({ type: "stained" })] })] },
          ],
        ],
      }),
    ).toEqual([
      ["diminution", 129.8],
      ["diminution", 9],
      ["cleaning", 72],
      ["diminution", 9],
    ]);
  });

  it("tools: an excavator in repair under the waiver, full of clay, and two drill bits gone", () => {
    expect(
      owed({
        terms: "tools-and-machines",
        contract: { waiver: "waiver" },
        lines: [
          // value 4 800.00 × 70 / 96 = 3 500.00, the repair 620.00 is cheaper; the waiver leaves the larger of 50.00 and 20 %: 124.00
          // rent 140.00 × 50 % = 70.00 a day; of 12 days 10 count: 700.00. Cleaning 1.5 h × 45.00 = 67.50
          [
            { ...OLD, product: "excavator", category: "machines", replacementPrice: cents(480_000), dailyRent: cents(14_000) },
            {
              groups: [buildGroup({ findings: [buildFinding({ type: "broken", severity: "severe", repair: repair(620, 12) })] })],
              dirty: 1,
              cleaningHours: 1.5,
            },
          ],
          // 2 × 6.00, new and worth 7.00 each
          [
            { inService: day("2026-05-15"), product: "drill-bit", category: "consumables", replacementPrice: cents(700), quantity: 10 },
            { missing: 2 },
          ],
        ],
      }),
    ).toEqual([
      ["repair", 124],
      ["lossOfUse", 700],
      ["cleaning", 67.5],
      ["lost", 12],
      ["consumables", 4],
    ]);
  });

  it("audio-visual: a scratched lens, cables full of tape, two started hours late", () => {
    expect(
      owed({
        terms: "audio-visual-and-events",
        contract: { due: at("2026-05-20 12:00") },
        lines: [
          // 26 months: 1 900.00 × 60 % = 1 140.00; a scratch of 8 mm on the lens 30 %: 342.00
          // back at 14:00, less 30 minutes: 2 started hours × (95.00 × 10 % = 9.50) = 19.00
          [
            {
              ...OLD,
              product: "projector",
              category: "video",
              replacementPrice: cents(190_000),
              dailyRent: cents(9_500),
              parts: [{ name: "lens", price: null }],
            },
            { groups: [buildGroup({ findings: [buildFinding({ type: "scratched", part: "lens", sizeMm: 8 })] })] },
          ],
          // 10 × 1.50 = 15.00; 2 × (2.00 × 10 % = 0.20) = 0.40 each, × 10 = 4.00; adhesive remover 5.00 for the return
          [
            { ...OLD, product: "cable", category: "cables", replacementPrice: cents(2_800), dailyRent: cents(200), quantity: 10 },
            { dirty: 10 },
          ],
        ],
      }),
    ).toEqual([
      ["diminution", 342],
      ["late", 19],
      ["cleaning", 15],
      ["late", 4],
      ["consumables", 5],
    ]);
  });

  it("sports: an edge and a base that struck stones, torn boots, under a waiver in bands", () => {
    expect(
      owed({
        terms: "sports-gear",
        contract: { waiver: "waiver" },
        lines: [
          // edge 15.00: up to 60.00 at most 15.00 is left, so 15.00. Base 3 × 6.00 = 18.00, of which 15.00. New wax 6.00, cleaning free
          [
            {
              ...OLD,
              product: "ski-all-mountain",
              category: "skis",
              replacementPrice: cents(42_000),
              quantity: 2,
              parts: [{ name: "edge", price: null }],
            },
            {
              groups: [
                buildGroup({ findings: [buildFinding({ type: "scratched", part: "edge" })] }),
                buildGroup({ id: "G2", findings: [buildFinding({ id: "F2", type: "scratched", sizeMm: 45, marks: 3 })] }),
              ],
              dirty: 1,
            },
          ],
          // 210.00 × (100 % − 20 % × 26 / 12) = 119.00, cheaper than the repair at 126.00; 25 % of 119.00 = 29.75
          [
            { ...OLD, product: "boot", category: "boots", replacementPrice: cents(21_000) },
            { groups: [buildGroup({ findings: [buildFinding({ id: "F3", type: "torn", repair: repair(126, 3) })] })] },
          ],
        ],
      }),
    ).toEqual([
      ["diminution", 15],
      ["diminution", 15],
      ["consumables", 6],
      ["diminution", 29.75],
    ]);
  });
});

describe("explaining", () => {
  it("says a rule, its clause and the sum of its example as the engine reckons it", () => {
    const { rules } = inWords(ready("furniture-and-tableware"), "en");
    const plainSpaces = JSON.parse(JSON.stringify(rules.find(({ rule }) => rule === "damaged.1")).replace(/\u00A0/gu, " "));
    expect(plainSpaces).toEqual({
      section: "damaged",
      rule: "damaged.1",
      clause: { number: "5.2", title: "Furniture beyond use" },
      name: null,
      about: "Chairs, tables and appliances · crack or break · severe damage",
      says: "The current value of the item is compensated.",
      example: {
        story: "1 × chair, crack, severe damage",
        steps: [
          {
            text: "Replacement price €89.00, expected life 8 years (96 months), age 26 months: current value €89.00 × 70 / 96 = €64.90.",
            out: 6490,
          },
          { text: "The current value €64.90 is charged.", out: 6490 },
        ],
        amount: 6490,
      },
    });
  });

  it("has words in every language for whatever terms may say", () => {
    fc.assert(
      fc.property(anyTerms, fc.constantFrom(...LANGUAGES), (terms, language) => {
        for (const { about, says, example } of inWords(terms, language).rules) {
          expect([about, says, example?.story].join(" ")).not.toMatch(/[{}]|undefined|NaN/u);
        }
      }),
      { numRuns: 25 },
    );
  });
});
