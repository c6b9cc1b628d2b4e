import Big from "big.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  allocate,
  basisPoints,
  type Cents,
  cents,
  grossOf,
  mulDiv,
  netOf,
  parseAmount,
  parseRate,
  shareOf,
  taxWithin,
} from "../../src/kernel/money.ts";
import { LONGER, runs } from "../support/property-runs.ts";

/** `npm run fuzz:money` draws a million. The properties answer yes or no: so many `expect` would take most of the time. */
const RUNS = runs(20_000);
/** So many cases take their time on a machine that is busy with other tests. */
const SLOW = { timeout: 240_000 * LONGER };
const amounts = fc.integer({ min: -99_999_999_999, max: 99_999_999_999 }).map(cents);
const rates = fc.integer({ min: 0, max: 100_000 }).map(basisPoints);

/** Half up, also below zero: the floor of the figure and a half. */
const halfUp = (figure: Big): number => {
  const whole = figure
    .plus("0.5")
    .round(0, Big.roundDown)
    .minus(isBelow(figure) ? 1 : 0)
    .toNumber();
  return whole === 0 ? 0 : whole;
};
const isBelow = (figure: Big): boolean => figure.plus("0.5").lt(0) && !figure.plus("0.5").mod(1).eq(0);
const exact = (amount: Cents, numerator: number, denominator: number): Big => {
  const product = new Big(amount).times(numerator);
  // The quotient is exact where it matters: a remainder of exactly one half is kept apart from one just beside it.
  Big.DP = 40;
  return product.div(denominator);
};

describe("money agrees with an arbitrary-precision oracle", SLOW, () => {
  it("in products and quotients", () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 1, max: 120_000 }), (amount, numerator, denominator) => {
        fc.pre(Math.abs((amount * numerator) / denominator) < Number.MAX_SAFE_INTEGER);
        return Object.is(mulDiv(amount, numerator, denominator), halfUp(exact(amount, numerator, denominator)));
      }),
      RUNS,
    );
  });

  it("in shares", () => {
    fc.assert(
      fc.property(amounts, rates, (amount, rate) => Object.is(shareOf(amount, rate), halfUp(exact(amount, rate, 10_000)))),
      RUNS,
    );
  });

  it("in the tax within a gross amount", () => {
    fc.assert(
      fc.property(amounts, rates, (gross, rate) => Object.is(taxWithin(gross, rate), halfUp(exact(gross, rate, 10_000 + rate)))),
      RUNS,
    );
  });

  it("in net and gross", () => {
    fc.assert(
      fc.property(amounts, rates, (amount, rate) => {
        const gross = halfUp(exact(amount, 10_000 + rate, 10_000));
        return Object.is(grossOf(amount, rate), gross) && Object.is(netOf(amount, rate) + taxWithin(amount, rate), amount);
      }),
      RUNS,
    );
  });

  it("in what is shared out: the parts add up, and none is a cent or more from its share", () => {
    fc.assert(
      fc.property(amounts, fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 4 }), (total, weights) => {
        const parts = allocate(total, weights);
        if (parts.reduce((sum, part) => sum + part, 0) !== total) return false;
        const whole = weights.reduce((sum, weight) => sum + weight, 0);
        fc.pre(whole > 0);
        return parts.every((part, index) =>
          exact(total, weights[index] ?? 0, whole)
            .minus(part)
            .abs()
            .lt(1),
        );
      }),
      RUNS,
    );
  });
});

describe("money as it is written", () => {
  it.each([
    ["12.50", 1_250],
    ["12,5", 1_250],
    ["1 234.50", 123_450],
    ["8.165", null],
    ["-1", null],
    ["1e3", null],
    ["1000000000", null],
  ])("%s is %s cents", (text, expected) => expect(parseAmount(text)).toBe(expected));

  it.each([
    ["25 %", 2_500],
    ["25.5%", 2_550],
    ["13,5 %", 1_350],
    ["25", null],
    ["0.255 %", null],
    ["1000 %", 100_000],
    ["1000.01 %", null],
  ])("%s is %s basis points", (text, expected) => expect(parseRate(text)).toBe(expected));

  it("refuses what is no whole number of cents", () => {
    expect(() => cents(10.5)).toThrow(RangeError);
    expect(() => cents(Number.MAX_SAFE_INTEGER + 1)).toThrow(RangeError);
  });

  it.each([10.5, -1])("refuses %d as a rate", (rate) => expect(() => basisPoints(rate)).toThrow(RangeError));
  it.each([0, -1, Number.NaN])("divides by nothing like %d", (by) => expect(() => mulDiv(cents(1), 1, by)).toThrow(RangeError));
  it("shares out only to parts with whole weights of at least nothing", () => {
    expect(() => allocate(cents(1), [])).toThrow(RangeError);
    expect(() => allocate(cents(1), [1, -1])).toThrow(RangeError);
    expect(() => allocate(cents(1), [0.5])).toThrow(RangeError);
    expect(allocate(cents(7), [0, 0, 0])).toEqual([7, 0, 0]);
  });
});
