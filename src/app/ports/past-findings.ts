/** What was found in earlier returns, to offer the likely answer first. */
import type { PastFinding } from "../../inspection/likely-answers.ts";

export interface PastFindingsRepository {
  /** Of finished returns, each finding as it was entered last; only the latest answers are looked through, so that it stays quick. */
  latest(): Promise<readonly PastFinding[]>;
}
