/** How many units of a line's group, or of its missing or dirty ones, the customer sees differently. */
import type { AnswerException, CustomerAnswer } from "../inspection/inspection.ts";
import type { Cohort } from "./draft.ts";

/** What the customer said of the return as a whole; silence and absence are no dispute, the letter goes out all the same. */
export const disputesAll = (answer: CustomerAnswer | null): boolean => answer?.all === "disputes";

/** The units of a line that an exception speaks of: a group's, all its missing or dirty ones, or those that lack a part. */
export interface Answered {
  readonly position: number;
  readonly subject: AnswerException["subject"];
  readonly group: string | null;
}

const keyOf = ({ subject, group }: Answered): string => `${subject}/${group ?? ""}`;

/** Says how many of so many units the customer sees differently, at most all. */
export type Disputes = (units: Answered, count: number) => number;

/** Reads an answer once for all lines. Later exceptions about the same units go before earlier ones. */
export function readDisputes(answer: CustomerAnswer | null): Disputes {
  const byLine = new Map<number, Map<string, AnswerException[]>>();
  for (const exception of answer?.exceptions ?? []) {
    const ofLine = byLine.get(exception.position) ?? new Map<string, AnswerException[]>();
    byLine.set(exception.position, ofLine);
    const key = keyOf(exception);
    const same = ofLine.get(key);
    if (same) same.push(exception);
    else ofLine.set(key, [exception]);
  }
  const all = disputesAll(answer);
  return (units, count) => disputedOf(byLine.get(units.position)?.get(keyOf(units)) ?? [], all ? count : 0, count);
}

function disputedOf(exceptions: readonly AnswerException[], unlessSaid: number, count: number): number {
  let disputed = unlessSaid;
  for (const exception of exceptions) {
    const units = Math.min(exception.count ?? count, count);
    disputed =
      exception.stance === "disputes"
        ? Math.min(count, exception.count === null ? count : disputed + units)
        : Math.max(0, disputed - units);
  }
  return disputed;
}

/** At least one unit: those before and after the point from which the customer sees it differently; the last ones are the disputed ones. */
export function byAnswer(units: Omit<Cohort, "disputed">, disputed: number): Cohort[] {
  const { line, subject, group, first, count, prices, calls } = units;
  const some = (from: number, many: number, disputed: boolean): Cohort => ({
    line,
    subject,
    group,
    first: from,
    count: many,
    disputed,
    prices,
    calls,
  });
  if (disputed === 0) return [some(first, count, false)];
  const agreed = count - disputed;
  return [some(first, agreed, false), some(first + agreed, disputed, true)].filter((cohort) => cohort.count > 0);
}
