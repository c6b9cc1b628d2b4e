/** What was promised to customers, and what became of it. */
import type { Day, Instant } from "../../kernel/dates.ts";
import type { GivenPromise, PromiseHold, PromiseOutcome, PromiseStep } from "../../people/promise.ts";

export interface PromiseState extends Partial<PromiseHold> {
  readonly ended?: { readonly outcome: PromiseOutcome; readonly at: Instant } | null;
}

export interface PromiseFilter {
  /** Also those that were kept or missed. */
  readonly ended?: boolean;
  readonly owner?: string;
  readonly case?: number;
  readonly contract?: string;
  readonly billing?: number;
  /** Due on this day or before. */
  readonly dueBy?: Day;
}

export interface PromiseRepository {
  /** @returns its number. */
  make(made: Omit<GivenPromise, "id" | "outcome" | "endedAt" | "steps">): Promise<number>;
  /** @returns the step's id. */
  add(id: number, step: PromiseStep, state?: PromiseState): Promise<number>;
  get(id: number): Promise<GivenPromise | null>;
  /** In the order of their days, then of their numbers. */
  list(filter?: PromiseFilter): Promise<readonly GivenPromise[]>;
}
