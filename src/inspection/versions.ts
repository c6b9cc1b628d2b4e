/** The versions of a walk: as it was finished the first time, and again after each amendment. Counted from 1. */
import type { Instant } from "../kernel/dates.ts";
import type { WalkEntry } from "./entries.ts";
import type { Acknowledgement } from "./inspection.ts";
import { stepsTakenBack } from "./taken-back.ts";

/** When the walk was finished, once for each version. */
export const finishesOf = (entries: readonly WalkEntry[]): readonly Instant[] =>
  entries.flatMap(({ at, event }) => (event.type === "finished" ? [at] : []));

export interface AcknowledgedVersion {
  readonly version: number;
  readonly acknowledgement: Acknowledgement;
}

/** The version that the last word on the record speaks of, whatever was amended since; null where there is none. */
export function acknowledgedVersion(entries: readonly WalkEntry[]): AcknowledgedVersion | null {
  const gone = stepsTakenBack(entries);
  const at = entries.findLastIndex(({ event, step }) => event.type === "acknowledged" && (step === undefined || !gone.has(step)));
  const event = entries[at]?.event;
  if (event?.type !== "acknowledged") return null;
  return { version: finishesOf(entries.slice(0, at)).length + 1, acknowledgement: event.acknowledgement };
}
