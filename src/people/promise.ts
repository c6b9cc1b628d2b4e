/**
 * What was promised to a customer other than money, each with a day and an owner; and what a customer promised to pay by when. What was
 * said with a step stands apart as `words`, so that it can be forgotten and the rest stays whole.
 */
import type { Day, Instant } from "../kernel/dates.ts";
import { allocate, type Cents, subtract, sum } from "../kernel/money.ts";

/** An apology, an ear, a part that is brought, our repair at cost, a swap, and a sum of an agreed plan to pay; or something else. */
export const REMEDIES = ["apology", "ear", "part", "repair", "swap", "instalment", "other"] as const;
export type Remedy = (typeof REMEDIES)[number];
export type PromiseOutcome = "kept" | "missed";

export type PromiseEvent =
  | { readonly kind: "made" }
  | { readonly kind: "moved"; readonly from: PromiseHold; readonly to: PromiseHold }
  | { readonly kind: "kept" | "missed" }
  /** The payment that had kept it was taken back. */
  | { readonly kind: "reopened" };

/** By when, and by whom. */
export interface PromiseHold {
  readonly due: Day;
  /** A staff id. */
  readonly owner: string;
}

export interface PromiseStep {
  readonly at: Instant;
  readonly by: string;
  readonly event: PromiseEvent;
  /** Null where nothing was said, or it was forgotten. */
  readonly words: string | null;
}

export interface GivenPromise extends PromiseHold {
  readonly id: number;
  readonly at: Instant;
  readonly by: string;
  readonly remedy: Remedy;
  /** The number of the case that it is part of. */
  readonly case: number | null;
  readonly contract: string | null;
  /** Of an instalment: the settlement that is paid, by the key of its billing, and how much of it. */
  readonly billing: number | null;
  readonly amount: Cents | null;
  /** Null while it is open. */
  readonly outcome: PromiseOutcome | null;
  readonly endedAt: Instant | null;
  readonly steps: readonly PromiseStep[];
}

/** S for what was settled: P- is a payment. */
export const promiseName = (id: number): string => `S-${id}`;

/** The number of `S-12`, also in small letters; null for anything else. */
export function promiseNumber(text: string): number | null {
  const match = /^S-([1-9]\d{0,8})$/u.exec(text.trim().toUpperCase());
  return match ? Number(match[1]) : null;
}

/** What was promised, in the words of when it was made. */
export const promisedWords = ({ steps: [made] }: Pick<GivenPromise, "steps">): string | null => made?.words ?? null;

/** Equal parts of a sum, odd cents with the first. */
export const equalParts = (total: Cents, count: number): readonly Cents[] =>
  allocate(
    total,
    Array.from({ length: count }, () => 1),
  );

export interface InstalmentChange {
  readonly promise: GivenPromise;
  readonly becomes: "kept" | "reopened";
}

/**
 * Which instalments a payment or a credit has kept, or opened again. One is kept as soon as no more is open than the later ones bring.
 * @param instalments of one settlement; those that were given up count for nothing.
 */
export function instalmentChanges(instalments: readonly GivenPromise[], open: Cents): readonly InstalmentChange[] {
  const counted = instalments
    .filter(({ outcome }) => outcome !== "missed")
    .toSorted((a, b) => (a.due === b.due ? a.id - b.id : a.due < b.due ? -1 : 1));
  const all = sum(counted.map(({ amount }) => amount as Cents));
  let upTo = 0 as Cents;
  return counted.flatMap((promise): InstalmentChange[] => {
    upTo = sum([upTo, promise.amount as Cents]);
    const isKept = open <= subtract(all, upTo);
    if (isKept === (promise.outcome === "kept")) return [];
    return [{ promise, becomes: isKept ? "kept" : "reopened" }];
  });
}

/** The next instalment of a plan that is kept to: nobody is reminded before its day is over. Null where there is no plan, or a day was missed. */
export function nextInstalment(instalments: readonly GivenPromise[], today: Day): Day | null {
  const open = instalments
    .filter(({ outcome }) => outcome === null)
    .map(({ due }) => due)
    .toSorted();
  const [first] = open;
  if (first === undefined || first < today || instalments.some(({ outcome }) => outcome === "missed")) return null;
  return first;
}
