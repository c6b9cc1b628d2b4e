/** What a contract's loads come to when nothing has been billed yet: by the terms as signed, or by others. */
import type { Terms } from "../contract/terms.ts";
import { assess } from "./assess.ts";
import type { Assessment, EarlierUse, Facts } from "./assessment.ts";
import { addUse, NOTHING_USED } from "./earlier-use.ts";

/** By which rules, and with which waiver. */
export interface Rules {
  readonly terms: Terms;
  /** The id of a waiver of these terms; null: none. */
  readonly waiver: string | null;
  readonly include: Facts["include"];
}

/** The waiver of the contract where the terms have it; others cannot be reckoned with. */
export const waiverIn = (terms: Terms, waiver: string | null): string | null =>
  terms.waivers.some(({ id }) => id === waiver) ? waiver : null;

/**
 * Assesses the loads in order, each on what the ones before it have used of waivers, caps and minimums.
 * @param loads all finished loads of one contract, in order.
 */
export function reckonAnew(loads: readonly Omit<Facts, "include">[], { terms, waiver, include }: Rules): readonly Assessment[] {
  let earlier: EarlierUse = NOTHING_USED;
  return loads.map((facts) => {
    const assessment = assess({ ...facts, contract: { ...facts.contract, waiver }, terms, earlier, billed: [], include });
    earlier = addUse(earlier, assessment.used);
    return assessment;
  });
}
