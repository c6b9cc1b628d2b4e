/** Sharing one figure over several charges in proportion, cents by largest remainder: the one way anything is cut here. */

import type { VatTreatment } from "../../contract/terms.ts";
import { add, allocate, type Cents, sum, ZERO } from "../../kernel/money.ts";
import type { StepNumber, TraceStep } from "../assessment.ts";
import type { Context } from "../context.ts";
import { traced } from "../trace.ts";
import { chargeAsClaim, claimAsCharged, rateFor } from "../vat-treatment.ts";

interface Amount {
  readonly amount: Cents;
  readonly vat: VatTreatment;
}

/** Who limits: the step of the calculation and the rule that it cites. */
export interface Limiting {
  readonly step: StepNumber;
  readonly rule: { readonly id: string; readonly clause: string };
}

/** What a limit leaves of one charge. `before` and `after` are the steps around the cut, where figures with and without VAT meet. */
export interface LimitedCharge {
  /** As charged. */
  readonly amount: Cents;
  /** The charge and what is left of it, in the mode in which it was compared with the limit. */
  readonly own: Cents;
  readonly out: Cents;
  readonly before: readonly TraceStep[];
  readonly after: readonly TraceStep[];
}

/** What a limit leaves; `before` is what all came to, in the claims' mode; the charges are in the order given. */
export interface Limited {
  readonly before: Cents;
  /** In the mode in which the charges were compared with it. */
  readonly limit: Cents;
  readonly charges: readonly LimitedCharge[];
}

/**
 * Holds charges to a limit in the claims' mode; null when they keep within it. Several charges in another mode are compared without or
 * with their VAT, and what is left of them is raised (or lowered) at their own rate.
 */
export function limitTo(context: Context, charges: readonly Amount[], limit: Cents, by: Limiting): Limited | null {
  const [only] = charges;
  if (only === undefined) return null;
  if (charges.length === 1) return alone(context, only, limit, by);
  const claims = charges.map(({ amount, vat }) => chargeAsClaim(context, amount, vat));
  const before = sum(claims);
  if (before <= limit) return null;
  const shares = allocate(limit, claims);
  return {
    before,
    limit,
    charges: charges.map((charge, index) => shared(context, by, charge, claims[index] as Cents, shares[index] as Cents)),
  };
}

/** One charge meets the limit in its own mode, so that it can stand exactly at it. */
function alone(context: Context, { amount, vat }: Amount, limit: Cents, by: Limiting): Limited | null {
  const most = claimAsCharged(context, limit, vat);
  if (amount <= most) return null;
  const charge = { amount: most, own: amount, out: most, before: raised(context, by, vat, limit, most), after: [] };
  return { before: chargeAsClaim(context, amount, vat), limit: most, charges: [charge] };
}

/** Says what a limit in the claims' mode is in the charges' mode, where it is another figure. */
export function raised(context: Context, { step, rule }: Limiting, vat: VatTreatment, limit: Cents, most: Cents): TraceStep[] {
  if (limit === most) return [];
  const sentence = context.prices === "gross" ? "limit.withVat" : "limit.withoutVat";
  return [traced(step, rule, sentence, { limit: { cents: limit }, rate: { rate: rateFor(context, vat) } }, most)];
}

function shared(context: Context, by: Limiting, { amount, vat }: Amount, claim: Cents, share: Cents): LimitedCharge {
  const left = claimAsCharged(context, share, vat);
  const { step, rule } = by;
  const turned = (to: "gross" | "net", own: Cents, out: Cents): TraceStep[] => {
    const values = { own: { cents: own }, rate: { rate: rateFor(context, vat) } };
    return own === out ? [] : [traced(step, rule, to === "gross" ? "price.withVat" : "price.withoutVat", values, out)];
  };
  const [before, after] = [turned(context.claims, amount, claim), turned(context.prices, share, left)];
  return { amount: left, own: claim, out: share, before, after };
}

/** The sum of what is charged, as charged. */
export const total = (charges: readonly { readonly amount: Cents }[]): Cents => charges.reduce((so, { amount }) => add(so, amount), ZERO);
