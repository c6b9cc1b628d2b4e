/** Finland's days off, from the rules in date-holidays. That package is heavy and loads only when a calendar is asked for. */
import type { Calendar } from "../kernel/calendar.ts";
import { day } from "../kernel/dates.ts";

/** The package calls New Year's Eve a bank holiday, but banks and offices are open. */
const NEW_YEARS_EVE = "12-31";

/**
 * Days on which banks and offices in Finland are closed: the public holidays, and Midsummer Eve and Christmas Eve, which the package
 * calls `bank`. New Year's Eve is a business day. Years count from `firstYear` to `lastYear`, both included.
 */
export async function finnishCalendar(firstYear: number, lastYear: number): Promise<Calendar> {
  const { default: Holidays } = await import("date-holidays");
  const finland = new Holidays("FI", { types: ["public", "bank"] });
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, index) => firstYear + index);
  const days = years.flatMap((year) => finland.getHolidays(year).map(({ date }) => date.slice(0, 10)));
  return { holidays: new Set(days.filter((text) => !text.endsWith(NEW_YEARS_EVE)).map(day)) };
}
