/** Whether this machine's clock says less than the journal has seen: what is issued by it would be dated before what was issued already. */
import type { Instant } from "../kernel/dates.ts";
import type { Desk } from "./ports.ts";

/** Programs of two machines may disagree by so much. */
const TOLERATED_MS = 60_000;

export interface ClockBehind {
  readonly now: Instant;
  /** Of the journal's last row. */
  readonly last: Instant;
}

/** Two look-ups. Null while time goes forwards. */
export async function clockBehind(desk: Desk): Promise<ClockBehind | null> {
  const now = desk.clock.now();
  const last = await (await desk.store()).read(async ({ journal }) => (await journal.row((await journal.head()).seq))?.at ?? null);
  return last !== null && Date.parse(last) - Date.parse(now) > TOLERATED_MS ? { now, last } : null;
}
