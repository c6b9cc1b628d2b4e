import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "../../src/kernel/canonical-json.ts";

describe("canonical JSON", () => {
  it("sorts keys at every depth and writes no blank", () => {
    expect(canonicalJson({ b: [1, { z: null, a: "ä\n" }], a: true, B: -0 })).toBe('{"B":0,"a":true,"b":[1,{"a":"ä\\n","z":null}]}');
  });

  it("sorts by code unit, so that no locale has a say", () => {
    expect(canonicalJson({ ö: 1, z: 2, "10": 3, "9": 4 })).toBe('{"10":3,"9":4,"z":2,"ö":1}');
  });

  it("takes objects without a prototype", () => {
    expect(canonicalJson(Object.assign(Object.create(null), { a: 1 }))).toBe('{"a":1}');
  });

  it.each([
    ["undefined", { a: [undefined] }, "$.a[0]"],
    ["a hole in a list", new Array(2), "$[0]"],
    ["a number that is not finite", { a: Number.NaN }, "$.a"],
    ["a date", { when: new Date(0) }, "$.when"],
    ["a big integer", 1n, "$"],
    ["what stands behind much that it can hold", { a: 1, b: { c: [true, {}], d: undefined } }, "$.b.d"],
  ])("refuses %s and names its place", (_, value, place) => {
    expect(() => canonicalJson(value)).toThrow(new TypeError(`no canonical JSON for what is at ${place}`));
  });

  it("says of a value that holds itself what the engine says", () => {
    const ring: { self?: unknown } = {};
    ring.self = ring;
    expect(() => canonicalJson(ring)).toThrow(RangeError);
  });

  it("gives the same text for the same value in any order of keys, and reads back as it", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
