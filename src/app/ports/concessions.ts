import type { Concession } from "../../assessment/concession.ts";
import type { Instant } from "../../kernel/dates.ts";
import type { ConcessionLimit, ConcessionLimits, LimitedRole } from "../../people/concession-limits.ts";

/** A concession that somebody entered: granted at once, or a request that waits for an answer. */
export interface EnteredConcession extends Concession {
  readonly id: number;
  readonly inspection: string;
  readonly contract: string;
  /** What the charge was called on the screen: `C4`. */
  readonly label: string;
  readonly askedBy: "customer" | "staff";
  readonly at: Instant;
  /** A staff id. */
  readonly by: string;
  /** Null while nobody has answered. */
  readonly answer: ConcessionAnswer | null;
}

export interface ConcessionAnswer {
  readonly outcome: "granted" | "refused";
  /** Database key of the credit note that gives it, where the line was billed already; null: it is on the bill itself. */
  readonly creditNote: number | null;
  readonly note: string | null;
  readonly at: Instant;
  /** Staff id of the person whose authority it rests on. */
  readonly by: string;
}

/** A customer asked for something off; whether anything came of it is for the concessions to say. */
export interface DiscountAsk {
  readonly contract: string;
  readonly inspection: string | null;
  readonly label: string | null;
  readonly note: string | null;
  readonly at: Instant;
  readonly by: string;
}

export interface ConcessionRepository {
  /** @returns its key. */
  enter(concession: Omit<EnteredConcession, "id" | "answer">): Promise<number>;
  answer(id: number, answer: ConcessionAnswer): Promise<void>;
  get(id: number): Promise<EnteredConcession | null>;
  /** In the order they were entered. */
  ofInspection(inspection: string): Promise<readonly EnteredConcession[]>;
  ofContract(contract: string): Promise<readonly EnteredConcession[]>;
  /** All that were granted, in the order they were entered. */
  granted(): Promise<readonly EnteredConcession[]>;
  /** Requests that nobody has answered, oldest first. */
  waiting(): Promise<readonly EnteredConcession[]>;
  /** Where a role has no limit of its own here, the usual one. */
  limits(): Promise<ConcessionLimits>;
  setLimit(role: LimitedRole, limit: ConcessionLimit, by: { readonly at: Instant; readonly by: string }): Promise<void>;
  asked(ask: DiscountAsk): Promise<number>;
  asks(contract: string): Promise<readonly DiscountAsk[]>;
}
