import type { Clock } from "../app/ports.ts";
import type { Instant } from "../kernel/dates.ts";

/** The machine's clock. Without the reckoning of days, which starting must not load. */
export const systemClock: Clock = { now: () => new Date().toISOString() as Instant };
