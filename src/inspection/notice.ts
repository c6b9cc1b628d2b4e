/** What the notice of findings made after the return says; its numbers name findings of the inspection. */
import type { Day } from "../kernel/dates.ts";

/** What can come of a notice: it leaves within the terms' days; it leaves after them; or under the terms none is charged for. */
export type NoticeEffect = "inTime" | "late" | "never";

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

/** @param lastDay of the terms; null where no notice makes a difference. @param leaves the day on which it does, or did first. */
export const effectOf = (lastDay: Day | null, leaves: Day): NoticeEffect =>
  lastDay === null ? "never" : leaves <= lastDay ? "inTime" : "late";
