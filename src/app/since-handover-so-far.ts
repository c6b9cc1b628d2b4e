/** Which findings of a walk are new since the hand-over, as they stand while somebody looks on. */
import { type SinceHandover, sinceHandover } from "../assessment/since-handover.ts";
import type { Walk } from "../inspection/fold.ts";

/** While people stand at the counter nothing is late, so that no holiday decides anything. */
const NO_HOLIDAYS = { holidays: new Set<never>() };

/** By the id of a finding; null without a record of the hand-over. */
export function sinceHandoverSoFar({ contract, terms, inspection, earlier }: Walk): ReadonlyMap<string, SinceHandover> | null {
  return terms && sinceHandover({ contract, terms, inspection, earlier, calendar: NO_HOLIDAYS });
}
