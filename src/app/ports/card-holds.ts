import type { CardHoldEnd } from "../../invoice/card-hold.ts";
import type { Instant } from "../../kernel/dates.ts";
import type { Cents } from "../../kernel/money.ts";

export interface RecordedHoldEnd extends CardHoldEnd {
  /** Database key of the billing whose documents the hold covered. */
  readonly billing: number;
  readonly amount: Cents;
  readonly at: Instant;
  /** A staff id. */
  readonly by: string;
}

/** A hold is taken or let go once. */
export interface CardHoldRepository {
  end(end: RecordedHoldEnd): Promise<void>;
  of(billing: number): Promise<RecordedHoldEnd | null>;
  list(): Promise<readonly RecordedHoldEnd[]>;
}
