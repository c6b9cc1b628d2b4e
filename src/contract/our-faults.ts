/** What can be ours: how a delivery fell short of what was agreed, and what the terms take off the rent for it. */
import type { BasisPoints, Cents } from "../kernel/money.ts";
import type { Match } from "./terms.ts";

export const FAULT_KINDS = ["short", "dirty", "late", "notAsPromised"] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** What is taken off the rent of one unit. */
export type RentReductionPrice =
  /** Of the unit's rent for the days that count. */
  { readonly kind: "rent"; readonly rate: BasisPoints } | { readonly kind: "fixed"; readonly amount: Cents };

export interface OurFaultRule {
  /** Unique within the terms; `ourFaults.1` where the author gave none. */
  readonly id: string;
  /** Number of the clause the rule rests on. */
  readonly clause: string;
  /** None: all of them. */
  readonly faults: readonly FaultKind[];
  readonly match: Match;
  readonly reduction: RentReductionPrice;
}
