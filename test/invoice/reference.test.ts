import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  isReference,
  isRfReference,
  makeReference,
  printReference,
  settlementReference,
  toRfReference,
} from "../../src/invoice/reference.ts";

describe("viitenumero", () => {
  test.each(["1232", "4941", "1234561", "868516259619897", "92125374252539897737", "559582243294671"])("%s is valid", (reference) => {
    expect(isReference(reference)).toBe(true);
    expect(makeReference(reference.slice(0, -1))).toBe(reference);
  });

  test.each(["1233", "43", "7758474790647480", "", "12a2", "921253742525398977370", "539007547034"])("%s is not", (text) => {
    expect(isReference(text)).toBe(false);
  });

  test("leading zeros and spaces do not count", () => {
    expect(isReference("00000 15118 90656")).toBe(true);
    expect(isReference("0000000000000000000001232")).toBe(true);
    expect(isReference("0043")).toBe(false);
  });

  test.each([
    ["1511890656", "15118 90656"],
    ["1232", "1232"],
    ["12344", "12344"],
    ["001234561", "12 34561"],
    ["868516259619897", "86851 62596 19897"],
    ["92125374252539897737", "92125 37425 25398 97737"],
  ])("%s prints as %s", (reference, printed) => {
    expect(printReference(reference)).toBe(printed);
  });

  test.each(["12", "0123", "12x4", "1".repeat(20), ""])("%s is no body of one", (body) => {
    expect(() => makeReference(body)).toThrow(RangeError);
  });

  test("every one made is valid, and one wrong digit is not", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9]\d{2,18}$/u), fc.nat(18), fc.integer({ min: 1, max: 9 }), (body, place, change) => {
        const reference = makeReference(body);
        expect(isReference(reference)).toBe(true);
        const at = 1 + (place % (reference.length - 1));
        const wrong = `${reference.slice(0, at)}${(Number(reference[at]) + change) % 10}${reference.slice(at + 1)}`;
        expect(isReference(wrong)).toBe(false);
      }),
    );
  });
});

describe("a settlement's reference", () => {
  test("is the year and the serial", () => {
    expect(settlementReference(2026, 1)).toBe(makeReference("202600001"));
    expect(settlementReference(2026, 123_456)).toBe(makeReference("2026123456"));
  });

  test.each([0, -1, 1.5])("no serial %s", (serial) => {
    expect(() => settlementReference(2026, serial)).toThrow(RangeError);
  });
});

describe("RF reference", () => {
  test.each([
    "RF332348236",
    "RF18539007547034",
    "RF09868516259619897",
    "RF6078777679656628687",
    "RF07663321328510",
    "rf33 2348 236",
    "RF18 5390 0754 7034",
  ])("%s is valid", (text) => expect(isRfReference(text)).toBe(true));

  test.each(["RF19539007547034", "RF33", "332348236", "RF3323482360000000000000001", "RFA32348236", "RF33234-8236"])(
    "%s is not",
    (text) => {
      expect(isRfReference(text)).toBe(false);
    },
  );

  test("letters in the body count from A = 10", () => {
    expect(isRfReference("RF471234512345ABC")).toBe(isRfReference("RF47 1234 5123 45AB C"));
    expect(["RF00ABC", "RF01ABC"].filter(isRfReference)).toEqual([]);
    const valid = Array.from({ length: 97 }, (_, n) => `RF${String(n + 2).padStart(2, "0")}INV7`).filter(isRfReference);
    expect(valid).toHaveLength(1);
  });

  test.each([
    ["868516259619897", "RF09868516259619897"],
    ["78777679656628687", "RF6078777679656628687"],
    ["663321328510", "RF07663321328510"],
    ["2348236", "RF332348236"],
    ["0002348236", "RF332348236"],
  ])("%s becomes %s", (reference, rf) => {
    expect(toRfReference(reference)).toBe(rf);
  });

  test("only a viitenumero becomes one", () => {
    expect(() => toRfReference("539007547034")).toThrow(RangeError);
  });

  test("prints in fours", () => {
    expect(printReference("RF07663321328510")).toBe("RF07 6633 2132 8510");
    expect(printReference("RF332348236")).toBe("RF33 2348 236");
  });

  test("every viitenumero has a valid one", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9]\d{2,18}$/u), (body) => {
        expect(isRfReference(toRfReference(makeReference(body)))).toBe(true);
      }),
    );
  });
});
