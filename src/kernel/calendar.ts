/** Business days as a value: which days a desk does not work. Weekends never count; holidays come in as a list. */
import { type Day, plusDays } from "./dates.ts";

export interface Calendar {
  /** Days that are no business days besides Saturdays and Sundays. */
  readonly holidays: { has(theDay: Day): boolean };
}

/** 0 is Sunday. */
const weekday = (theDay: Day): number => new Date(`${theDay}T00:00:00Z`).getUTCDay();

export const isBusinessDay = (calendar: Calendar, theDay: Day): boolean => {
  const dayOfWeek = weekday(theDay);
  return dayOfWeek !== 0 && dayOfWeek !== 6 && !calendar.holidays.has(theDay);
};

/** The day itself when it is a business day, else the next one. */
export function businessDayFrom(calendar: Calendar, theDay: Day): Day {
  let candidate = theDay;
  while (!isBusinessDay(calendar, candidate)) candidate = plusDays(candidate, 1);
  return candidate;
}

/** The business day after a day: a complaint of Thursday is answered by the end of Friday. */
export const nextBusinessDay = (calendar: Calendar, theDay: Day): Day => businessDayFrom(calendar, plusDays(theDay, 1));

/** The last of `count` business days after a day, which itself does not count. */
export function plusBusinessDays(calendar: Calendar, theDay: Day, count: number): Day {
  let candidate = theDay;
  for (let left = count; left > 0; left -= 1) candidate = nextBusinessDay(calendar, candidate);
  return candidate;
}
