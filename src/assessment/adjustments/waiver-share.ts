/** What the customer pays of a covered sum. */

import type { ContractLine } from "../../contract/contract.ts";
import type { Waiver, WaiverShare } from "../../contract/terms.ts";
import { type Cents, larger, shareOf, smaller } from "../../kernel/money.ts";
import type { TraceValue } from "../assessment.ts";
import type { Basis } from "../draft.ts";

export interface Paid {
  readonly amount: Cents;
  /** The sentence's ending: `waiver.item.<how>`. */
  readonly how: "sum" | "share" | "smaller" | "larger";
  readonly values: Readonly<Record<string, TraceValue>>;
}

/** @throws RangeError when no band holds the sum: terms with such a gap are refused. */
export function payOf(pays: WaiverShare, before: Cents): Paid {
  switch (pays.kind) {
    case "sum":
      return { amount: smaller(before, pays.amount), how: "sum", values: { deductible: { cents: pays.amount } } };
    case "share":
      return { amount: smaller(before, shareOf(before, pays.rate)), how: "share", values: { rate: { rate: pays.rate } } };
    case "smaller":
    case "larger": {
      const share = shareOf(before, pays.rate);
      const either = pays.kind === "smaller" ? smaller(pays.amount, share) : larger(pays.amount, share);
      const values = { deductible: { cents: pays.amount }, rate: { rate: pays.rate }, share: { cents: share } };
      return { amount: smaller(before, either), how: pays.kind, values };
    }
    case "bands": {
      const band = pays.bands.find(({ upTo }) => upTo === null || before <= upTo);
      if (!band) throw new RangeError(`no band of the waiver holds ${before}`);
      return payOf(band.pays, before);
    }
  }
}

/** Whether a waiver covers a charge. An extra is covered where it is put inside and what called for it is covered. */
export function isCovered(waiver: Waiver | null, basis: Pick<Basis, "family" | "types" | "extra">, line: ContractLine | null): boolean {
  if (waiver === null) return false;
  const { never } = waiver;
  if (never.families.includes(basis.family) || basis.types.some((type) => never.types.includes(type))) return false;
  if (line !== null && (never.products.includes(line.product) || (line.category !== null && never.categories.includes(line.category)))) {
    return false;
  }
  if (waiver.covers.includes(basis.family)) return true;
  const { extra } = basis;
  return (
    extra?.inside.includes("waiver") === true &&
    extra.callers.some((family) => waiver.covers.includes(family) && !never.families.includes(family))
  );
}
