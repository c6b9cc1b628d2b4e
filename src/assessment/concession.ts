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

/** A stable name for a charge within its inspection: its source and the rule that priced it. */
export const chargeKey = ({ source, rule }: Pick<Charge, "source" | "rule">): string => `${sourceKey(source)} ${rule}`;
