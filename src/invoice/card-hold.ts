/** What a card hold covers until it is taken: it is set off when the bill is issued, and is money only from the day it is taken. */
import type { Day } from "../kernel/dates.ts";
import { add, type Cents, sum, ZERO } from "../kernel/money.ts";

/** `released`: let go without taking it, because it lapsed or was turned down; what it covered is open again. */
export interface CardHoldEnd {
  readonly outcome: "taken" | "released";
  readonly on: Day;
}

/** What of a hold a billing's documents use. */
export interface HeldOnCard {
  /** What credit notes have left of it; zero when they have let go of all. */
  readonly amount: Cents;
  /** What they have let go of, and when. */
  readonly letGo: readonly { readonly amount: Cents; readonly on: Day }[];
  /** The first day on which it may be taken: the customer has had their days to contest. */
  readonly notBefore: Day;
  /** Null while it is only held. */
  readonly end: CardHoldEnd | null;
}

const endedBy = ({ end }: HeldOnCard, day: Day): CardHoldEnd | null => (end !== null && end.on <= day ? end : null);

/** What is held at the end of a day on which it is neither taken nor released: what was let go later still counts. */
const heldOn = ({ amount, letGo }: HeldOnCard, day: Day): Cents =>
  add(amount, sum(letGo.filter(({ on }) => on > day).map((part) => part.amount)));

/** What covers the documents at the end of a day: held or taken. */
export function coveredByCard(hold: HeldOnCard | null, day: Day): Cents {
  const outcome = hold && endedBy(hold, day)?.outcome;
  if (hold === null || outcome === "released") return ZERO;
  return outcome === "taken" ? hold.amount : heldOn(hold, day);
}

/** What of that is not taken yet. */
export const waitingOnCard = (hold: HeldOnCard | null, day: Day): Cents => (hold === null || endedBy(hold, day) ? ZERO : heldOn(hold, day));
