/** Cases and their steps. A step is never changed; the words of one can be forgotten. */
import type { Day, Instant } from "../../kernel/dates.ts";
import type { Case, CaseEvent, CaseFile, CaseWithSteps, CaseWords } from "../../people/case.ts";

export interface NewStep {
  readonly at: Instant;
  readonly by: string;
  readonly event: CaseEvent;
  readonly words?: CaseWords;
  readonly files?: readonly CaseFile[];
}

/** What changes as a case goes on. */
export interface CaseState {
  readonly owner?: string;
  readonly due?: Day | null;
  readonly closedAt?: Instant;
}

export interface CaseFilter {
  /** Also those that are closed. */
  readonly closed?: boolean;
  readonly owner?: string;
  readonly contract?: string;
  /** Owed an answer on this day or before. */
  readonly dueBy?: Day;
}

export interface CaseRepository {
  /** @returns its number. */
  open(opened: Omit<Case, "id" | "closedAt">): Promise<number>;
  /** @returns the step's id. */
  add(id: number, step: NewStep, state?: CaseState): Promise<number>;
  get(id: number): Promise<CaseWithSteps | null>;
  /** In the order of the days by which they are owed an answer, then of their numbers. */
  list(filter?: CaseFilter): Promise<readonly CaseWithSteps[]>;
  /** The case that has taken in these bytes. */
  holding(sha256: string): Promise<number | null>;
}
