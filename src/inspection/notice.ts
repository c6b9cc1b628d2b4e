/** What the notice of findings made after the return says; its numbers name findings of the inspection. */
import type { Day } from "../kernel/dates.ts";

export interface Notice {
  /** The return's. */
  readonly inspection: string;
  readonly contract: string;
  /** Ids of the findings it tells of. */
  readonly findings: readonly string[];
  readonly madeOn: Day;
  /** Who reads the answer, and by when they reply. */
  readonly reply: { readonly name: string; readonly phone: string; readonly email: string; readonly by: Day };
}
