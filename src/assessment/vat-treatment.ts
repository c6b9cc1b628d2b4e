/** Which VAT treatment a charge has, and what a figure in one price mode is in another at its rate. */
import type { PriceMode } from "../contract/contract.ts";
import type { ChargeFamily, ChargeKind, VatTreatment } from "../contract/terms.ts";
import { followsItsCause, USUAL_VAT_TREATMENT } from "../contract/usual-vat-treatment.ts";
import { type BasisPoints, type Cents, grossOf, netOf } from "../kernel/money.ts";
import { vatRate } from "../kernel/vat-rates.ts";
import type { Context } from "./context.ts";

/** The treatment of a kind of charge: what the terms say, else the usual one, or that of what called for it. */
export function vatTreatment(context: Context, kind: ChargeKind, callers: readonly ChargeFamily[] = []): VatTreatment {
  const said = context.terms.vat[kind];
  if (said) return said.treatment;
  if (!followsItsCause(kind)) return USUAL_VAT_TREATMENT[kind];
  return callers.includes("damage") || callers.includes("missing") ? "O" : "S";
}

/** The rate that applies to this return; 0 outside the scope of VAT, where net and gross are the same. */
export const rateFor = (context: Context, treatment: VatTreatment): BasisPoints => vatRate(treatment, context.backDay);

/** A figure of the one price mode in the other. */
export const inMode = (figure: Cents, to: PriceMode, rate: BasisPoints): Cents =>
  to === "gross" ? grossOf(figure, rate) : netOf(figure, rate);

/** A claim (value, repair, cap) as it meets a charge of this contract. */
export const claimAsCharged = (context: Context, claim: Cents, treatment: VatTreatment): Cents =>
  context.claims === context.prices ? claim : inMode(claim, context.prices, rateFor(context, treatment));

/** A charge as it meets a claim's figure. */
export const chargeAsClaim = (context: Context, charge: Cents, treatment: VatTreatment): Cents =>
  context.claims === context.prices ? charge : inMode(charge, context.claims, rateFor(context, treatment));
