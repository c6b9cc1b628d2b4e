/** A kindness on a line: somebody who may gives away a part of what is owed, with a reason that the customer reads. */
import type { Cents } from "../kernel/money.ts";
import { type Charge, sourceKey } from "./assessment.ts";

/** Their words are in the catalogues, under `trace.concession`; `other` is said in a note's own words. */
export const CONCESSION_REASONS = ["goodCustomer", "ourDelay", "firstDamage", "hardship", "afterComplaint", "other"] as const;
export type ConcessionReason = (typeof CONCESSION_REASONS)[number];

export interface Concession {
  /** The {@link chargeKey} of the charge it is on. */
  readonly charge: string;
  /** As the charge is figured: with VAT in gross mode, without in net mode. Above 0. */
  readonly amount: Cents;
  readonly reason: ConcessionReason;
  /** What the customer reads where the reason is `other`; else for the staff. */
  readonly note: string | null;
}

/** One of which nothing is taken off any more: the charge it was granted on has gone, or has become another. */
export interface IdleConcession extends Pick<Concession, "amount" | "reason" | "note"> {
  /** Contract line; null for the whole return. */
  readonly position: number | null;
}

/** A stable name for a charge within its inspection: its source and the rule that priced it. */
export const chargeKey = ({ source, rule }: Pick<Charge, "source" | "rule">): string => `${sourceKey(source)} ${rule}`;

/** The contract line in a {@link chargeKey}. */
const positionIn = (key: string): number | null => Number(key.slice(0, key.indexOf("/"))) || null;

/**
 * Those whose charge is not there.
 * @param known keys of what is charged, and of what waits. @param billed source keys of what earlier billings have charged: theirs had their say.
 */
export function idleConcessions(concessions: readonly Concession[], known: readonly string[], billed: readonly string[]): IdleConcession[] {
  return concessions
    .filter(({ charge }) => !known.includes(charge) && !billed.some((source) => charge.startsWith(`${source} `)))
    .map(({ charge, amount, reason, note }) => ({ position: positionIn(charge), amount, reason, note }));
}
