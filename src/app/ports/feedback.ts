/** What customers say of a rental, and who was invited to. */
import type { Instant } from "../../kernel/dates.ts";
import type { Feedback } from "../../people/feedback.ts";

export interface FeedbackInvitation {
  readonly contract: string;
  /** Database key of the billing that was settled. */
  readonly billing: number;
  readonly way: "mail" | "letter";
  /** Of the letter; null where a mail left. */
  readonly sha256: string | null;
  readonly at: Instant;
  readonly by: string;
}

export interface FeedbackRepository {
  add(feedback: Omit<Feedback, "id">): Promise<number>;
  /** The latest first. */
  list(contract?: string): Promise<readonly Feedback[]>;
  /** Once a contract: a second one is refused by the database. */
  invite(invitation: FeedbackInvitation): Promise<void>;
  /** Contracts that have been invited. */
  invited(): Promise<ReadonlySet<string>>;
}
