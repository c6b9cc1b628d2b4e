/** Answers that were taken back: they stay stored, with who and when, and count no more. */
import type { WalkEntry, WalkEvent } from "./entries.ts";

/** Numbers of the answers that were taken back. */
export const stepsTakenBack = (entries: readonly WalkEntry[]): ReadonlySet<number> =>
  new Set(entries.flatMap(({ event }) => (event.type === "undid" ? [event.step] : [])));

/** The number that the next answer of a walk gets. */
export const nextStep = (entries: readonly WalkEntry[]): number => Math.max(0, ...entries.map(({ step }) => step ?? 0)) + 1;

export interface Step {
  readonly step: number;
  /** What was stored with it, in order. */
  readonly events: readonly WalkEvent[];
}

/**
 * What somebody answered last in a walk and may take back; null when there is nothing. Only answers of their own, and in an amendment
 * only what came since the walk was taken up again: what was finished once is corrected by a new answer.
 * @param by staff id.
 */
export function lastStepOf(entries: readonly WalkEntry[], by: string): Step | null {
  const reopened = entries.findLastIndex(({ event }) => event.type === "reopened");
  const gone = stepsTakenBack(entries);
  const last = entries.slice(reopened + 1).findLast((entry) => entry.by === by && entry.step !== undefined && !gone.has(entry.step));
  if (last?.step === undefined) return null;
  const { step } = last;
  return { step, events: entries.filter((entry) => entry.step === step).map(({ event }) => event) };
}
