/** How much waits for somebody, as counts that cost next to nothing to read. */
import type { Day, Instant } from "../../kernel/dates.ts";

export interface Waiting {
  /** Answers owed today or before. */
  readonly answers: number;
  /** Promises, of ours and of instalments, whose day is today or past. */
  readonly promises: number;
  /** Standings that are to be looked at again. */
  readonly reviews: number;
  /** Requests for a concession that nobody has answered; of the latest only. */
  readonly approvals: number;
  /** Returns that were walked through before today and not billed; of the latest only. */
  readonly returns: number;
}

export interface WaitingRepository {
  /** @param midnight when today began. */
  count(today: Day, midnight: Instant): Promise<Waiting>;
}
