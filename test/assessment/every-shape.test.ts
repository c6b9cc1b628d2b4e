/**
 * Every shape that the terms language has: read from a user's file, reckoned, told step by step in three languages, and explained with
 * an example. A chair costs 89.00 new and is worth 64.90; its rent is 4.00 a day.
 */
import { describe, expect, it } from "vitest";
import { explainInWords } from "../../src/app/explain-terms.ts";
import { assess } from "../../src/assessment/assess.ts";
import { listPrices } from "../../src/assessment/prices/list-prices.ts";
import { day } from "../../src/kernel/dates.ts";
import { cents } from "../../src/kernel/money.ts";
import { LANGUAGES } from "../../src/kernel/text.ts";
import { traceSentence } from "../../src/language/trace-sentence.ts";
import { at } from "../support/build-contract.ts";
import { buildFinding, buildGroup, buildInspection, buildLineFacts } from "../support/build-inspection.ts";
import { assetsIn } from "../support/read-document.ts";
import { chair, type Example, factsOf, STRAIGHT_LINE, sums } from "../worked-examples/example.ts";

const TEXTS = LANGUAGES.map((language) => ({ language, messages: assetsIn(language).messages }));

type Shape = readonly [what: string, terms: string, happened: Partial<Example>, charged: readonly string[]];

const value = (rest: string) => `value: { clause: "1", ${rest} }\n`;
const CRACK = 'damaged: [{ clause: "2", price: current value }]\n';
const found = (...findings: readonly Parameters<typeof buildFinding>[0][]): Partial<Example> => ({
  lines: [{ groups: [buildGroup({ findings: findings.map((finding, index) => buildFinding({ id: `F${index + 1}`, ...finding })) })] }],
});
const repair = (cost: number, days = 0) => ({ repair: { cost: cents(cost), days, source: "workshop" } });
const CRACKED = found({});
const onLine = (line: Parameters<typeof chair>[0], more: Partial<Example> = CRACKED): Partial<Example> => ({
  ...more,
  contract: { lines: [chair(line)] },
});
const LIDDED = {
  parts: [
    { name: "lid", price: null },
    { name: "hinge", price: cents(2_400) },
  ],
};
const damaged = (rest: string) => `${STRAIGHT_LINE}damaged: [{ clause: "2", ${rest} }]\n`;
const dirty = (count: number): Partial<Example> => ({ lines: [{ out: 10, dirty: count, cleaningHours: 1.5 }] });
/** One chair back thirty hours late. */
const LATE: Partial<Example> = {
  contract: { due: at("2026-05-19 08:00"), lines: [chair({ dailyRent: cents(400) })] },
  lines: [{ out: 1 }],
};
const late = (rest: string) => `${STRAIGHT_LINE}late: [{ clause: "2", ${rest} }]`;
const REPAIR = 'damaged: [{ clause: "2", price: repair }]\n';
const waiver = (rest: string) => `${REPAIR}waivers: [{ id: chosen, clause: "3", name: { en: Waiver }, covers: [damage], ${rest} }]`;
const waived = (cost: number, more: Parameters<typeof chair>[0] = {}): Partial<Example> => ({
  ...found(repair(cost)),
  contract: { waiver: "chosen", lines: [chair(more)] },
});
const extra = (rest: string) => `${REPAIR}${late("period: day, price: 100 % of rent").replace(STRAIGHT_LINE, "")}
missing: [{ clause: "2", price: 20.00 }]
dirty: [{ clause: "2", fee: 1.00 per unit }]
extras: [{ clause: "3", ${rest} }]`;

const SHAPES: Readonly<Record<string, readonly Shape[]>> = {
  wear: [
    ["by type", `${STRAIGHT_LINE}wear: [{ clause: "1", types: [scratched, stained] }]\n${CRACK}`, found({ type: "stained" }), []],
    ["by size", `${STRAIGHT_LINE}wear: [{ clause: "1", upToSize: 2 cm }]\n${CRACK}`, found({ type: "scratched", sizeMm: 20 }), []],
    [
      "by marks",
      `wear: [{ clause: "1", upToMarks: 2 }]\ndamaged: [{ clause: "2", price: 3.00, per: mark }]`,
      found({ marks: 5 }),
      ["diminution 9.00"],
    ],
    [
      "by size and marks, above which all count",
      `wear: [{ clause: "1", upToSize: 9 mm, upToMarks: 2, beyond: all }]\ndamaged: [{ clause: "2", price: 3.00, per: mark }]`,
      found({ sizeMm: 9, marks: 3 }),
      ["diminution 9.00"],
    ],
    [
      "of a part, on goods of a category and a product",
      `${STRAIGHT_LINE}wear: [{ clause: "1", categories: chairs, products: chair-folding, parts: lid }]\n${CRACK}`,
      onLine(LIDDED, found({ part: "lid" }, { part: "hinge" })),
      ["diminution 17.50"],
    ],
  ],
  value: [
    ["none", value("base: replacement price, depreciation: none, claims: net") + CRACK, CRACKED, ["diminution 89.00"]],
    [
      "a life by category",
      value("base: replacement price, life: { chairs: 8 years }, depreciation: straight line, claims: net") + CRACK,
      onLine({ lifeMonths: null }),
      ["diminution 64.90"],
    ],
    ["a share a year", value("base: replacement price, depreciation: 10 % per year, claims: net") + CRACK, CRACKED, ["diminution 69.72"]],
    [
      "a share a year that has used it up, with a floor",
      value("base: replacement price, depreciation: 50 % a year, floor: 5 %, claims: net") + CRACK,
      CRACKED,
      ["diminution 4.45"],
    ],
    [
      "by a table",
      value(
        "base: replacement price, depreciation: { table: [{ under: 2 years, share: 80 % }, { from: 2 years, share: 45 % }] }, claims: net",
      ) + CRACK,
      CRACKED,
      ["diminution 40.05"],
    ],
    [
      "from the purchase price, claimed gross",
      value("base: purchase price, depreciation: straight line, claims: gross") + CRACK,
      { ...onLine({ purchasePrice: cents(6_000) }), contract: { prices: "gross", lines: [chair({ purchasePrice: cents(6_000) })] } },
      ["diminution 43.75"],
    ],
    [
      "claimed gross where prices are net",
      value("base: replacement price, depreciation: none, claims: gross") + CRACK,
      CRACKED,
      ["diminution 111.70"],
    ],
  ],
  damaged: [
    ["repair", damaged("price: repair"), found(repair(3_500)), ["repair 35.00"]],
    ["repair or value", damaged("price: repair or value"), found(repair(9_000)), ["diminution 64.90"]],
    ["repair or value without an estimate", damaged("price: repair or value"), CRACKED, ["diminution 64.90"]],
    ["a share of the value", damaged("price: 25 % of value"), CRACKED, ["diminution 16.23"]],
    [
      "a share of the price, which may be above the value",
      damaged("price: 90 % of base, aboveValue: allowed"),
      CRACKED,
      ["diminution 80.10"],
    ],
    ["a sum, cut to the value", damaged("price: 70.00"), CRACKED, ["diminution 64.90"]],
    [
      "a list by product, then by category",
      damaged("price: { list: { chair-folding: 7.50, chairs: 4.00 } }"),
      CRACKED,
      ["diminution 7.50"],
    ],
    ["years of life", damaged("price: { lifeLost: 2 years }"), CRACKED, ["diminution 22.25"]],
    [
      "a multiple of another type",
      'damaged: [{ clause: "2", types: broken, price: 3.00 }, { clause: "2", types: [cracked, scratched, dented, stained, burnt, torn], price: { times: 1.5, of: broken } }]',
      CRACKED,
      ["diminution 4.50"],
    ],
    [
      "by severity, a multiple of one of them",
      'damaged: [{ clause: "2", types: cracked, severities: minor, price: 2.00 }, { clause: "2", types: cracked, severities: [moderate, severe], price: { times: 3, of: cracked, severity: minor } }]',
      found({ severity: "severe" }),
      ["diminution 6.00"],
    ],
    [
      "by size",
      'damaged: [{ clause: "2", size: { below: 5 mm }, price: 1.00 }, { clause: "2", size: { from: 5 mm, below: 10 mm }, price: 2.00 }, { clause: "2", size: { from: 10 mm }, price: 4.00, per: mark }]',
      found({ sizeMm: 4 }, { sizeMm: 5 }, { sizeMm: 10, marks: 2 }),
      ["diminution 11.00"],
    ],
    [
      "of a part with a rule of its own, and of one with its own price",
      `${STRAIGHT_LINE}damaged: [{ clause: "2", price: current value }, { clause: "2", parts: lid, price: 5.00 }]`,
      onLine(LIDDED, found({ part: "lid" }, { part: "hinge" })),
      ["diminution 22.50"],
    ],
  ],
  missing: [
    [
      "as damaged",
      'damaged: [{ clause: "2", price: 3.00 }]\nmissing: [{ clause: "2", price: { times: 1, of: broken } }]',
      { lines: [{ missing: 2 }] },
      ["lost 6.00"],
    ],
    [
      "a multiple",
      'damaged: [{ clause: "2", types: broken, severities: [minor, moderate], price: 3.00 }, { clause: "2", types: broken, severities: severe, price: 4.00 }]\nmissing: [{ clause: "2", price: { times: 2, of: broken, severity: severe } }]',
      { lines: [{ missing: 1 }] },
      ["lost 8.00"],
    ],
    [
      "the value, above which it may go",
      `${STRAIGHT_LINE}missing: [{ clause: "2", price: 120 % of value, aboveValue: allowed }]`,
      { lines: [{ missing: 1 }] },
      ["lost 77.88"],
    ],
    [
      "days of waiting",
      `${STRAIGHT_LINE}missing: [{ clause: "2", price: current value, waitingDays: 7 }]`,
      { lines: [{ missing: 1 }], facts: { today: day("2026-05-22") } },
      [],
    ],
    [
      "a part's own price",
      `${STRAIGHT_LINE}missing: [{ clause: "2", price: current value }]`,
      onLine(LIDDED, { lines: [{ missingParts: { hinge: 1 } }] }),
      ["lost 17.50"],
    ],
    [
      "a part by a rule of its own",
      `${STRAIGHT_LINE}missing: [{ clause: "2", price: current value }, { clause: "2", parts: lid, price: 6.00 }]`,
      onLine(LIDDED, { lines: [{ missingParts: { lid: 2 } }] }),
      ["lost 12.00"],
    ],
    [
      "a list, years of life",
      `${STRAIGHT_LINE}missing: [{ clause: "2", categories: tables, price: { list: { tables: 30.00 } } }, { clause: "2", categories: chairs, price: { lifeLost: 8 years } }]`,
      { lines: [{ missing: 1 }] },
      ["lost 64.90"],
    ],
  ],
  dirty: [
    ["by unit", 'dirty: [{ clause: "2", fee: 0.60 per unit }]', dirty(3), ["cleaning 1.80"]],
    ["by line", 'dirty: [{ clause: "2", fee: 8.00 per line }]', dirty(3), ["cleaning 8.00"]],
    ["by hour, with a minimum", 'dirty: [{ clause: "2", fee: 20.00 per hour, minimum: 40.00 }]', dirty(3), ["cleaning 40.00"]],
    ["by return", 'dirty: [{ clause: "2", fee: 9.00 per return }]', dirty(3), ["cleaning 9.00"]],
    [
      "a share of the rent",
      'dirty: [{ clause: "2", fee: 50 % of rent }]',
      { contract: { lines: [chair({ dailyRent: cents(400) })] }, ...dirty(3) },
      ["cleaning 6.00"],
    ],
    ["part of the rent", 'dirty: [{ clause: "2", fee: 0.00 per unit }]', dirty(3), []],
  ],
  late: [
    ["by the hour, a share of the rent", late("period: hour, price: 10 % of rent"), LATE, ["late 12.00"]],
    ["by the hour, a sum, less the grace", late("period: hour, price: 2.00, grace: 2 h, graceDeducted: yes"), LATE, ["late 56.00"]],
    ["by the day, a multiple of the rent, at most so many", late("period: day, price: 300 % of rent, cap: 1 period"), LATE, ["late 12.00"]],
    ["by the day, a sum, at most a sum", late("period: day, price: 3.00, cap: 5.00"), LATE, ["late 5.00"]],
    [
      "by the week, a multiple of the rent, never above the value",
      late("period: week, price: 1000 % of rent, cap: current value"),
      { ...LATE, contract: { ...LATE.contract, lines: [chair({ dailyRent: cents(800) })] } },
      ["late 64.90"],
    ],
    ["by the week, a sum", late("period: week, price: 15.00"), LATE, ["late 15.00"]],
    [
      "without the days on which the desk is closed",
      late("period: day, price: 100 % of rent, closedDays: skipped"),
      { ...LATE, facts: { calendar: { holidays: new Set([day("2026-05-19")]) } } },
      ["late 4.00"],
    ],
    ["within a grace", late("period: day, price: 100 % of rent, grace: 2 days"), LATE, []],
  ],
  "loss of use": [
    [
      "without a cap",
      `${REPAIR}lossOfUse: [{ clause: "2", utilisation: 50 % }]`,
      found(repair(1_000, 4)),
      ["repair 10.00", "lossOfUse 8.00"],
    ],
    [
      "at most so many days",
      `${REPAIR}lossOfUse: [{ clause: "2", categories: chairs, utilisation: 50 %, capDays: 3 }]`,
      found(repair(1_000, 4)),
      ["repair 10.00", "lossOfUse 6.00"],
    ],
  ],
  extras: [
    [
      "handling by the unit, for damage",
      extra("kind: handling, when: [damaged], fee: 2.00 per unit"),
      found(repair(1_000)),
      ["repair 10.00", "handling 2.00"],
    ],
    [
      "delivery by the line, for a loss",
      extra("kind: delivery, when: [missing], fee: 7.00 per line"),
      { lines: [{ missing: 2 }] },
      ["lost 40.00", "delivery 7.00"],
    ],
    [
      "labour by the hour, for dirt",
      extra("kind: labour, when: [dirty], fee: 30.00 per hour"),
      dirty(2),
      ["cleaning 2.00", "labour 45.00"],
    ],
    [
      "consumables by the return, for a delay",
      extra("kind: consumables, when: [late, dirty], fee: 5.00 per return"),
      LATE,
      ["late 8.00", "consumables 5.00"],
    ],
    [
      "inside the waiver",
      extra("kind: delivery, when: [damaged], fee: 5.00 per return, inside: waiver"),
      found(repair(1_000)),
      ["repair 10.00", "delivery 5.00"],
    ],
    [
      "inside the cap",
      `${extra("kind: delivery, when: [damaged], fee: 5.00 per return, inside: cap")}\ncaps: [{ clause: "3", per: contract, amount: 12.00 }]`,
      found(repair(1_000)),
      ["repair 8.00", "delivery 4.00"],
    ],
    [
      "inside both",
      extra("kind: delivery, when: [damaged, missing], fee: 5.00 per unit, inside: [waiver, cap]"),
      found(repair(1_000)),
      ["repair 10.00", "delivery 5.00"],
    ],
  ],
  waiver: [
    ["a sum per contract", waiver("per: contract, pays: 60.00"), waived(20_000), ["repair 60.00"]],
    ["a share per item", waiver("per: item, pays: 30 %"), waived(20_000), ["repair 60.00"]],
    ["the larger of both per incident", waiver("per: incident, pays: { largerOf: [50.00, 20 %] }"), waived(40_000), ["repair 80.00"]],
    ["the smaller of both", waiver("per: contract, pays: { smallerOf: [20 %, 50.00] }"), waived(40_000), ["repair 50.00"]],
    [
      "bands, of sums and shares",
      waiver("per: item, pays: { bands: [{ upTo: 60.00, pays: 15.00 }, { from: 60.01, upTo: 300.00, pays: 25 % }, { pays: 50 % }] }"),
      waived(40_000),
      ["repair 200.00"],
    ],
    ["never for a type", waiver("per: item, pays: 30 %, never: { types: cracked }"), waived(20_000), ["repair 200.00"]],
    [
      "never for a product or a category",
      waiver("per: item, pays: 0 %, never: { products: chair-folding, categories: tables }"),
      waived(20_000),
      ["repair 200.00"],
    ],
    ["never for a family", waiver("per: item, pays: 0 %, never: { families: [missing, late] }"), waived(20_000), []],
  ],
  caps: [
    ["by unit", `${REPAIR}caps: [{ clause: "3", per: unit, amount: 50.00 }]`, found(repair(20_000)), ["repair 50.00"]],
    [
      "by line, on what it names",
      `dirty: [{ clause: "2", fee: 2.00 per unit }]\ncaps: [{ clause: "3", per: line, amount: 5.00, families: dirty }]`,
      dirty(3),
      ["cleaning 5.00"],
    ],
    [
      "by contract",
      `${REPAIR}caps: [{ clause: "3", per: contract, amount: 80.00, families: [damage, late] }]`,
      found(repair(20_000)),
      ["repair 80.00"],
    ],
    ["a smallest sum", `${REPAIR}smallestSum: { clause: "3", amount: 5.00 }`, found(repair(420)), []],
  ],
  "notify, payment and vat": [
    [
      "days of the calendar, for consumers too; interest and order of the deposit; treatments with their reasons",
      `${REPAIR}notify: { clause: "3", days: 2, businessDays: no, consumers: yes }
vat: { repair: { treatment: outside scope, reason: { en: Compensation. } }, cleaning: { treatment: reduced rate, reason: { en: A service. } }, late: { treatment: general rate, reason: { en: Rent. } } }`,
      found(repair(1_000)),
      ["repair 10.00"],
    ],
  ],
};

/** What leaves nothing to reckon: cleaning that costs nothing. */
const WITHOUT_EXAMPLE = new Set(["part of the rent"]);

describe.each(Object.entries(SHAPES))("%s", (_, shapes) => {
  it.each(shapes)("%s", (what, sections, happened, charged) => {
    const facts = factsOf({ terms: sections, ...happened });
    const withWaits = happened.contract?.due ? { ...facts, inspection: buildInspection({ lines: [buildLineFacts({ out: 1 })] }) } : facts;
    const assessment = assess(withWaits);
    expect(sums(assessment)).toEqual(charged);
    const told = [
      ...assessment.charges.flatMap(({ trace }) => trace),
      ...assessment.notCharged.flatMap((entry) => [entry, ...entry.trace]),
    ];
    expect(told.length).toBeGreaterThan(0);
    const clauses = new Set(facts.terms.clauses.map(({ number }) => number));
    const rows = listPrices(facts.contract, facts.terms).lines.flatMap((lines) => lines.rows);
    expect(rows.filter(({ amount, repair: byRepair, clause }) => !clauses.has(clause) || !(byRepair || (amount ?? -1) >= 0))).toEqual([]);
    for (const { language, messages } of TEXTS) {
      const { rules } = explainInWords(facts.terms, language, messages);
      const texts = [
        ...told.map((step) => traceSentence(messages, step, language)),
        ...rules.flatMap(({ about, says, example }) => [
          about ?? "all",
          says,
          ...(example ? [example.story, ...example.steps.map(({ text }) => text)] : []),
        ]),
      ];
      expect(texts.filter((text) => text.trim() === "" || /[{}]|undefined|NaN/u.test(text))).toEqual([]);
      const silent = rules.filter(({ section, example }) => example === null && !["severities", "payment", "vat"].includes(section));
      expect(silent.map(({ rule }) => rule)).toEqual(WITHOUT_EXAMPLE.has(what) ? ["dirty.1"] : []);
    }
  });
});
