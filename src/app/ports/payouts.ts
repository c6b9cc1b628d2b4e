import type { Payout } from "../../invoice/payout.ts";
import type { Day, Instant } from "../../kernel/dates.ts";

export type NewPayout = Omit<Payout, "id" | "end">;

export interface PayoutEnd {
  readonly payout: number;
  readonly outcome: "paid" | "undone";
  readonly on: Day;
  readonly at: Instant;
  readonly by: string;
}

/** What is ordered stays in the books; how it ended stands beside it, once. */
export interface PayoutRepository {
  /** For a bank file's message id: counts on for ever. */
  takeFileSerial(): Promise<number>;
  add(payout: NewPayout): Promise<number>;
  end(end: PayoutEnd): Promise<void>;
  /** In the order in which they were ordered. */
  of(billing: number): Promise<readonly Payout[]>;
  list(): Promise<readonly Payout[]>;
}
