/** What must not be forgotten, as counts. Light: it is loaded under every command's output. */
import { atWallClock, dayOf } from "../kernel/dates.ts";
import type { Waiting } from "./ports/waiting.ts";
import type { Desk, Store } from "./ports.ts";

/** @param store the one that the command has opened: nothing is opened for this. */
export function countWaiting({ clock, settings }: Pick<Desk, "clock" | "settings">, store: Store): Promise<Waiting> {
  const today = dayOf(clock.now(), settings.zone);
  const midnight = atWallClock(today, "00:00:00", settings.zone);
  return store.read(({ waiting }) => waiting.count(today, midnight));
}
