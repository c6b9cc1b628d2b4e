/** How many units of a line's group, or of its missing or dirty ones, the customer sees differently. */
import type { AnswerException, CustomerAnswer } from "../inspection/inspection.ts";

/** What the customer said of the return as a whole; silence and absence are no dispute, the letter goes out all the same. */
export const disputesAll = (answer: CustomerAnswer | null): boolean => answer?.all === "disputes";

const speaksOf = (exception: AnswerException, position: number, subject: AnswerException["subject"], group: string | null): boolean =>
  exception.position === position && exception.subject === subject && (subject !== "group" || exception.group === group);

/** Later exceptions about the same units go before earlier ones. @returns at most `count`. */
export function disputedUnits(
  answer: CustomerAnswer | null,
  position: number,
  subject: AnswerException["subject"],
  group: string | null,
  count: number,
): number {
  let disputed = disputesAll(answer) ? count : 0;
  for (const exception of answer?.exceptions ?? []) {
    if (!speaksOf(exception, position, subject, group)) continue;
    const units = Math.min(exception.count ?? count, count);
    disputed =
      exception.stance === "disputes"
        ? Math.min(count, exception.count === null ? count : disputed + units)
        : Math.max(0, disputed - units);
  }
  return disputed;
}

/** Units before and after the point from which the customer sees it differently; the last ones are the disputed ones. */
export function byAnswer<T extends { readonly first: number; readonly count: number }>(
  units: T,
  disputed: number,
): (T & { readonly disputed: boolean })[] {
  const agreed = units.count - disputed;
  return [
    { ...units, count: agreed, disputed: false },
    { ...units, first: units.first + agreed, count: disputed, disputed: true },
  ].filter(({ count }) => count > 0);
}
