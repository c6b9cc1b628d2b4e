/**
 * Closed months. Whoever keeps the books has a month's entries once they are written: nothing may change in them afterwards. What is
 * recorded later with a day in a closed month stands in the first month that is open then, with its own day. So each entry is in one
 * month only, and a closed month can be written again as it was.
 */
import { type Day, type Instant, plusDays } from "../../kernel/dates.ts";

export interface Closing {
  /** `2026-05` */
  readonly month: string;
  /** Its last day. The months before are closed with it. */
  readonly to: Day;
  readonly at: Instant;
  /** A staff id. */
  readonly by: string;
  /** Of what the month's books said. */
  readonly sha256: string;
}

/** The last day that these have closed; null: none. */
export const closedUntil = (closings: readonly Closing[]): Day | null =>
  closings.reduce<Day | null>((until, { to }) => (until === null || to > until ? to : until), null);

/** The closing that took in a day; null while it is open. */
export const closingOf = (theDay: Day, closings: readonly Closing[]): Closing | null => closings.find(({ to }) => theDay <= to) ?? null;

/** Its own day, or the first one that was open when it was recorded. */
export function bookedOn(theDay: Day, recordedAt: Instant, closings: readonly Closing[]): Day {
  return openDayFrom(theDay, closedUntil(closings.filter(({ at }) => at < recordedAt)));
}

/** @param until the last closed day. */
export const openDayFrom = (theDay: Day, until: Day | null): Day => (until !== null && theDay <= until ? plusDays(until, 1) : theDay);
