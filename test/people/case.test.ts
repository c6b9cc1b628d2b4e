/** The day of an answer and the end of a draft's night, held against date-holidays over ten years. */
import Holidays from "date-holidays";
import { expect, test } from "vitest";
import { finnishCalendar } from "../../src/adapters/holidays.ts";
import { type Day, day, dayOf, instant, plusDays } from "../../src/kernel/dates.ts";
import { answerBy, coolUntil } from "../../src/people/case.ts";

const ZONE = "Europe/Helsinki";
const YEARS = Array.from({ length: 10 }, (_, index) => 2026 + index);
const finland = new Holidays("FI", { types: ["public", "bank"] });
const daysOff: ReadonlySet<string> = new Set(
  [...YEARS, 2036].flatMap((year) =>
    finland
      .getHolidays(year)
      .map(({ date }) => date.slice(0, 10))
      .filter((date) => !date.endsWith("-12-31")),
  ),
);

/** Counted on the calendar of the second source, with nothing of ours. */
function nextWorkingDay(from: string): string {
  const date = new Date(`${from}T12:00:00Z`);
  do date.setUTCDate(date.getUTCDate() + 1);
  while (date.getUTCDay() % 6 === 0 || daysOff.has(date.toISOString().slice(0, 10)));
  return date.toISOString().slice(0, 10);
}

test("every day of ten years is answered on the next working day, at whatever time of the day it came", () => {
  const wrong: string[] = [];
  for (let date: Day = day("2026-01-01"); date < "2036-01-01"; date = plusDays(date, 1)) {
    const wanted = nextWorkingDay(date);
    // Just after midnight, at noon and just before midnight in Helsinki, winter and summer.
    const moments = [`${date}T12:00:00Z`, `${date}T20:59:59Z`, `${plusDays(date, -1)}T22:00:00Z`].map((text) => instant(text));
    for (const moment of moments) if (answerBy(finnishCalendar, moment, ZONE) !== wanted) wrong.push(`${moment}: ${wanted}`);
  }
  expect(wrong).toEqual([]);
});

test.each([
  ["2026-12-23", "2026-12-28", "over Christmas"],
  ["2026-12-31", "2027-01-04", "New Year's Day and a weekend"],
  ["2027-01-05", "2027-01-07", "Epiphany"],
  ["2026-04-02", "2026-04-07", "Maundy Thursday, over Easter"],
  ["2026-04-30", "2026-05-04", "over May Day"],
  ["2026-05-13", "2026-05-15", "Ascension Day"],
  ["2026-06-18", "2026-06-22", "over Midsummer"],
  ["2026-05-22", "2026-05-25", "a weekend"],
])("what comes on %s is answered by %s: %s", (came, by) => {
  expect(answerBy(finnishCalendar, instant(`${came}T09:00:00Z`), ZONE)).toBe(by);
});

test("a draft cools off until eight of the next working day, on the desk's wall clock, over both changes of the clocks", () => {
  for (const [written, until] of [
    // The clocks go forward on Sunday 2026-03-29 and back on Sunday 2026-10-25.
    ["2026-03-27T13:00:00Z", "2026-03-30T05:00:00.000Z"],
    ["2026-10-23T13:00:00Z", "2026-10-26T06:00:00.000Z"],
    ["2026-03-28T23:30:00Z", "2026-03-30T05:00:00.000Z"],
    ["2026-10-24T23:30:00Z", "2026-10-26T06:00:00.000Z"],
    // Half past midnight on a Friday is Friday.
    ["2026-05-21T21:30:00Z", "2026-05-25T05:00:00.000Z"],
  ] as const)
    expect([written, coolUntil(finnishCalendar, instant(written), ZONE)]).toEqual([written, until]);
  expect(dayOf(instant("2026-05-21T21:30:00Z"), ZONE)).toBe("2026-05-22");
});
