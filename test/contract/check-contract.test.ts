import { describe, expect, it } from "vitest";
import { checkContractAgainstTerms } from "../../src/contract/check-contract.ts";
import { parseContract } from "../../src/contract/parse-contract.ts";
import type { Terms } from "../../src/contract/terms.ts";
import { basisPoints, cents } from "../../src/kernel/money.ts";
import { buildDamaged, buildMatch, buildMissing, buildTerms, buildValue, buildWaiver } from "../support/build-terms.ts";
import { CONTRACT, edited, problemsOf, shown } from "../support/contract-texts.ts";

type Edit = readonly [from: string, to: string];

function check(
  over: Partial<Terms>,
  ...edits: readonly Edit[]
): { readonly errors: readonly string[]; readonly warnings: readonly string[] } {
  const parsed = parseContract(edited(CONTRACT, ...edits), { zone: "Europe/Helsinki", desk: "Tampere" });
  if (!parsed.ok) throw new Error(problemsOf(parsed).join("\n"));
  const { errors, warnings } = checkContractAgainstTerms(parsed.value.contract, buildTerms(over), parsed.value.places);
  return { errors: shown(errors), warnings: shown(warnings) };
}
const FINE = { errors: [], warnings: [] };
const NO_CATEGORY: Edit = ["    category: chairs\n", ""];
const NO_AGE: Edit = ["    inService: 2024-03-10\n", ""];
const table = { kind: "table", steps: [{ underMonths: null, share: basisPoints(4_000) }] } as const;

describe("a contract and its terms", () => {
  it("fit together", () => expect(check({})).toEqual(FINE));

  it("line without a life, its own or its category's, under terms that depreciate over it", () => {
    expect(check({}, NO_CATEGORY).errors).toEqual([
      "12:5 lines[0] no-life: line 1, Tuoli, has no expected life, and it has no category either: add life, like 8 years",
    ]);
    expect(check({}, ["category: chairs", "category: sofas"]).errors).toEqual([
      "12:5 lines[0] no-life: line 1, Tuoli, has no expected life, and the terms give none for sofas either: add life, like 8 years",
    ]);
    expect(check({}, NO_CATEGORY, ["    quantity: 10\n", "    quantity: 10\n    life: 6 years\n"])).toEqual(FINE);
    expect(check({ value: buildValue({ depreciation: table }) }, NO_CATEGORY)).toEqual(FINE);
  });

  it("price by years of life asks for a life even where nothing depreciates over it", () => {
    const over = {
      value: buildValue({ depreciation: { kind: "none" } }),
      damaged: [buildDamaged({ price: { kind: "lifeLost", months: 24 } })],
    };
    expect(check(over, NO_CATEGORY, NO_AGE).errors).toEqual([
      "12:5 lines[0] no-life: line 1, Tuoli, has no expected life, and it has no category either: add life, like 8 years",
    ]);
  });

  it("age that value depends on", () => {
    expect(check({}, NO_AGE).errors).toEqual([
      "12:5 lines[0] no-age: line 1, Tuoli, has no in-service day, and under these terms its value depends on its age: add inService",
    ]);
    expect(check({ value: buildValue({ depreciation: { kind: "none" } }) }, NO_AGE)).toEqual(FINE);
    expect(check({ value: null, damaged: [buildDamaged({ price: { kind: "fixed", amount: cents(1) } })] }, NO_AGE, NO_CATEGORY)).toEqual(
      FINE,
    );
  });

  it("purchase price that the terms start from", () => {
    const over = { value: buildValue({ base: "purchasePrice" }) };
    expect(check(over).errors).toEqual([
      "12:5 lines[0] no-purchase-price: line 1, Tuoli, has no purchase price, and the terms start from it: add purchasePrice",
    ]);
    expect(check(over, ["    quantity: 10\n", "    quantity: 10\n    purchasePrice: 70\n"])).toEqual(FINE);
  });

  it("chosen waiver that does not exist", () => {
    const chosen: Edit = ["lines:", "waiver: shar\nlines:"];
    expect(check({ waivers: [buildWaiver({ id: "share" })] }, chosen).errors).toEqual([
      '11:9 waiver no-such-waiver-near: the terms have no waiver "shar": did you mean "share"?',
    ]);
    expect(check({ waivers: [buildWaiver({ id: "deductible" })] }, chosen).errors).toEqual([
      '11:9 waiver no-such-waiver-among: the terms have no waiver "shar": they have deductible',
    ]);
    expect(check({}, chosen).errors).toEqual([
      '11:9 waiver no-such-waiver: the terms have no waiver "shar": they have none, so leave it out',
    ]);
    expect(check({ waivers: [buildWaiver({ id: "shar" })] }, chosen)).toEqual(FINE);
  });

  it("language that the terms lack", () => {
    expect(check({ languages: ["sv", "en"] }).errors).toEqual([
      "2:11 language terms-without-language: the terms are not written in fi: they have sv, en",
    ]);
  });
});

describe("what is better known before the goods leave", () => {
  it("a consumer who is told prices without VAT", () => {
    expect(check({}, ["gross", "net"])).toEqual({
      errors: [],
      warnings: ["3:9 prices consumer-net: a consumer is told prices with VAT: write gross, and the prices with it"],
    });
  });

  it("findings that no rule prices on a line", () => {
    const damaged = [
      buildDamaged({ match: buildMatch({ types: ["cracked", "broken"] }) }),
      buildDamaged({ match: buildMatch({ types: ["torn"], categories: ["linen"] }) }),
      buildDamaged({ match: buildMatch({ types: ["burnt"], products: ["chair"], categories: ["chairs"] }) }),
      buildDamaged({ match: buildMatch({ types: ["dented"], products: ["table"] }) }),
      buildDamaged({ match: buildMatch({ types: ["stained"], parts: ["leg"] }) }),
    ];
    expect(check({ damaged, missing: [] }).warnings).toEqual([
      "12:5 lines[0] line-unpriced: no rule says what it costs when a unit of line 1, Tuoli is scratched, dented, stained, torn, missing",
    ]);
  });

  it("parts without a price that no rule names", () => {
    const parts = [
      "    replacementPrice",
      "    parts: [{ name: lid, price: 5 }, { name: leg }, { name: foot }]\n    replacementPrice",
    ] as const;
    const naming = buildMissing({ match: buildMatch({ parts: ["foot"] }), price: { kind: "fixed", amount: cents(200) } });
    expect(check({ missing: [buildMissing(), naming] }, parts).warnings).toEqual([
      "17:38 lines[0].parts[1] part-unpriced: the part leg of line 1, Tuoli, has no price of its own, and no rule names it: when it is missing, the bill waits for a price. Add price to the part",
    ]);
    expect(check({ missing: [buildMissing({ price: { kind: "fixed", amount: cents(200) } })] }, parts)).toEqual(FINE);
    expect(check({ missing: [buildMissing({ match: buildMatch({ products: ["cup"] }) })] }, parts).warnings).toHaveLength(1);
  });

  it("price lists that do not know a line", () => {
    const list = (prices: Record<string, number>) =>
      ({ kind: "list", prices: Object.fromEntries(Object.entries(prices).map(([name, price]) => [name, cents(price)])) }) as const;
    expect(
      check({ damaged: [buildDamaged({ price: list({ cup: 300 }) })], missing: [buildMissing({ price: list({ chair: 1 }) })] }).warnings,
    ).toEqual(["12:5 lines[0] product-not-listed: the price list of damaged.1 has neither chair nor its category, for line 1, Tuoli"]);
    expect(check({ damaged: [buildDamaged({ price: list({ chairs: 300 }) })] })).toEqual(FINE);
    expect(check({ value: null, damaged: [buildDamaged({ price: list({ cup: 300 }) })] }, NO_CATEGORY).warnings).toHaveLength(1);
  });
});
