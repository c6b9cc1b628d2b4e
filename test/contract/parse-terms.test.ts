import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parseTerms } from "../../src/contract/parse-terms.ts";
import type { Terms } from "../../src/contract/terms.ts";
import { buildMatch } from "../support/build-terms.ts";
import { edited, problemsOf, TERMS } from "../support/contract-texts.ts";

type Edit = readonly [from: string, to: string];
const problems = (...edits: readonly Edit[]): readonly string[] => problemsOf(parseTerms(edited(TERMS, ...edits)));
/** The terms, or the problems, which no comparison with terms survives. */
const read = (...edits: readonly Edit[]): Terms | readonly string[] => {
  const parsed = parseTerms(edited(TERMS, ...edits));
  return parsed.ok ? parsed.value.terms : problemsOf(parsed);
};
const DAMAGED = 'damaged:\n  - clause: "1"\n    price: current value\n';
const damaged = (price: string): Edit => [DAMAGED, `damaged:\n  - clause: "1"\n    price: ${price}\n`];
const late = (lines: string): Edit => ["    price: 150 % of rent\n", `${lines}\n`];
const more = (text: string): Edit => ["payment:\n", `${text}\npayment:\n`];

describe("terms", () => {
  it("are read whole, with what was left out as its preset", () => {
    const match = buildMatch();
    expect(read()).toEqual({
      name: "terms",
      version: "1",
      title: { fi: "Ehdot" },
      currency: "EUR",
      languages: ["fi"],
      clauses: [{ number: "1", title: { fi: "Arvo" }, text: { fi: "Käypä arvo." } }],
      severities: [],
      wear: [],
      value: {
        id: "value",
        clause: "1",
        base: "replacementPrice",
        lives: { chairs: 96 },
        depreciation: { kind: "straightLine" },
        floor: 0,
        claims: "gross",
      },
      damaged: [{ id: "damaged.1", clause: "1", match, price: { kind: "currentValue" }, per: "unit", neverAboveValue: true }],
      missing: [{ id: "missing.1", clause: "1", match, price: { kind: "currentValue" }, waitingDays: 0, neverAboveValue: true }],
      dirty: [{ id: "dirty.1", clause: "1", match, fee: { per: "unit", amount: 60 }, minimum: 0 }],
      late: [
        {
          id: "late.1",
          clause: "1",
          match,
          period: "day",
          price: { kind: "rent", rate: 15_000 },
          graceMinutes: 0,
          graceDeducted: false,
          closedDays: "counted",
          cap: null,
        },
      ],
      lossOfUse: [],
      extras: [],
      waivers: [],
      caps: [],
      smallestSum: null,
      notify: null,
      payment: { id: "payment", clause: "1", daysNet: 14, interest: { kind: "law" }, depositOrder: ["damagesStatement", "invoice"] },
      vat: {},
    });
  });

  it("put their clauses in the order of their numbers", () => {
    const clause = "{ title: { fi: A }, text: { fi: B } }";
    expect(read(["clauses:\n", `clauses:\n  "5.10": ${clause}\n  5.2: ${clause}\n`])).toMatchObject({
      clauses: [{ number: "1" }, { number: "5.2" }, { number: "5.10" }],
    });
  });
});

describe("what one thing costs", () => {
  it.each([
    ["current value", { kind: "currentValue" }],
    ["Repair", { kind: "repair" }],
    ["repair  or value", { kind: "repairOrValue" }],
    ["25 % of value", { kind: "share", of: "currentValue", rate: 2_500 }],
    ["25 % of current value", { kind: "share", of: "currentValue", rate: 2_500 }],
    ["12,5% of base", { kind: "share", of: "base", rate: 1_250 }],
    ["10", { kind: "fixed", amount: 1_000 }],
    ["{ list: { cup: 3, glass: 2.80 } }", { kind: "list", prices: { cup: 300, glass: 280 } }],
    ["{ lifeLost: 2 years }", { kind: "lifeLost", months: 24 }],
    ["{ times: 1.5, of: broken }", { kind: "multiple", hundredths: 150, of: { type: "broken", severity: null } }],
    ["{ times: 2, of: broken, severity: severe }", { kind: "multiple", hundredths: 200, of: { type: "broken", severity: "severe" } }],
  ])("%s", (written, price) => expect(read(damaged(written))).toMatchObject({ damaged: [{ price }] }));

  it.each([
    [
      "curent value",
      'not-a-price: "curent value" is not a price: write current value, repair, repair or value, 25 % of value, 25 % of base, or a sum like 10.00',
    ],
    ["25 of value", 'rate-without-sign: "25" has no per cent sign: write 25 %'],
    ["-3.00", 'negative-sum: "-3.00" is negative: write a sum of at least 0.00'],
    [
      "25 %",
      'not-a-price: "25 %" is not a price: write current value, repair, repair or value, 25 % of value, 25 % of base, or a sum like 10.00',
    ],
    ["[1]", "unknown-shape: has a shape that is not known here"],
  ])("%s is refused", (written, expected) => expect(problems(damaged(written))).toEqual([`15:12 damaged[0].price ${expected}`]));

  it("says what is wrong below it", () => {
    expect(problems(damaged("{ list: { cup: three, a b: 1 } }"))).toEqual([
      '15:27 damaged[0].price.list.cup not-a-sum: "three" is not a sum: write euros and cents like 89.00',
      '15:34 damaged[0].price.list["a b"] bad-name: "a b" cannot be used as a name here: write letters, digits, hyphens, dots and underscores, without spaces',
    ]);
    expect(problems(damaged("{ lst: { cup: 3 } }"))).toEqual([
      '15:14 damaged[0].price.lst unknown-key-near: "lst" is not known here: did you mean "list"?',
    ]);
    expect(problems(damaged("{ times: twice, of: broken }"))).toEqual([
      '15:21 damaged[0].price.times not-a-multiple: "twice" is no multiple: write a number above 0, like 2 or 1.5',
    ]);
    expect(problems(damaged("{ times: 0, of: broken }"))).toEqual([
      '15:21 damaged[0].price.times not-a-multiple: "0" is no multiple: write a number above 0, like 2 or 1.5',
    ]);
  });
});

describe("the other sections", () => {
  it("narrow by one word or a list, and by size", () => {
    const rule =
      '  - { clause: "1", types: cracked, severities: [minor, severe], categories: a, products: [b], parts: lid, size: { from: 2 cm, below: 50 mm }, price: 1, per: mark, aboveValue: allowed, id: x }\n';
    expect(read([DAMAGED, `damaged:\n${rule}`])).toMatchObject({
      damaged: [
        {
          id: "x",
          match: {
            types: ["cracked"],
            severities: ["minor", "severe"],
            categories: ["a"],
            products: ["b"],
            parts: ["lid"],
            sizeMm: { from: 20, below: 50 },
          },
          per: "mark",
          neverAboveValue: false,
        },
      ],
    });
    expect(problems([DAMAGED, 'damaged: [{ clause: "1", types: [crackd], price: 1, size: { over: 1 mm } }]\n'])).toEqual([
      '13:34 damaged[0].types[0] unknown-word-near: "crackd" is not one of cracked, broken, scratched, dented, stained, burnt, torn: did you mean "cracked"?',
      '13:61 damaged[0].size.over unknown-key-among: "over" is not known here: here stand from, below',
    ]);
    expect(problems([DAMAGED, 'damaged: [{ clause: "1", price: 1, size: {} }]\n'])).toEqual(["13:42 damaged[0].size empty: is empty"]);
  });

  it.each([
    ["none", { kind: "none" }],
    ["10 % a year", { kind: "perYear", rate: 1_000 }],
    ["10 % per year", { kind: "perYear", rate: 1_000 }],
    [
      "{ table: [{ under: 12 months, share: 100 % }, { from: 1 year, share: 40 % }] }",
      {
        kind: "table",
        steps: [
          { underMonths: 12, share: 10_000 },
          { underMonths: null, share: 4_000 },
        ],
      },
    ],
  ])("value falls by %s", (written, depreciation) => expect(read(["straight line", written])).toMatchObject({ value: { depreciation } }));

  it.each([
    ["curved", '11:17 value.depreciation not-a-depreciation: "curved" is not known: write none, straight line, 10 % a year, or a table'],
    ["ten a year", '11:17 value.depreciation not-a-rate: "ten" is not a share: write it like 25 %'],
  ])("value cannot fall by %s", (written, expected) => expect(problems(["straight line", written])).toEqual([expected]));

  it.each([
    ["12.50 per line", { per: "line", amount: 1_250 }],
    ["45 per hour", { per: "hour", amount: 4_500 }],
    ["25.00 per return", { per: "return", amount: 2_500 }],
    ["50 % of rent", { per: "rent", rate: 5_000 }],
  ])("cleaning costs %s", (written, fee) => expect(read(["0.60 per unit", written])).toMatchObject({ dirty: [{ fee }] }));

  it.each([
    ["5", 'not-a-fee: "5" is not a fee: write a sum and per what, like 0.60 per unit (unit, line, hour, return)'],
    ["5 per cup", 'not-a-fee: "5 per cup" is not a fee: write a sum and per what, like 0.60 per unit (unit, line, hour, return)'],
    ["five per unit", 'not-a-sum: "five" is not a sum: write euros and cents like 89.00'],
    ["50 of rent", 'rate-without-sign: "50" has no per cent sign: write 50 %'],
  ])("cleaning cannot cost %s", (written, expected) =>
    expect(problems(["0.60 per unit", written])).toEqual([`21:10 dirty[0].fee ${expected}`]),
  );

  it.each([
    ["    price: 5", { price: { kind: "fixed", amount: 500 } }],
    [
      "    price: 200 % of rent\n    grace: 30 min\n    graceDeducted: yes\n    closedDays: skipped",
      { price: { kind: "rent", rate: 20_000 }, graceMinutes: 30, graceDeducted: true, closedDays: "skipped" },
    ],
    ["    price: 5\n    cap: current value\n    graceDeducted: false", { cap: { kind: "currentValue" }, graceDeducted: false }],
    ["    price: 5\n    cap: 100", { cap: { kind: "fixed", amount: 10_000 } }],
    ["    price: 5\n    cap: 1 period", { cap: { kind: "periods", count: 1 } }],
  ])("a delay: %s", (written, rule) => expect(read(late(written))).toMatchObject({ late: [rule] }));

  it.each([
    ["    price: 150 %", '25:12 late[0].price share-of-nothing: "150 %" does not say of what: write 150 % of rent'],
    ["    price: 150 of rent", '25:12 late[0].price rate-without-sign: "150" has no per cent sign: write 150 %'],
    ["    price: much", '25:12 late[0].price not-a-sum: "much" is not a sum: write euros and cents like 89.00'],
    ["    price: 5\n    cap: high", '26:10 late[0].cap not-a-cap: "high" is no cap: write current value, a sum like 100.00, or 10 periods'],
    [
      "    price: 5\n    cap: 1.234",
      '26:10 late[0].cap sum-decimals: "1.234" is not a sum: write at most two decimals, and thousands without a mark',
    ],
    [
      "    price: 5\n    cap: 0 periods",
      '26:10 late[0].cap not-a-cap: "0 periods" is no cap: write current value, a sum like 100.00, or 10 periods',
    ],
    ["    price: 5\n    graceDeducted: maybe", '26:20 late[0].graceDeducted not-yes-or-no: "maybe" is neither yes nor no'],
  ])("a delay cannot be: %s", (written, expected) => expect(problems(late(written))).toEqual([expected]));

  it("say wear, loss of use, extras, caps, smallest sum, notice, severities, payment and VAT", () => {
    const sections = `wear: [{ clause: "1", types: scratched, upToSize: 25 mm, upToMarks: 4, beyond: all }, { clause: "1", types: dented }]
lossOfUse: [{ clause: "1", utilisation: 65 %, capDays: 30 }]
extras: [{ clause: "1", kind: delivery, when: [damaged], fee: 35.00 per return, inside: waiver }]
caps: [{ clause: "1", per: unit, amount: 50 }, { clause: "1", per: contract, amount: 1000, families: [damage, late] }]
smallestSum: { clause: "1", amount: 5 }
notify: { clause: "1", days: 3, businessDays: no, consumers: yes }
severities: [{ type: torn, severity: minor, text: { fi: Pieni } }, { severity: minor, text: { fi: Pieni } }]
vat: { cleaning: { treatment: outside scope, reason: { fi: Syy } }, late: { treatment: AA, reason: { fi: Syy } } }`;
    const match = buildMatch();
    expect(
      read(more(sections), ["daysNet: 14", "daysNet: 21\n  interest: 7 % a year\n  depositOrder: [invoice, damages statement]"]),
    ).toMatchObject({
      wear: [
        { id: "wear.1", clause: "1", match: { ...match, types: ["scratched"] }, upToSizeMm: 25, upToMarks: 4, beyond: "all" },
        { id: "wear.2", clause: "1", match: { ...match, types: ["dented"] }, upToSizeMm: null, upToMarks: null, beyond: "excess" },
      ],
      lossOfUse: [{ id: "lossOfUse.1", clause: "1", match, utilisation: 6_500, capDays: 30 }],
      extras: [
        { id: "extras.1", clause: "1", kind: "delivery", match, when: ["damaged"], amount: 3_500, per: "return", inside: ["waiver"] },
      ],
      caps: [
        { id: "caps.1", clause: "1", per: "unit", amount: 5_000, families: ["damage", "missing", "lossOfUse"] },
        { id: "caps.2", clause: "1", per: "contract", amount: 100_000, families: ["damage", "late"] },
      ],
      smallestSum: { id: "smallestSum", clause: "1", amount: 500 },
      notify: { id: "notify", clause: "1", days: 3, businessDays: false, consumers: true },
      severities: [
        { type: "torn", severity: "minor", text: { fi: "Pieni" } },
        { type: null, severity: "minor", text: { fi: "Pieni" } },
      ],
      vat: { cleaning: { treatment: "O", reason: { fi: "Syy" } }, late: { treatment: "AA", reason: { fi: "Syy" } } },
      payment: { daysNet: 21, interest: { kind: "rate", rate: 700 }, depositOrder: ["invoice", "damagesStatement"] },
    });
  });

  it("refuse words, clauses and lengths that are not known", () => {
    const sections =
      'caps: [{ clause: "§ 5", per: unit, amount: 50 }]\nvat: { clening: { treatment: S, reason: { fi: Syy } } }\nlossOfUse: [{ clause: "1", utilisation: 101 % }]';
    expect(problems(more(sections), ["daysNet: 14", "daysNet: 14\n  interest: high"])).toEqual([
      '26:18 caps[0].clause bad-clause-number: "§ 5" is no clause number: write it as printed, like 5.3',
      '27:8 vat.clening unknown-word-near: "clening" is not one of repair, diminution, lost, lossOfUse, late, cleaning, consumables, handling, delivery, labour: did you mean "cleaning"?',
      '28:41 lossOfUse[0].utilisation rate-too-large: "101 %" is more than 100 %',
      '32:13 payment.interest not-an-interest: "high" is not known: write by law, or a rate like 7 % a year',
    ]);
    expect(problems(["daysNet: 14", "daysNet: 14\n  interest: x a year"])).toEqual([
      '29:13 payment.interest not-a-rate: "x" is not a share: write it like 25 %',
    ]);
  });
});

describe("waivers", () => {
  const waiver = (pays: string): Edit =>
    more(`waivers:\n  - { id: w, clause: "1", name: { fi: Turva }, per: contract, covers: [damage], pays: ${pays} }`);
  it.each([
    ["500", { kind: "sum", amount: 50_000 }],
    ["30 %", { kind: "share", rate: 3_000 }],
    ["{ smallerOf: [500, 10 %] }", { kind: "smaller", amount: 50_000, rate: 1_000 }],
    ["{ largerOf: [20 %, 50.00] }", { kind: "larger", amount: 5_000, rate: 2_000 }],
    [
      "{ bands: [{ upTo: 2500, pays: 250 }, { from: 2500.01, pays: 10 % }] }",
      {
        kind: "bands",
        bands: [
          { upTo: 250_000, pays: { kind: "sum", amount: 25_000 } },
          { upTo: null, pays: { kind: "share", rate: 1_000 } },
        ],
      },
    ],
  ])("pay %s", (written, pays) =>
    expect(read(waiver(written))).toMatchObject({
      waivers: [{ id: "w", pays, covers: ["damage"], never: { families: [], types: [], products: [], categories: [] } }],
    }),
  );

  it.each([
    ["{ smallerOf: [500, 600] }", "27:100 waivers[0].pays.smallerOf not-a-pair: needs a sum and a share: write [50.00, 20 %]"],
    ["ten", '27:87 waivers[0].pays not-a-sum: "ten" is not a sum: write euros and cents like 89.00'],
    ["x %", '27:87 waivers[0].pays not-a-rate: "x %" is not a share: write it like 25 %'],
  ])("cannot pay %s", (written, expected) => expect(problems(waiver(written))).toEqual([expected]));

  it("keep what they never cover", () => {
    const text = more(
      'waivers:\n  - { id: w, clause: "1", name: { fi: T }, per: item, covers: [damage], pays: 5, never: { families: missing, types: [torn], products: a, categories: b } }',
    );
    expect(read(text)).toMatchObject({
      waivers: [{ never: { families: ["missing"], types: ["torn"], products: ["a"], categories: ["b"] } }],
    });
  });

  it.each([
    [
      "a gap between bands: nothing says what 2,500.50 pays",
      "{ bands: [{ upTo: 2500, pays: 250 }, { from: 2501, pays: 10 % }] }",
      ["27:127 waivers[0].pays.bands[1].from step-gap: nothing says what lies from 2500.01 up to 2501.00: begin at 2500.01"],
    ],
    [
      "bands that both have 2,500.00",
      "{ bands: [{ upTo: 2500, pays: 250 }, { from: 2500, pays: 10 % }] }",
      ["27:127 waivers[0].pays.bands[1].from step-overlap: the band before reaches this already: begin at 2500.01"],
    ],
    [
      "bands that fall",
      "{ bands: [{ upTo: 2500, pays: 250 }, { upTo: 100, pays: 300 }, { pays: 10 % }] }",
      ["27:127 waivers[0].pays.bands[1].upTo steps-not-rising: the band before reaches this already: write them in rising order"],
    ],
    [
      "a band without an end before another",
      "{ bands: [{ pays: 250 }, { pays: 10 % }] }",
      ["27:92 waivers[0].pays.bands[0] step-without-end: this band has no end, so those below it are never reached: add upTo"],
    ],
    [
      "a last band with an end",
      "{ bands: [{ upTo: 2500, pays: 250 }] }",
      ["27:100 waivers[0].pays.bands[0].upTo last-step-ends: nothing says what lies above: leave upTo out of the last band"],
    ],
    [
      "an end that cannot be read",
      "{ bands: [{ upTo: lots, pays: 250 }, { pays: 10 % }] }",
      ['27:100 waivers[0].pays.bands[0].upTo not-a-sum: "lots" is not a sum: write euros and cents like 89.00'],
    ],
  ])("are refused for %s", (_, written, expected) =>
    expect(problems(waiver(written)).map((line) => line.replace(/^27:\d+/u, "27"))).toEqual(
      expected.map((line) => line.replace(/^27:\d+/u, "27")),
    ),
  );

  it("and tables of ages likewise", () => {
    expect(problems(["straight line", "{ table: [{ under: 12 months, share: 100 % }, { from: 13 months, share: 40 % }] }"])).toEqual([
      "11:71 value.depreciation.table[1].from step-gap: nothing says what lies from 12 months up to 13 months: begin at 12 months",
    ]);
  });
});

describe("the terms that come with the product", () => {
  it("are read, and say what the worked examples need", () => {
    const text = readFileSync(fileURLToPath(new URL("../../fixtures/terms/furniture-and-tableware.yaml", import.meta.url)), "utf8");
    const parsed = parseTerms(text);
    expect(parsed.ok && parsed.value.terms).toMatchObject({
      languages: ["fi", "sv", "en"],
      wear: [{ upToSizeMm: 25, upToMarks: 4, beyond: "excess" }, {}],
      value: { depreciation: { kind: "straightLine" }, floor: 1_000, claims: "net", lives: { chairs: 96, tables: 120 } },
      missing: [{ waitingDays: 7 }, { waitingDays: 7, price: { kind: "multiple", hundredths: 100 } }],
      dirty: [{ minimum: 500 }, {}, {}],
      late: [{ graceMinutes: 120, graceDeducted: false, cap: { kind: "currentValue" } }],
      waivers: [
        { id: "deductible", pays: { kind: "sum", amount: 10_000 } },
        { id: "share", pays: { kind: "share", rate: 3_000 } },
      ],
      caps: [{ per: "unit" }, { per: "contract" }],
      smallestSum: { amount: 500 },
    });
  });
});
