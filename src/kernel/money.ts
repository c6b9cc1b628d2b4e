/**
 * Money is whole cents, rates are whole basis points, and rounding is half up, away from nothing else: every figure that is
 * printed is rounded to the cent when it arises, and the next step starts from the printed figure.
 */

declare const centsBrand: unique symbol;
declare const basisPointsBrand: unique symbol;

/** A whole number of euro cents. Only this module makes them. */
export type Cents = number & { readonly [centsBrand]: true };

/** A whole number of hundredths of a per cent: 25.5 % is 2550. */
export type BasisPoints = number & { readonly [basisPointsBrand]: true };

const WHOLE = 10_000;

/** @throws RangeError when `value` is not a safe whole number. */
export function cents(value: number): Cents {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number of cents: ${value}`);
  return (value === 0 ? 0 : value) as Cents;
}

/** @throws RangeError when `value` is not a whole number of at least 0. */
export function basisPoints(value: number): BasisPoints {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not a rate in basis points: ${value}`);
  return value as BasisPoints;
}

export const ZERO: Cents = cents(0);

export const add = (a: Cents, b: Cents): Cents => cents(a + b);
export const subtract = (a: Cents, b: Cents): Cents => cents(a - b);
export const multiply = (a: Cents, count: number): Cents => cents(a * count);
export const sum = (amounts: Iterable<Cents>): Cents => {
  let total = 0;
  for (const amount of amounts) total += amount;
  return cents(total);
};
export const smaller = (a: Cents, b: Cents): Cents => (a <= b ? a : b);
export const larger = (a: Cents, b: Cents): Cents => (a >= b ? a : b);
export const notNegative = (a: Cents): Cents => (a < 0 ? ZERO : a);

/**
 * `amount × numerator ÷ denominator`, rounded half up to the cent (−0.5 becomes 0), without a float in between.
 * @throws RangeError when the denominator is not positive.
 */
export function mulDiv(amount: Cents, numerator: number, denominator: number): Cents {
  if (!(denominator > 0)) throw new RangeError(`denominator must be positive: ${denominator}`);
  const small = mulDivOfSmall(amount, numerator, denominator);
  if (small !== null) return small;
  const product = BigInt(amount) * BigInt(numerator);
  const divisor = BigInt(denominator);
  const doubled = 2n * product + divisor;
  const twice = 2n * divisor;
  const floored = doubled / twice - (doubled % twice < 0n ? 1n : 0n);
  return cents(Number(floored));
}

/** The same where every figure on the way is whole and exact as a number, which is several times as fast; else null. */
function mulDivOfSmall(amount: Cents, numerator: number, denominator: number): Cents | null {
  const product = 2 * amount * numerator;
  const [doubled, twice] = [product + denominator, 2 * denominator];
  if (![numerator, product, doubled, twice].every(Number.isSafeInteger)) return null;
  const rest = doubled % twice;
  return cents((doubled - rest) / twice - (rest < 0 ? 1 : 0));
}

/** A share of an amount, half up: 25.5 % of 5.00 is 1.28. */
export const shareOf = (amount: Cents, rate: BasisPoints): Cents => mulDiv(amount, rate, WHOLE);

/** The tax inside a gross amount: 13.80 at 25.5 % holds 2.80. */
export const taxWithin = (gross: Cents, rate: BasisPoints): Cents => mulDiv(gross, rate, WHOLE + rate);

/** A net amount raised to gross at a rate. */
export const grossOf = (net: Cents, rate: BasisPoints): Cents => mulDiv(net, WHOLE + rate, WHOLE);

/** A gross amount without its tax: 89.00 at 25.5 % is 70.92. */
export const netOf = (gross: Cents, rate: BasisPoints): Cents => subtract(gross, taxWithin(gross, rate));

/**
 * Shares `total` in proportion to the weights so that the parts add up to it; odd cents go to the largest remainders,
 * the earlier part first where they are equal. With no weight at all, the first part takes everything.
 * @throws RangeError when a weight is negative or there is no part.
 */
export function allocate(total: Cents, weights: readonly number[]): Cents[] {
  if (weights.length === 0) throw new RangeError("nothing to allocate to");
  if (weights.some((weight) => !Number.isSafeInteger(weight) || weight < 0)) throw new RangeError("weights must be whole and not negative");
  const whole = weights.reduce((a, b) => a + BigInt(b), 0n);
  if (whole === 0n) return weights.map((_, i) => (i === 0 ? total : ZERO));
  const sign = total < 0 ? -1 : 1;
  const magnitude = BigInt(Math.abs(total));
  const parts = weights.map((weight, index) => {
    const product = magnitude * BigInt(weight);
    return { index, floor: product / whole, remainder: product % whole };
  });
  let left = Number(magnitude - parts.reduce((a, part) => a + part.floor, 0n));
  const byRemainder = [...parts].sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  const shares = parts.map((part) => Number(part.floor));
  for (const part of byRemainder) {
    if (left === 0) break;
    shares[part.index] = (shares[part.index] as number) + 1;
    left -= 1;
  }
  return shares.map((share) => cents(sign * share));
}

/** The largest amount the product accepts anywhere: 999,999,999.99. */
export const MOST: Cents = cents(99_999_999_999);

/**
 * Reads `1234`, `1234,5`, `1 234.50`: digits, not floats. At most two decimals, never negative.
 * @returns null when the text is no such amount or above {@link MOST}.
 */
export function parseAmount(text: string): Cents | null {
  const match = /^(\d{1,3}(?:[ \u00A0\u202F]\d{3})+|\d{1,12})(?:[.,](\d{1,2}))?$/u.exec(text.trim());
  if (!match) return null;
  const euros = (match[1] as string).replace(/\D/gu, "");
  const value = Number(euros) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
  return value <= MOST ? cents(value) : null;
}

/**
 * Reads `25 %`, `25.5%`, `13,5 %` as basis points; the per cent sign is required so that 0.25 and 25 cannot be confused.
 * @returns null when the text is no such rate, has more than two decimals, or is above 1,000 %.
 */
export function parseRate(text: string): BasisPoints | null {
  const match = /^(\d{1,4})(?:[.,](\d{1,2}))?[ \u00A0\u202F]?%$/u.exec(text.trim());
  if (!match) return null;
  const value = Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
  return value <= 100_000 ? basisPoints(value) : null;
}
