/** Sums and days in lists: as people write them on a terminal, plain off it (`62.02`, `2026-06-22`). */
import type { Day } from "../../kernel/dates.ts";
import type { Cents } from "../../kernel/money.ts";
import { formatDay, formatMoney } from "../../language/format.ts";
import type { Session } from "../session.ts";
import { plainMoney } from "./plain-money.ts";

type Listing = Pick<Session, "io" | "language">;

const onTerminal = ({ io }: Listing): boolean => io.stdout.isTTY === true;

/** In a column of a list. */
export const cellMoney = (session: Listing, amount: Cents): string =>
  onTerminal(session) ? formatMoney(amount, session.language) : plainMoney(amount);
export const cellDay = (session: Listing, day: Day | null): string =>
  day === null ? "–" : onTerminal(session) ? formatDay(day, session.language) : day;
