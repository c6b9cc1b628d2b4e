/** The day of an answer and the end of a draft's night, held against the almanac over ten years. */
import { expect, test } from "vitest";
import { finnishCalendar } from "../../src/adapters/holidays.ts";
import { type Day, day, dayOf, instant, plusDays } from "../../src/kernel/dates.ts";
import { answerBy, coolUntil } from "../../src/people/case.ts";

const ZONE = "Europe/Helsinki";

/** Easter Sundays as almanacs print them: a source of its own beside the table that the product has. */
const EASTER = [
  "2026-04-05",
  "2027-03-28",
  "2028-04-16",
  "2029-04-01",
  "2030-04-21",
  "2031-04-13",
  "2032-03-28",
  "2033-04-17",
  "2034-04-09",
  "2035-03-25",
  "2036-04-13",
];
const shifted = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const weekday = (date: string): number => new Date(`${date}T12:00:00Z`).getUTCDay();
/** The first such weekday on or after a day. */
const from = (date: string, wanted: number): string => shifted(date, (wanted - weekday(date) + 7) % 7);

/** Good Friday, Easter Monday and Ascension Day; Midsummer Eve is the Friday from 19 June; what falls on a Saturday or Sunday anyway is left out. */
const daysOff: ReadonlySet<string> = new Set(
  EASTER.flatMap((easter) => {
    const year = easter.slice(0, 4);
    const fixed = ["01-01", "01-06", "05-01", "12-06", "12-24", "12-25", "12-26"].map((date) => `${year}-${date}`);
    return [...fixed, shifted(easter, -2), shifted(easter, 1), shifted(easter, 39), from(`${year}-06-19`, 5)];
  }),
);

/** Counted on the almanac's days, with nothing of ours. */
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

test("on every day of ten years a draft cools off until eight in the morning, whatever the clocks do meanwhile", () => {
  const wrong: string[] = [];
  for (let date = "2026-01-01"; date < "2036-01-01"; date = shifted(date, 1)) {
    const until = nextWorkingDay(date);
    // The clocks change on the last Sundays of March and October (directive 2000/84/EC).
    const isSummer = until > from(`${until.slice(0, 4)}-03-25`, 0) && until < from(`${until.slice(0, 4)}-10-25`, 0);
    const wanted = `${until}T0${isSummer ? 5 : 6}:00:00.000Z`;
    const cooled = coolUntil(finnishCalendar, instant(`${date}T12:00:00Z`), ZONE);
    if (cooled !== wanted) wrong.push(`${date}: ${cooled}, not ${wanted}`);
  }
  expect(wrong).toEqual([]);
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
