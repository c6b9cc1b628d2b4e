import { describe, expect, expectTypeOf, it } from "vitest";
import type { Contract, ContractLine } from "../../src/contract/contract.ts";
import { contractSchema, termsSchema } from "../../src/contract/json-schema.ts";
import { parseTerms } from "../../src/contract/parse-terms.ts";
import { pinTerms } from "../../src/contract/pin-terms.ts";
import type { DamagedRule, Price, Terms } from "../../src/contract/terms.ts";
import { cents } from "../../src/kernel/money.ts";
import { buildLine } from "../support/build-contract.ts";
import { edited, TERMS } from "../support/contract-texts.ts";

const pinOf = (text: string) => {
  const parsed = parseTerms(text);
  return parsed.ok ? pinTerms(parsed.value.terms) : null;
};

describe("the pin of terms", () => {
  it("names them, with a hash that does not change from one release to the next", () => {
    expect(pinOf(TERMS)).toEqual({
      name: "terms",
      version: "1",
      sha256: "8db2467ae122085ab4b10f1ba7700cb91631b563b1cdace8f86f1b90018448ea",
    });
  });
  it("does not mind layout, comments, the order of keys or how a figure is written", () => {
    const same = edited(
      TERMS,
      ["name: terms\nversion: 1\n", "# ours\nversion: '1'\nname:   terms\n"],
      ["8 years", "96 months"],
      ["0.60 per unit", "0,6 per unit"],
    );
    expect(pinOf(same)).toEqual(pinOf(TERMS));
  });
  it.each([
    ["a word of a clause", "Käypä arvo.", "Käypä arvo!"],
    ["a cent", "0.60 per unit", "0.61 per unit"],
    ["the version", "version: 1", "version: 2"],
  ])("changes with %s", (_, from, to) => expect(pinOf(edited(TERMS, [from, to]))?.sha256).not.toBe(pinOf(TERMS)?.sha256));
});

type Schema = { readonly [key: string]: unknown };
const at = (schema: Schema, ...path: readonly string[]): Schema => path.reduce((found, step) => found[step] as Schema, schema);

describe("the JSON Schemas for editors", () => {
  it("take sums as numbers or text, rates as text, and refuse unknown keys", () => {
    const schema = contractSchema();
    expect(at(schema, "properties", "lines", "items", "properties", "replacementPrice")).toMatchObject({
      type: ["string", "number"],
      description: "Price of a new unit, in euros",
    });
    expect(at(schema, "properties", "lines", "items", "properties", "life")).toMatchObject({
      type: "string",
      examples: ["8 years", "18 months"],
    });
    expect(at(schema, "properties", "customer", "properties", "kind")).toMatchObject({ type: "string", enum: ["consumer", "business"] });
    expect(schema).toMatchObject({
      title: "Rental contract",
      additionalProperties: false,
      required: ["number", "language", "prices", "terms", "customer", "handOver", "due", "lines"],
    });
  });
  it("know every section of the terms", () => {
    const schema = termsSchema();
    const sections =
      "name version title currency languages clauses severities wear value damaged missing dirty late lossOfUse extras waivers caps smallestSum notify ourFaults payment vat";
    expect(Object.keys(at(schema, "properties"))).toEqual(sections.split(" "));
    expect(at(schema, "properties", "late", "items", "properties", "graceDeducted")).toMatchObject({
      type: ["string", "boolean"],
      enum: ["yes", "no", true, false],
    });
    expect(schema).toMatchObject({ required: ["name", "version", "title", "languages", "clauses", "payment"] });
  });
  it("describe every key", () => {
    const bare: string[] = [];
    const walk = (node: unknown, path: string): void => {
      if (typeof node !== "object" || node === null) return;
      for (const [name, property] of Object.entries((node as Schema).properties ?? {})) {
        const { description, properties } = property as Schema;
        if (!description && !properties) bare.push(`${path}.${name}`);
      }
      for (const [key, value] of Object.entries(node)) walk(value, `${path}.${key}`);
    };
    walk(contractSchema(), "contract");
    walk(termsSchema(), "terms");
    expect(bare).toEqual([]);
  });
});

describe("the types", () => {
  it("hold what must not be mixed apart", () => {
    // @ts-expect-error money is cents made by the kernel, never a bare number
    buildLine({ dailyRent: 400 });
    // @ts-expect-error a day is parsed, never any text
    buildLine({ inService: "2024-03-10" });
    // @ts-expect-error absent is null, never undefined
    const line: ContractLine = { ...buildLine(), category: undefined };
    // @ts-expect-error a price by share says of what
    const price: Price = { kind: "share", rate: 2_500 };
    // @ts-expect-error rules are not changed once they are read
    (rule: DamagedRule) => (rule.clause = "9");
    expectTypeOf<Contract["lines"]>().toEqualTypeOf<readonly ContractLine[]>();
    expectTypeOf<Terms["damaged"]>().toEqualTypeOf<readonly DamagedRule[]>();
    expect([line.quantity, price.kind, buildLine({ dailyRent: cents(1) }).dailyRent]).toEqual([60, "share", 1]);
  });
});
