import type { Clock } from "../app/ports.ts";
import { instant } from "../kernel/dates.ts";

/** The machine's clock. */
export const systemClock: Clock = { now: () => instant(new Date()) };
