/** What `contracts terms check` warns of beyond gaps: what is unreasonable towards a consumer, and what disagrees. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkTerms } from "../../src/contract/check-terms.ts";
import { parseTerms } from "../../src/contract/parse-terms.ts";
import { edited } from "../support/contract-texts.ts";

/** Fair terms; each test edits what it is about. */
const FAIR = `name: terms
version: 1
title: { en: Terms }
languages: [en]
clauses:
  "1": { title: { en: All }, text: { en: "What remains of the deposit is paid back. Prices include VAT at 25.5 %." } }
  "2": { title: { en: Notice }, text: { en: "The notice is sent within three days of the return." } }
value: { clause: "1", base: replacement price, life: { chairs: 8 years }, depreciation: straight line, claims: net }
damaged: [{ clause: "1", price: current value }]
missing: [{ clause: "1", price: current value }]
dirty: [{ clause: "1", fee: 0.60 per unit }]
late: [{ clause: "1", period: day, price: 150 % of rent, cap: current value }]
extras: [{ clause: "1", kind: delivery, when: [damaged], fee: 35.00 per return }]
waivers: [{ id: cover, clause: "1", name: { en: Cover }, per: contract, pays: 500.00, covers: [damage] }]
caps: [{ clause: "1", per: contract, amount: 500.00 }, { clause: "1", per: unit, amount: 100.00 }]
notify: { clause: "2", days: 3 }
payment: { clause: "1", daysNet: 14 }
vat: { late: { treatment: general rate, reason: { en: Longer rental. } } }
`;

function warnings(...edits: readonly (readonly [from: string, to: string])[]): string[] {
  const parsed = parseTerms(edited(FAIR, ...edits));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const found = checkTerms(parsed.value.terms, parsed.value.places);
  expect(found.errors).toEqual([]);
  return found.warnings.map(({ line, column, path, code }) => `${line}:${column} ${path} ${code}`);
}

describe("terms that are fair", () => {
  it("are not warned of", () => expect(warnings()).toEqual([]));
  it("may charge list prices that allow for age, and a missing unit like a broken one", () => {
    expect(
      warnings([
        'missing: [{ clause: "1", price: current value }]',
        'missing: [{ clause: "1", price: { list: { chairs: 3.00 } }, categories: chairs, aboveValue: allowed }, { clause: "1", categories: cups, price: { times: 1, of: cracked }, aboveValue: allowed }]',
      ]).filter((warning) => !warning.endsWith("without-life")),
    ).toEqual([]);
  });
  it("may let a cap for lateness stand in the caps", () => {
    expect(
      warnings([", cap: current value", ""], ["per: unit, amount: 100.00 }", "per: unit, amount: 100.00, families: [late] }"]),
    ).toEqual([]);
  });
});

describe("towards a consumer", () => {
  it.each([
    ["a multiple", "{ times: 2, of: cracked }, aboveValue: allowed"],
    ["a sum", "100.00, aboveValue: allowed"],
    ["a share of the base", "100 % of base, aboveValue: allowed"],
  ])("a missing unit above its value, by %s", (_, price) => {
    expect(warnings(['missing: [{ clause: "1", price: current value', `missing: [{ clause: "1", price: ${price}`])).toEqual([
      "10:33 missing[0].price missing-above-value",
    ]);
  });
  it("a missing unit at a sum that nothing holds to its value", () => {
    const value = FAIR.slice(FAIR.indexOf("value:"), FAIR.indexOf("damaged:"));
    expect(
      warnings(
        [value, ""],
        ["price: current value }]\nmissing", "price: 5.00 }]\nmissing"],
        ['"1", price: current value', '"1", price: 9.00'],
        [", cap: current value", ", cap: 10.00"],
      ),
    ).toEqual(["9:33 missing[0].price missing-above-value"]);
  });
  it.each(["none", "0 % a year", "{ table: [{ under: 24 months, share: 100 % }, { share: 100 % }] }"])(
    "no deduction for age: %s",
    (written) => {
      expect(warnings(["depreciation: straight line", `depreciation: ${written}`])).toEqual(["8:89 value.depreciation no-age-deduction"]);
    },
  );
  it("no deduction for age, by a floor of the whole price or a share of the price", () => {
    expect(warnings(["claims: net", "claims: net, floor: 100 %"])).toEqual(["8:89 value.depreciation no-age-deduction"]);
    expect(warnings(["price: current value }]\nmissing", "price: 50 % of base, aboveValue: allowed }]\nmissing"])).toEqual([
      "9:33 damaged[0].price no-age-deduction",
    ]);
  });
  it("lateness without an end", () => {
    expect(warnings([", cap: current value", ""])).toEqual(["12:8 late[0] late-without-cap"]);
  });
  it("findings made after the return", () => {
    expect(warnings(["days: 3 }", "days: 3, consumers: yes }"])).toEqual(["16:44 notify.consumers late-finding-on-consumer"]);
  });
  it.each([
    ["within three days of discovery", "en"],
    ["kolmen päivän kuluessa havaitsemisesta", "fi"],
    ["inom tre dagar från upptäckten", "sv"],
  ])("a notice counted from the finding: %s", (words, language) => {
    const clause = `{ en: "The notice is sent", ${language === "en" ? "" : `${language}: "${words}"`} }`;
    const text = language === "en" ? `{ en: "The notice is sent ${words}." }` : clause;
    expect(
      warnings(['{ en: "The notice is sent within three days of the return." }', text]).map((warning) =>
        warning.split(" ").slice(1).join(" "),
      ),
    ).toEqual([`clauses["2"].text.${language} notice-from-finding`]);
  });
  it("a flat fee without a service, but none for work by the hour", () => {
    expect(warnings(["kind: delivery", "kind: handling"])).toEqual(["13:10 extras[0] flat-fee"]);
    expect(warnings(["kind: delivery", "kind: handling"], ["per return", "per hour"])).toEqual([]);
  });
  it.each([
    ["en", "If anything is missing, the deposit is forfeited."],
    ["en", "The deposit will not be refunded."],
    ["fi", "Vakuus menetetään, jos jotain puuttuu."],
    ["sv", "Depositionen återbetalas inte."],
  ])("a deposit forfeited whole (%s): %s", (language, words) => {
    const text = language === "en" ? words : `Deposit.", ${language}: "${words}`;
    expect(warnings(["What remains of the deposit is paid back.", text]).map((warning) => warning.split(" ").slice(1).join(" "))).toEqual([
      `clauses["1"].text.${language} deposit-forfeited`,
    ]);
  });
  it("a waiver that excludes what it sells", () => {
    expect(
      warnings(["covers: [damage] }", "covers: [damage], never: { types: [cracked, broken, scratched, dented, stained, burnt, torn] } }"]),
    ).toEqual(["14:112 waivers[0].never waiver-excludes-all"]);
    expect(
      warnings([
        "covers: [damage] }",
        "covers: [damage, missing], never: { types: [cracked, broken, scratched, dented, stained, burnt, torn] } }",
      ]),
    ).toEqual(["14:121 waivers[0].never waiver-excludes-all"]);
    expect(
      warnings(
        ["covers: [damage] }", "covers: [damage], never: { categories: chairs } }"],
        ['"1", price: current value }]\nmissing', '"1", categories: chairs, price: current value }]\nmissing'],
      ),
    ).toEqual(["14:112 waivers[0].never waiver-excludes-all"]);
    expect(warnings(["covers: [damage] }", "covers: [damage], never: { types: [burnt, torn] } }"])).toEqual([]);
  });
  it("a waiver that leaves the whole charge to the customer", () => {
    expect(warnings(["pays: 500.00", "pays: 100 %"])).toEqual(["14:79 waivers[0].pays waiver-pays-nothing"]);
  });
});

describe("rules that disagree", () => {
  it.each(["500.01", "{ smallerOf: [600.00, 10 %] }", "{ bands: [{ upTo: 1000.00, pays: 10 % }, { pays: 600.00 }] }"])(
    "a deductible above the cap of the contract: %s",
    (pays) => expect(warnings(["pays: 500.00", `pays: ${pays}`])).toEqual(["14:79 waivers[0].pays deductible-above-cap"]),
  );
  it("a deductible per item above the cap of a unit", () => {
    expect(warnings(["per: contract, pays: 500.00", "per: item, pays: 150.00"])).toEqual(["14:75 waivers[0].pays deductible-above-cap"]);
    expect(warnings(["per: contract, pays: 500.00", "per: item, pays: 100.00"])).toEqual([]);
  });
  it("VAT on compensation, and a service without", () => {
    expect(warnings(["vat: { late: { treatment: general rate", "vat: { lost: { treatment: general rate"])).toEqual([
      "18:27 vat.lost.treatment vat-on-compensation",
    ]);
    expect(warnings(["late: { treatment: general rate", "late: { treatment: outside scope"])).toEqual([
      "18:27 vat.late.treatment service-without-vat",
    ]);
    // What follows its cause may be either.
    expect(warnings(["vat: { late: { treatment: general rate", "vat: { handling: { treatment: general rate"])).toEqual([]);
  });
  it.each(["Breakage costs 100 SEK.", "Breakage costs $5.", "Breakage costs 50 kr."])("another currency: %s", (words) => {
    expect(warnings(["What remains", `${words} What remains`])).toEqual(['6:42 clauses["1"].text.en other-currency']);
  });
  it.each(["VAT at 24 %", "24 % VAT", "moms 24 %", "alv 24 %"])("a rate of VAT that is not in force: %s", (words) => {
    expect(warnings(["VAT at 25.5 %", words])).toEqual(['6:42 clauses["1"].text.en unknown-vat-rate']);
  });
});

it("every warning has its words in both languages", () => {
  const read = (language: string) =>
    Object.keys(
      JSON.parse(readFileSync(new URL(`../../templates/messages/staff/${language}/terms-warnings.json`, import.meta.url), "utf8")),
    );
  const sources = ["fairness", "agreement", "clause-texts"].map((name) =>
    readFileSync(new URL(`../../src/contract/terms-checks/${name}.ts`, import.meta.url), "utf8"),
  );
  const codes = [
    ...new Set(sources.flatMap((source) => [...source.matchAll(/(?:\], |path, )"([a-z-]+)"/gu)].map((match) => `problem.${match[1]}`))),
  ].sort();
  expect([read("en").sort(), read("fi").sort()]).toEqual([codes, codes]);
});
