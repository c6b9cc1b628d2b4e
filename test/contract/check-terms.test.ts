import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { checkTerms } from "../../src/contract/check-terms.ts";
import { parseTerms } from "../../src/contract/parse-terms.ts";
import { edited, problemsOf, shown, TERMS } from "../support/contract-texts.ts";

type Edit = readonly [from: string, to: string];

function check(text: string): { readonly errors: readonly string[]; readonly warnings: readonly string[] } {
  const parsed = parseTerms(text);
  if (!parsed.ok) throw new Error(problemsOf(parsed).join("\n"));
  const { errors, warnings } = checkTerms(parsed.value.terms, parsed.value.places);
  // The shortest terms let lateness run on; terms-warnings.test.ts has the warnings of that kind.
  return { errors: shown(errors), warnings: shown(warnings.filter(({ code }) => code !== "late-without-cap")) };
}
const errors = (...edits: readonly Edit[]): readonly string[] => check(edited(TERMS, ...edits)).errors;
const warnings = (...edits: readonly Edit[]): readonly string[] => check(edited(TERMS, ...edits)).warnings;

const DAMAGED = 'damaged:\n  - clause: "1"\n    price: current value\n';
const SEVERITIES =
  "severities: [{ severity: minor, text: { fi: A } }, { severity: moderate, text: { fi: B } }, { severity: severe, text: { fi: C } }]\n";
/** Damaged rules from line 14 on, one a line. */
const damaged = (...rules: readonly string[]): Edit => [
  DAMAGED,
  `damaged:\n${rules.map((rule) => `  - { clause: "1", ${rule} }\n`).join("")}`,
];
const more = (text: string): Edit => ["payment:\n", `${text}\npayment:\n`];

describe("terms that are in order", () => {
  it("have nothing to be put right", () => expect(check(TERMS)).toEqual({ errors: [], warnings: [] }));
  it("come with the product", () => {
    const text = readFileSync(fileURLToPath(new URL("../../fixtures/terms/furniture-and-tableware.yaml", import.meta.url)), "utf8");
    expect(check(text)).toEqual({ errors: [], warnings: [] });
  });
  it("may tell the same finding apart by severity, size, goods and part", () => {
    const rules = damaged(
      "types: cracked, severities: [minor, moderate], price: repair",
      "types: cracked, severities: severe, price: current value",
      "types: scratched, size: { below: 30 mm }, price: 1",
      "types: scratched, size: { from: 30 mm }, price: 2",
      "types: [broken, dented, stained, burnt, torn], categories: a, price: 3",
      "types: [broken, dented, stained, burnt, torn], categories: chairs, price: 4",
    );
    expect(check(edited(TERMS, rules, more(SEVERITIES))).errors).toEqual([]);
  });
  it("may price a part apart from the whole unit, as the engine does: the part's rule goes first", () => {
    const rules = damaged("price: current value", "types: scratched, parts: [edge], price: 1", "types: scratched, parts: [lens], price: 2");
    expect(check(edited(TERMS, rules)).errors).toEqual([]);
    expect(
      check(edited(TERMS, damaged("types: torn, parts: [lid, edge], price: 1", "types: torn, parts: [edge], price: 2"))).errors,
    ).toHaveLength(1);
  });
});

describe("references", () => {
  it("to a clause that is not there", () => {
    expect(errors(["daysNet: 14", "daysNet: 14\nsmallestSum: { clause: 12, amount: 5 }"])).toEqual([
      '29:24 smallestSum.clause no-such-clause-near: there is no clause 12: did you mean "1"?',
    ]);
    expect(errors(["daysNet: 14", "daysNet: 14\nsmallestSum: { clause: 14.25.3, amount: 5 }"])).toEqual([
      "29:24 smallestSum.clause no-such-clause: there is no clause 14.25.3",
    ]);
  });
  it("to a name that two rules have", () => {
    expect(errors(damaged("types: torn, id: x, price: 1", "types: burnt, id: x, price: 1"))).toEqual([
      '15:38 damaged[1].id rule-named-twice: "x" names another rule already: every rule has a name of its own',
    ]);
  });
  it("to a value that the terms do not have", () => {
    const value = TERMS.slice(TERMS.indexOf("value:"), TERMS.indexOf("damaged:"));
    expect(errors([value, ""], ["price: 150 % of rent", "price: 1\n    cap: current value"])).toEqual([
      "9:12 damaged[0].price no-value-section: speaks of the current value, but the terms have no value section: add one",
      "12:12 missing[0].price no-value-section: speaks of the current value, but the terms have no value section: add one",
      "20:10 late[0].cap no-value-section: speaks of the current value, but the terms have no value section: add one",
    ]);
  });
  it("to a repair of what is missing, or to a list of nothing", () => {
    const missing = 'missing:\n  - clause: "1"\n    price: current value\n';
    expect(
      errors([
        missing,
        'missing:\n  - { clause: "1", price: repair, categories: a }\n  - { clause: "1", price: repair or value, categories: b }\n  - { clause: "1", price: { list: {} }, categories: c }\n',
      ]),
    ).toEqual([
      "17:27 missing[0].price missing-not-repaired: what is missing cannot be repaired: write current value, a share, a sum or a list",
      "18:27 missing[1].price missing-not-repaired: what is missing cannot be repaired: write current value, a share, a sum or a list",
      "19:35 missing[2].price.list empty-price-list: is empty: add a product or category with its price",
    ]);
  });

  const twice = 'missing:\n  - clause: "1"\n    price: { times: 2, of: broken }\n';
  const missing: Edit = ['missing:\n  - clause: "1"\n    price: current value\n', twice];
  it.each([
    ["nothing", damaged("types: torn, price: 1"), "no-such-price: nothing says what broken costs here: add a damaged rule for it"],
    [
      "another multiple",
      damaged("types: broken, price: { times: 2, of: torn }", "types: torn, price: 1"),
      "multiple-of-multiple: broken is a multiple itself: take a finding whose price stands by itself",
    ],
    [
      "a repair",
      damaged("types: broken, price: repair"),
      "multiple-of-repair: broken is priced by its repair, which nobody has estimated here",
    ],
    [
      "two prices",
      damaged("types: broken, severities: [minor, moderate], price: 1", "types: broken, severities: severe, price: 2"),
      "multiple-of-several: broken costs differently by severity or size: add severity, and take a price for all sizes",
    ],
  ])("a multiple cannot rest on %s", (_, rules, expected) => {
    expect(errors(rules, missing, more(SEVERITIES)).map((line) => line.replace(/^\d+:\d+ /u, ""))).toEqual([
      `missing[0].price.of ${expected}`,
    ]);
  });
  it("a multiple may rest on one severity, or on a price for other goods each", () => {
    const bySeverity = damaged("types: broken, severities: [minor, moderate], price: 1", "types: broken, severities: severe, price: 2");
    expect(
      errors(
        bySeverity,
        ['missing:\n  - clause: "1"\n    price: current value\n', twice.replace("broken", "broken, severity: severe")],
        more(SEVERITIES),
      ),
    ).toEqual([]);
    expect(errors(damaged("types: broken, categories: a, price: 1", "types: broken, categories: b, price: 2"), missing)).toEqual([]);
  });
});

describe("two rules that claim the same", () => {
  it("finding are refused when the terms are added", () => {
    expect(
      errors(
        damaged(
          "types: [cracked, broken], categories: [a, b], price: 1",
          "types: [broken, torn], severities: severe, categories: b, price: 2",
        ),
        more(SEVERITIES),
      ),
    ).toContain(
      "15:5 damaged[1] rules-overlap: damaged.2 (clause 1) and damaged.1 (clause 1) both claim broken (severe) on b: narrow one of them by types, severities, categories, products or size",
    );
  });
  it("finding by a product that may be of the other's category", () => {
    expect(errors(damaged("categories: a, price: 1", "products: cup, price: 2"))).toEqual([
      "15:5 damaged[1] rules-overlap: damaged.2 (clause 1) and damaged.1 (clause 1) both claim every finding on a, cup: narrow one of them by types, severities, categories, products or size",
    ]);
  });
  it("sizes", () => {
    expect(errors(damaged("size: { below: 30 mm }, price: 1", "size: { from: 20 mm }, price: 2"))).toEqual([
      "15:5 damaged[1] rules-overlap: damaged.2 (clause 1) and damaged.1 (clause 1) both claim every finding: narrow one of them by types, severities, categories, products or size",
    ]);
  });
  it.each([
    ["missing", 'missing: [{ clause: "1", price: 1 }, { clause: "1", price: 2 }]', 'missing:\n  - clause: "1"\n    price: current value\n'],
    [
      "dirty",
      'dirty: [{ clause: "1", fee: 1 per unit }, { clause: "1", fee: 1 per line }]',
      'dirty:\n  - clause: "1"\n    fee: 0.60 per unit\n',
    ],
    [
      "late",
      'late: [{ clause: "1", period: day, price: 1 }, { clause: "1", period: hour, price: 1 }]',
      'late:\n  - clause: "1"\n    period: day\n    price: 150 % of rent\n',
    ],
  ])("%s", (section, written, from) => {
    expect(errors([from, `${written}\n`]).map((line) => line.split(" ").slice(1, 4).join(" "))).toEqual([
      `${section}[1] rules-overlap: ${section}.2`,
    ]);
  });
  it("extra, cap or cover", () => {
    const sections = `extras: [{ clause: "1", kind: delivery, when: [damaged, late], fee: 1 per unit }, { clause: "1", kind: delivery, when: [late], fee: 2 per unit }, { clause: "1", kind: labour, when: [late], fee: 2 per hour }]
caps: [{ clause: "1", per: unit, amount: 1 }, { clause: "1", per: unit, amount: 2, families: [damage, late] }, { clause: "1", per: line, amount: 3 }]
waivers: [{ id: w, clause: "1", name: { fi: T }, per: item, pays: 1, covers: [damage, missing], never: { families: missing } }]`;
    expect(errors(more(sections))).toEqual([
      "26:83 extras[1] extras-overlap: extras.2 and extras.1 both charge delivery when something is late: narrow one of them",
      "27:47 caps[1] caps-overlap: caps.2 and caps.1 both cap damage by unit: keep one of them",
      "28:104 waivers[0].never covered-and-not: covers missing and never covers it: remove one of the two",
    ]);
  });
});

describe("gaps", () => {
  it("between severities, where others have a price", () => {
    expect(errors(damaged("types: cracked, categories: a, severities: [minor, severe], price: 1"), more(SEVERITIES))).toEqual([
      "14:5 damaged[0] severities-unpriced: nothing says what moderate cracked on a costs, though other severities have a price",
    ]);
  });
  it("of a product and a category of one name are told once", () => {
    const rule = "types: cracked, severities: [minor, severe], price: 1";
    expect(errors(damaged(`categories: chair, ${rule}`, `products: chair, ${rule}`), more(SEVERITIES))).toContain(
      "14:5 damaged[0] severities-unpriced: nothing says what moderate cracked on chair costs, though other severities have a price",
    );
    const gaps = errors(damaged(`categories: chair, ${rule}`, `products: chair, ${rule}`), more(SEVERITIES));
    expect(gaps.filter((line) => line.includes("on chair costs"))).toHaveLength(1);
  });
  it("between sizes, and above the largest", () => {
    expect(
      errors(damaged("types: torn, size: { below: 20 mm }, price: 1", "types: torn, size: { from: 30 mm, below: 40 mm }, price: 2")),
    ).toEqual(["14:5 damaged[0] sizes-unpriced: nothing says what torn costs from 20 mm, though other sizes have a price"]);
    expect(
      errors(
        damaged(
          "types: torn, severities: severe, price: 9",
          "types: torn, severities: [minor, moderate], size: { below: 20 mm }, price: 1",
        ),
        more(SEVERITIES),
      ),
    ).toEqual(["14:5 damaged[0] sizes-unpriced: nothing says what minor, moderate torn costs from 20 mm, though other sizes have a price"]);
    expect(errors(damaged("types: torn, products: a, parts: lid, size: { below: 20 mm }, price: 1"))[0]).toBe(
      "14:5 damaged[0] sizes-unpriced: nothing says what torn on a, lid costs from 20 mm, though other sizes have a price",
    );
  });
  it("between definitions, or one definition twice", () => {
    expect(
      errors(
        more(
          "severities: [{ severity: minor, text: { fi: A } }, { severity: minor, text: { fi: B } }, { type: torn, severity: severe, text: { fi: C } }, { type: torn, severity: severe, text: { fi: D } }]",
        ),
      ),
    ).toEqual([
      "26:13 severities severity-undefined: nothing defines moderate, severe (for cracked, say): say what it looks like, so that everybody at the desk means the same",
      "26:52 severities[1] severity-defined-twice: minor is defined above already",
      "26:141 severities[3] severity-defined-twice: severe torn is defined above already",
    ]);
  });
  it("between a rule's severities and their definitions", () => {
    expect(errors(damaged("types: torn, severities: [minor, moderate, severe], price: 1"))).toEqual([
      "1:1 severities severity-undefined: nothing defines minor, moderate, severe (for torn, say): say what it looks like, so that everybody at the desk means the same",
    ]);
  });
});

describe("languages", () => {
  it("that are promised are there, in every text", () => {
    const sections = `severities: [{ severity: minor, text: { fi: A, sv: A, en: A } }, { severity: moderate, text: { fi: B } }, { severity: severe, text: { fi: C, sv: C, en: C } }]
waivers: [{ id: w, clause: "1", name: { fi: T, en: T }, per: item, pays: 1, covers: [damage] }]
vat: { late: { treatment: S, reason: { sv: R, en: R } } }`;
    expect(errors(["languages: [fi]", "languages: [fi, sv, en]"], more(sections))).toEqual([
      "3:8 title text-without-language: the title has no Swedish, which the terms promise: add sv",
      "3:8 title text-without-language: the title has no English, which the terms promise: add en",
      '6:17 clauses["1"].title text-without-language: the heading of clause 1 has no Swedish, which the terms promise: add sv',
      '6:17 clauses["1"].title text-without-language: the heading of clause 1 has no English, which the terms promise: add en',
      '6:37 clauses["1"].text text-without-language: clause 1 has no Swedish, which the terms promise: add sv',
      '6:37 clauses["1"].text text-without-language: clause 1 has no English, which the terms promise: add en',
      "26:94 severities[1].text text-without-language: the definition of moderate has no Swedish, which the terms promise: add sv",
      "26:94 severities[1].text text-without-language: the definition of moderate has no English, which the terms promise: add en",
      "27:39 waivers[0].name text-without-language: the name of w has no Swedish, which the terms promise: add sv",
      "28:38 vat.late.reason text-without-language: the reason has no Finnish, which the terms promise: add fi",
    ]);
  });
});

describe("warnings", () => {
  it("name what no rule prices", () => {
    expect(
      warnings(damaged("types: [cracked, broken], price: 1", "types: torn, categories: chairs, price: 2"), [
        "price: 150 % of rent",
        "price: 1\n    categories: tables",
      ]),
    ).toEqual(
      [
        "14:3 damaged goods-unpriced: nothing says what scratched, dented, stained, burnt costs on chairs, tables; it will wait for a decision",
        "14:3 damaged goods-unpriced: nothing says what torn costs on tables; it will wait for a decision",
        "23:3 late goods-unpriced: nothing says what a delay costs on chairs; it will wait for a decision",
        "10:9 value.life categories-without-life: no life for tables: every contract line has to bring its own",
      ].toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)),
    );
  });
  it("speak of no category where the terms know none, and of no life where nothing ages by it", () => {
    expect(warnings(["  life: { chairs: 8 years }\n", ""], ["straight line", "none"], damaged("products: cup, price: 1"))).toEqual(
      [
        "10:17 value.depreciation no-age-deduction: takes nothing off for age: a consumer owes what the thing was worth, not what a new one costs; write straight line, or a share a year",
        "12:3 damaged goods-unpriced: nothing says what cracked costs; it will wait for a decision",
        ...["broken", "scratched", "dented", "stained", "burnt", "torn"].map(
          (type) => `12:3 damaged goods-unpriced: nothing says what ${type} costs; it will wait for a decision`,
        ),
      ].map((line) => line.replace("12:3", "13:3")),
    );
    expect(
      warnings(["straight line", "none"], damaged("price: { lifeLost: 1 year }, categories: x"), more('wear: [{ clause: "1" }]')).at(0),
    ).toBe("10:9 value.life categories-without-life: no life for x: every contract line has to bring its own");
  });
});
