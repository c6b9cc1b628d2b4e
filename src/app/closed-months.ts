/** Months, and which of them the journal says were closed. */
import type { Closing } from "../invoice/books/closing.ts";
import { type Day, day, plusDays } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import type { Repositories } from "./ports.ts";

export interface Span {
  /** `2026-05` */
  readonly month: string;
  readonly from: Day;
  readonly to: Day;
}

/** @throws UserError `month-unknown` for a text that names no month. */
export function parseMonth(text: string): Span {
  const match = /^(\d{4})-(\d{2})$/u.exec(text.trim());
  const [, year = "", month = ""] = match ?? [];
  if (!match || Number(month) < 1 || Number(month) > 12)
    throw new UserError("month-unknown", { given: text.slice(0, 40) }, ["desk books 2026-05"]);
  const from = day(`${year}-${month}-01`);
  // Thirty-one days on it is the next month, whatever the month.
  const next = `${plusDays(from, 31).slice(0, 7)}-01`;
  return { month: `${year}-${month}`, from, to: plusDays(day(next), -1) };
}

/** The act of closing; its subject is `2026-05/` and the hash of what the books said. */
export const CLOSED = "books.closed";

/** In the order in which they were closed. */
export async function readClosings({ journal }: Repositories): Promise<readonly Closing[]> {
  const { rows } = await journal.list({ act: CLOSED });
  return rows.map(({ subject, at, staff }) => {
    const [month = "", sha256 = ""] = subject.split("/");
    return { month, to: parseMonth(month).to, at, by: staff, sha256 };
  });
}
