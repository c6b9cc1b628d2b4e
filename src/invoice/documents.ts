/** Which charges go on which document. An invoice has VAT, a damages statement has none; EN 16931 forbids them in one (BR-O-11 to 14). */
import type { Charge } from "../assessment/assessment.ts";
import type { PriceMode } from "../contract/contract.ts";
import type { Day } from "../kernel/dates.ts";
import type { BilledDocument, DocumentKind } from "./billing.ts";
import { billClaim, billWithVat } from "./vat.ts";

/** In the order they are printed and listed. */
const DOCUMENT_KINDS: readonly DocumentKind[] = ["invoice", "damagesStatement"];

const kindOf = (charge: Charge): DocumentKind => (charge.vat === "O" ? "damagesStatement" : "invoice");

/**
 * The documents of a billing, without numbers and before the deposit; a document without a sum is not made.
 * @param mode how the contract's prices are meant. @param supplied the day the load came back; it decides the rates.
 */
export function makeDocuments(charges: readonly Charge[], mode: PriceMode, supplied: Day): BilledDocument[] {
  const owed = charges.filter((charge) => charge.amount > 0);
  return DOCUMENT_KINDS.flatMap((kind) => {
    const own = owed.filter((charge) => kindOf(charge) === kind);
    if (own.length === 0) return [];
    return [kind === "invoice" ? billWithVat(own, mode, supplied) : billClaim(own)];
  });
}
