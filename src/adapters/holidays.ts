/** Finland's days off, from a table: working them out by rule takes a tenth of a second, which every bill would pay. */
import type { Calendar } from "../kernel/calendar.ts";
import table from "./finnish-holidays.json" with { type: "json" };

const DAYS_OFF: ReadonlySet<string> = new Set(Object.entries(table).flatMap(([year, days]) => days.map((day) => `${year}-${day}`)));

/**
 * Days on which banks and offices in Finland are closed: the public holidays, Midsummer Eve and Christmas Eve. New Year's Eve is a
 * business day. `finnish-holidays.json` is written by its test from the rules of date-holidays.
 */
export const finnishCalendar: Calendar = {
  holidays: {
    has: (theDay) => {
      if (!(theDay.slice(0, 4) in table)) throw new RangeError(`no table of holidays for ${theDay}`);
      return DAYS_OFF.has(theDay);
    },
  },
};
