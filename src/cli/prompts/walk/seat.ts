/** The seat of whoever walks at this terminal: which line is theirs, who else walks, and whether somebody took over. */
import type { Desk } from "../../../app/ports.ts";
import { goTo, leaveSeat, lookAround, type SeatView, type Walker } from "../../../app/walk-seats.ts";
import { UserError } from "../../../kernel/errors.ts";
import { thisProcess } from "../../this-process.ts";
import { wakeEvery } from "./wake-every.ts";

/** How often a seat looks around, and how often it shows a sign of life. In milliseconds. */
const LOOKS_EVERY = 1_000;
const SIGN_EVERY = 20_000;

export interface Seat {
  /** Others who walk the same goods now. */
  readonly others: readonly Walker[];
  /** Name of who took over; null while the seat is held. */
  readonly takenBy: string | null;
  /** Whether somebody else has walked meanwhile: then what is stored is read again before the next question. */
  readonly hadCompany: boolean;
  /** Goes to a line, 0 for the end. @returns who is on it already, or null. */
  goTo(position: number): Promise<Walker | null>;
  leave(): Promise<void>;
}

/** @param changed is called when somebody came, left, went to another line or took over. */
export function holdSeat(desk: Desk, id: number, changed: () => void): Seat {
  let view: SeatView = { takenBy: null, others: [] };
  let hadCompany = false;
  let [position, signedAt] = [null as number | null, Date.now()];
  const see = (next: SeatView): void => {
    const key = ({ takenBy, others }: SeatView): string => JSON.stringify([takenBy, others.map((other) => [other.id, other.position])]);
    const differs = key(view) !== key(next);
    view = { ...next, takenBy: next.takenBy ?? view.takenBy };
    hadCompany ||= next.others.length > 0;
    if (differs) changed();
  };
  const stop = wakeEvery(LOOKS_EVERY, async () => {
    try {
      const due = Date.now() - signedAt > SIGN_EVERY;
      if (due) signedAt = Date.now();
      see(due ? await goTo(desk, id, position, thisProcess) : await lookAround(desk, id, thisProcess));
    } catch (error) {
      // A busy database is looked at again in a moment.
      if (!(error instanceof UserError)) throw error;
    }
  });
  return {
    get others() {
      return view.others;
    },
    get takenBy() {
      return view.takenBy;
    },
    get hadCompany() {
      return hadCompany;
    },
    async goTo(to) {
      if (to === position && !hadCompany) return null;
      const next = await goTo(desk, id, to, thisProcess);
      see(next);
      const other = next.others.find((one) => one.position === to) ?? null;
      position = other === null ? to : null;
      return other;
    },
    async leave() {
      await stop();
      await leaveSeat(desk, id);
    },
  };
}
