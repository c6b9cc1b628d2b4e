/** Step 12: below the smallest sum worth billing nothing is billed. It is the net total that the documents would print. */

import type { VatTreatment } from "../../contract/terms.ts";
import { add, type Cents, netOf, ZERO } from "../../kernel/money.ts";
import type { Context } from "../context.ts";
import { adjusted, type Draft } from "../draft.ts";
import { traced } from "../trace.ts";
import { rateFor } from "../vat-treatment.ts";

/** VAT is taken out once per category, as the documents do. */
function netTotal(context: Context, drafts: readonly Draft[]): Cents {
  const sums = new Map<VatTreatment, Cents>();
  for (const { basis, amount } of drafts) sums.set(basis.vat, add(sums.get(basis.vat) ?? ZERO, amount));
  return [...sums].reduce((so, [vat, sum]) => add(so, context.prices === "gross" ? netOf(sum, rateFor(context, vat)) : sum), ZERO);
}

export function smallestSum(context: Context, drafts: readonly Draft[]): readonly Draft[] {
  const rule = context.terms.smallestSum;
  if (rule === null) return drafts;
  const net = netTotal(context, drafts);
  if (net === 0 || net >= rule.amount) return drafts;
  const values = { total: { cents: net }, least: { cents: rule.amount } };
  return drafts.map((draft) =>
    draft.amount === 0 ? draft : adjusted(draft, ZERO, [traced(12, rule, "smallestSum", values, ZERO)], "belowSmallestSum"),
  );
}
