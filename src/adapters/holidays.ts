/** Finland's days off, from the rules in date-holidays. That package is heavy and loads only when a calendar is asked for. */
import type { Calendar } from "../kernel/calendar.ts";

/** The package calls New Year's Eve a bank holiday, but banks and offices are open. */
const NEW_YEARS_EVE = "12-31";

/**
 * Days on which banks and offices in Finland are closed: the public holidays, and Midsummer Eve and Christmas Eve, which the package
 * calls `bank`. New Year's Eve is a business day. A year is worked out when a day of it is asked for.
 */
export async function finnishCalendar(): Promise<Calendar> {
  const { default: Holidays } = await import("date-holidays");
  const finland = new Holidays("FI", { types: ["public", "bank"] });
  const years = new Map<string, ReadonlySet<string>>();
  const daysOff = (year: string): ReadonlySet<string> => {
    const known = years.get(year) ?? new Set(finland.getHolidays(year).map(({ date }) => date.slice(0, 10)));
    years.set(year, known);
    return known;
  };
  return { holidays: { has: (theDay) => !theDay.endsWith(NEW_YEARS_EVE) && daysOff(theDay.slice(0, 4)).has(theDay) } };
}
