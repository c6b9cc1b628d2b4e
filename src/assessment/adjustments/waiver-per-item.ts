/** Step 4: a waiver per item takes its share of what is covered on each unit. */
import { allocate, type Cents } from "../../kernel/money.ts";
import type { Context } from "../context.ts";
import { atAmount, atPrices, type Cohort, type Draft, type UnitPrice } from "../draft.ts";
import { traced } from "../trace.ts";
import { total } from "./share-out.ts";
import { payOf } from "./waiver-share.ts";

export function waiverPerItem(context: Context, cohort: Cohort): Cohort {
  const { waiver } = context;
  if (waiver === null || waiver.per !== "item") return cohort;
  const covered = cohort.prices.filter((price) => price.basis.covered && price.amount > 0);
  if (covered.length === 0) return cohort;
  const before = total(covered);
  const paid = payOf(waiver.pays, before);
  const shares = allocate(
    paid.amount,
    covered.map((price) => price.amount),
  );
  const after = new Map<UnitPrice, UnitPrice>();
  for (const [index, price] of covered.entries()) {
    const amount = shares[index] as Cents;
    const values = { ...paid.values, before: { cents: before }, paid: { cents: paid.amount }, own: { cents: price.amount } };
    const sentence = covered.length === 1 ? `waiver.item.${paid.how}` : `waiver.itemShared.${paid.how}`;
    after.set(price, atAmount(price, amount, [...price.trace, traced(4, waiver, sentence, values, amount)]));
  }
  return atPrices(
    cohort,
    cohort.prices.map((price) => after.get(price) ?? price),
  );
}

/** A covered fee of a line or return is an item of its own. */
export function waiverPerFee(context: Context, draft: Draft): Draft {
  const { waiver } = context;
  if (waiver === null || waiver.per !== "item" || !draft.basis.covered) return draft;
  const paid = payOf(waiver.pays, draft.amount);
  const values = { ...paid.values, before: { cents: draft.amount }, paid: { cents: paid.amount }, own: { cents: draft.amount } };
  return { ...draft, amount: paid.amount, trace: [...draft.trace, traced(7, waiver, `waiver.item.${paid.how}`, values, paid.amount)] };
}
