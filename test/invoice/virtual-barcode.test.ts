import { describe, expect, test } from "vitest";
import { virtualBarcode } from "../../src/invoice/virtual-barcode.ts";
import { type Day, day } from "../../src/kernel/dates.ts";
import { cents } from "../../src/kernel/money.ts";

const payment = (iban: string, reference: string, amount: number, due: string | null) => ({
  iban,
  reference,
  amount: cents(amount),
  dueDate: due === null ? null : (day(due) as Day),
});

/** The check character of Code 128 subset C: start is 105, each pair weighs its place. */
function checkOf(digits: string): number {
  const pairs = digits.match(/../gu) ?? [];
  return pairs.reduce((total, pair, index) => total + Number(pair) * (index + 1), 105) % 103;
}

describe("the bank barcode", () => {
  test.each([
    ["FI7944052020036082", "868516259619897", 488315, "2010-06-12", "479440520200360820048831500000000868516259619897100612", 40],
    ["FI5810171000000122", "559582243294671", 48299, "2012-01-31", "458101710000001220004829900000000559582243294671120131", 55],
    ["FI7944052020036082", "RF09868516259619897", 488315, "2010-06-12", "579440520200360820048831509000000868516259619897100612", 74],
    ["FI1680001400050267", "RF6078777679656628687", 93585, null, "516800014000502670009358560000078777679656628687000000", 15],
  ])("%s %s", (iban, reference, amount, due, digits, check) => {
    expect(virtualBarcode(payment(iban, reference, amount, due))).toBe(digits);
    expect(checkOf(digits)).toBe(check);
  });

  test("spaces do not matter, nor do leading zeros of the reference", () => {
    expect(virtualBarcode(payment("FI79 4405 2020 0360 82", "0086851 62596 19897", 488315, "2010-06-12"))).toBe(
      "479440520200360820048831500000000868516259619897100612",
    );
  });

  test("999,999.99 is printed, a cent more leaves the sum open", () => {
    const sumOf = (amount: number) => virtualBarcode(payment("FI7944052020036082", "1232", amount, null)).slice(17, 25);
    expect([sumOf(99_999_999), sumOf(100_000_000), sumOf(0)]).toEqual(["99999999", "00000000", "00000000"]);
  });

  test.each([
    ["SE4550000000058398257466", "1232", 100],
    ["FI7944052020036082", "1233", 100],
    ["FI7944052020036082", "RF18539007547034", 100],
    ["FI7944052020036082", "RF19539007547034", 100],
    ["FI7944052020036082", "1232", -1],
  ])("refuses %s %s %s", (iban, reference, amount) => {
    expect(() => virtualBarcode(payment(iban, reference, amount, null))).toThrow(RangeError);
  });
});
