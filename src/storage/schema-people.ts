/** Tables about people beside the bill: what was ours, what customers say of a rental, and how we stand with them. */
import type { Generated } from "kysely";
import type { FaultKind } from "../contract/our-faults.ts";
import type { Day, Instant } from "../kernel/dates.ts";
import type { CaseChannel } from "../people/case.ts";
import type { FeedbackMood } from "../people/feedback.ts";
import type { StandingState } from "../people/standing.ts";

export interface PeopleSchema {
  our_faults: {
    id: Generated<number>;
    contract: string;
    inspection_id: number | null;
    position: number | null;
    kind: FaultKind;
    count: number | null;
    days: number | null;
    note: string | null;
    seen_by: string;
    seen_at: Instant;
    at: Instant;
    by: string;
  };
  our_fault_decisions: {
    id: Generated<number>;
    fault_id: number;
    outcome: "terms" | "sum" | "nothing";
    amount: number | null;
    reason: string | null;
    at: Instant;
    by: string;
  };
  our_fault_credits: { fault_id: number; credit_note_id: number };
  feedback_invitations: { contract: string; billing_id: number; way: "mail" | "letter"; sha256: string | null; at: Instant; by: string };
  feedback: {
    id: Generated<number>;
    contract: string | null;
    channel: CaseChannel;
    mood: FeedbackMood;
    link: string | null;
    case_id: number | null;
    at: Instant;
    by: string;
  };
  /** What was said, and by whom; a row may go. */
  feedback_words: { feedback_id: number; words: string };
  standings: {
    id: Generated<number>;
    opened_at: Instant;
    opened_by: string;
    state: StandingState;
    responsible: string | null;
    review_on: Day | null;
  };
  standing_steps: { id: Generated<number>; standing_id: number; at: Instant; by: string; event: string };
  /** Who it is about and what was said; a row may go. */
  standing_words: { step_id: number; words: string };
  standing_letters: { step_id: number; sha256: string; name: string };
  hard_contacts: { id: Generated<number>; contract: string | null; on_day: Day };
}
