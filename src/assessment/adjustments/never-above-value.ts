/** Step 3, end: what the findings on one unit cost together is cut to its current value, once. */
import type { Context } from "../context.ts";
import { atAmount, type UnitPrice } from "../draft.ts";
import type { Figure } from "../rules/value.ts";
import { traced } from "../trace.ts";
import { limitTo } from "./share-out.ts";

interface Cited {
  readonly id: string;
  readonly clause: string;
}

/** @param rule the rule whose terms hold the sum to the value. */
export function neverAboveValue(context: Context, prices: readonly UnitPrice[], value: Figure, rule: Cited): readonly UnitPrice[] {
  const limited = limitTo(
    context,
    prices.map(({ amount, basis }) => ({ amount, vat: basis.vat })),
    value.amount,
    { step: 3, rule },
  );
  if (limited === null) return prices;
  const sentence = prices.length === 1 ? "unit.notAboveValue" : "unit.notAboveValueShared";
  return limited.charges.map(({ amount, own, out, before, after }, index) => {
    const price = prices[index] as UnitPrice;
    const all = prices.length === 1 ? own : limited.before;
    const values = { before: { cents: all }, value: { cents: limited.limit }, own: { cents: own } };
    const valued = price.trace.some((step) => step.step === 2) ? [] : value.trace;
    return atAmount(price, amount, [...valued, ...price.trace, ...before, traced(3, rule, sentence, values, out), ...after]);
  });
}
