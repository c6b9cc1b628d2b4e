/** What a card hold covers until it is taken: it is set off when the bill is issued, and is money only from the day it is taken. */
import type { Day } from "../kernel/dates.ts";
import { type Cents, ZERO } from "../kernel/money.ts";

/** `released`: let go without taking it, because it lapsed or was turned down; what it covered is open again. */
export interface CardHoldEnd {
  readonly outcome: "taken" | "released";
  readonly on: Day;
}

/** What of a hold a billing's documents use, less what credit notes have let go of it. */
export interface HeldOnCard {
  readonly amount: Cents;
  /** The first day on which it may be taken: the customer has had their days to contest. */
  readonly notBefore: Day;
  /** Null while it is only held. */
  readonly end: CardHoldEnd | null;
}

const endedBy = ({ end }: HeldOnCard, day: Day): CardHoldEnd | null => (end !== null && end.on <= day ? end : null);

/** What covers the documents at the end of a day: held or taken. */
export const coveredByCard = (hold: HeldOnCard | null, day: Day): Cents =>
  hold === null || endedBy(hold, day)?.outcome === "released" ? ZERO : hold.amount;

/** What of that is not taken yet. */
export const waitingOnCard = (hold: HeldOnCard | null, day: Day): Cents => (hold === null || endedBy(hold, day) ? ZERO : hold.amount);
