/** Money arithmetic against an arbitrary-precision oracle on a million cases; the test run has a tenth of them. `CASES` sets the number. */
import Big from "big.js";
import { basisPoints, cents, grossOf, mulDiv, netOf, shareOf, taxWithin } from "../../src/kernel/money.ts";

const CASES = Number(process.env.CASES ?? 1_000_000);
Big.DP = 40;

/** Half up, also below zero: −0.5 becomes 0. */
function halfUp(figure: Big): number {
  const raised = figure.plus("0.5");
  const whole = raised.round(0, Big.roundDown);
  const floor = raised.lt(whole) ? whole.minus(1) : whole;
  return floor.toNumber() || 0;
}

/** The same cases on every machine (a linear congruential generator, Numerical Recipes' constants). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return (below) => Math.floor(next() * below);
}

/** How many of the cases disagree with the oracle. */
function disagreements(cases: number): number {
  const pick = numbers(20_261_122);
  let wrong = 0;
  for (let index = 0; index < cases; index += 1) {
    // Small sums as often as large ones: that is where halves are.
    const amount = cents(pick(10 ** (1 + pick(11))) - pick(2) * pick(1_000_000));
    const rate = basisPoints(pick(10_001));
    const [numerator, denominator] = [pick(1_000), 1 + pick(1_000)];
    const exact = new Big(amount);
    const tax = halfUp(exact.times(rate).div(10_000 + rate));
    const agrees =
      mulDiv(amount, numerator, denominator) === halfUp(exact.times(numerator).div(denominator)) &&
      shareOf(amount, rate) === halfUp(exact.times(rate).div(10_000)) &&
      taxWithin(amount, rate) === tax &&
      netOf(amount, rate) === amount - tax &&
      grossOf(amount, rate) === halfUp(exact.times(10_000 + rate).div(10_000));
    if (!agrees) wrong += 1;
  }
  return wrong;
}

export function benchMoney(): void {
  const wrong = disagreements(CASES);
  process.stdout.write(`money against the oracle, ${CASES} cases\t${wrong} disagree\tlimit 0\n`);
  if (wrong > 0) process.exitCode = 1;
}
