/** What customers say of a rental once it is settled. Bad feedback is welcome: it teaches, and it opens a case. */
import type { Instant } from "../kernel/dates.ts";
import type { CaseChannel } from "./case.ts";

export const FEEDBACK_MOODS = ["good", "mixed", "bad"] as const;
export type FeedbackMood = (typeof FEEDBACK_MOODS)[number];

/** Who said it and what; may be forgotten while the rest stays. */
export interface FeedbackWords {
  readonly name?: string;
  readonly said?: string;
}

export interface Feedback {
  readonly id: number;
  /** Null where no contract is known. */
  readonly contract: string | null;
  readonly channel: CaseChannel;
  readonly mood: FeedbackMood;
  /** Where a public post stands. */
  readonly link: string | null;
  /** The case that it opened; null where it opened none. */
  readonly caseId: number | null;
  readonly at: Instant;
  readonly by: string;
  readonly words: FeedbackWords;
}
