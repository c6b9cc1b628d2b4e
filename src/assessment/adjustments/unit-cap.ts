/** Step 5: the caps by unit. */
import type { CapRule } from "../../contract/terms.ts";
import type { Context } from "../context.ts";
import { atAmount, atPrices, type Cohort, type UnitPrice } from "../draft.ts";
import { traced } from "../trace.ts";
import { isCapped } from "./capped.ts";
import { limitTo } from "./share-out.ts";

function hold(context: Context, cap: CapRule, cohort: Cohort): Cohort {
  const capped = cohort.prices.filter((price) => isCapped(cap, price.basis));
  const limited = limitTo(
    context,
    capped.map(({ amount, basis }) => ({ amount, vat: basis.vat })),
    cap.amount,
    { step: 5, rule: cap },
  );
  if (limited === null) return cohort;
  const after = new Map<UnitPrice, UnitPrice>();
  const sentence = capped.length === 1 ? "cap.unit" : "cap.unitShared";
  for (const [index, charge] of limited.charges.entries()) {
    const price = capped[index] as UnitPrice;
    const values = { before: { cents: limited.before }, cap: { cents: limited.limit }, own: { cents: charge.own } };
    const steps = [...charge.before, traced(5, cap, sentence, values, charge.out), ...charge.after];
    after.set(price, atAmount(price, charge.amount, [...price.trace, ...steps]));
  }
  return atPrices(
    cohort,
    cohort.prices.map((price) => after.get(price) ?? price),
  );
}

export const unitCap = (context: Context, cohort: Cohort): Cohort =>
  context.terms.caps.filter((cap) => cap.per === "unit").reduce((held, cap) => hold(context, cap, held), cohort);
