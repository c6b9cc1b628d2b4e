/** Sharing one figure over several charges in proportion, cents by largest remainder: the one way anything is cut here. */

import type { VatTreatment } from "../../contract/terms.ts";
import { add, allocate, type Cents, sum, ZERO } from "../../kernel/money.ts";
import type { Context } from "../context.ts";
import { chargeAsClaim, claimAsCharged } from "../vat-treatment.ts";

interface Amount {
  readonly amount: Cents;
  readonly vat: VatTreatment;
}

/** What a limit leaves. `before` and `after` are in the claims' mode, `amounts` as charged, in the order given. */
export interface Limited {
  readonly before: Cents;
  readonly after: Cents;
  readonly amounts: readonly Cents[];
}

/**
 * Holds charges to a limit in the claims' mode; null when they keep within it. Charges in another mode are compared without or with
 * their VAT, and what is left of them is raised (or lowered) at their own rate.
 */
export function limitTo(context: Context, charges: readonly Amount[], limit: Cents): Limited | null {
  const claims = charges.map(({ amount, vat }) => chargeAsClaim(context, amount, vat));
  const before = sum(claims);
  // One charge meets the limit in its own mode, so that it can stand exactly at it.
  const [only] = charges;
  if (charges.length === 1 && only) {
    const most = claimAsCharged(context, limit, only.vat);
    return only.amount <= most ? null : { before, after: limit, amounts: [most] };
  }
  if (before <= limit) return null;
  const amounts = allocate(limit, claims).map((claim, index) => claimAsCharged(context, claim, (charges[index] as Amount).vat));
  return { before, after: limit, amounts };
}

/** The sum of what is charged, as charged. */
export const total = (charges: readonly { readonly amount: Cents }[]): Cents => charges.reduce((so, { amount }) => add(so, amount), ZERO);
