/** What of a bill is held back while somebody looks into one of its lines: the rest may be reminded of and bear interest. */
import { type Cents, smaller, sum } from "../kernel/money.ts";
import type { Billing, DocumentKind } from "./billing.ts";
import { type CreditNote, creditedParts, creditParts, wholeLine } from "./credit-note.ts";

export interface HeldSum {
  /** A line of the contract. */
  readonly position: number;
  readonly document: DocumentKind;
  /** With VAT: what a credit of the whole line would give back now. */
  readonly amount: Cents;
}

/** @param notes what has been credited of the bill. */
export function heldOn(
  { documents }: Pick<Billing, "documents">,
  notes: readonly Pick<CreditNote, "original" | "lines">[],
  positions: readonly number[],
): readonly HeldSum[] {
  return [...new Set(positions)].flatMap((position) =>
    documents.flatMap((document): HeldSum[] => {
      const before = creditedParts(notes, document.number ?? "");
      const parts = document.lines
        .filter((line) => line.position === position)
        .map((line) => wholeLine(line, before))
        .filter(({ amount }) => amount > 0);
      return parts.length === 0 ? [] : [{ position, document: document.kind, amount: creditParts(document, parts, before).total }];
    }),
  );
}

/** What of the open sum is not asked for: whatever has been paid was paid on the rest first. */
export const heldOf = (held: readonly HeldSum[], open: Cents): Cents => smaller(open, sum(held.map(({ amount }) => amount)));
