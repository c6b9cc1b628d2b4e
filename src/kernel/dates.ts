/**
 * Days are `YYYY-MM-DD`, instants are UTC in ISO 8601 with a `Z`, and the desk's time zone is always an argument.
 * A day of rental is the same wall-clock time on the next calendar day, whatever the clocks do in between.
 */
import { tz } from "@date-fns/tz/tz";
import { addDays } from "date-fns/addDays";
import { addMonths } from "date-fns/addMonths";
import { differenceInCalendarDays } from "date-fns/differenceInCalendarDays";
import { differenceInMonths } from "date-fns/differenceInMonths";
import { lightFormat } from "date-fns/lightFormat";
import { isProcessZone } from "./process-zone.ts";

declare const dayBrand: unique symbol;
declare const instantBrand: unique symbol;

/** A calendar day, `2026-05-20`. Compares as text. */
export type Day = string & { readonly [dayBrand]: true };

/** A moment, `2026-05-20T11:00:00.000Z`. Compares as text. */
export type Instant = string & { readonly [instantBrand]: true };

/** @returns null when the text is not a day that exists between 1900 and 9999. */
export function parseDay(text: string): Day | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(text);
  if (!match) return null;
  const date = new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])));
  const real = Number(match[1]) >= 1900 && date.toISOString().slice(0, 10) === text;
  return real ? (text as Day) : null;
}

/** @throws RangeError when the text is no day. For constants and stored values. */
export function day(text: string): Day {
  const parsed = parseDay(text);
  if (parsed === null) throw new RangeError(`not a day: ${text}`);
  return parsed;
}

/** @throws RangeError when the text is no moment. For constants and stored values. */
export function instant(value: string | Date): Instant {
  const date = typeof value === "string" ? new Date(value) : value;
  if (Number.isNaN(date.getTime())) throw new RangeError(`not a moment: ${value}`);
  return date.toISOString() as Instant;
}

/**
 * Reads the desk's wall clock: `2026-05-18 12:00`, also with `T` and seconds, in a time zone. A time that the clocks
 * skip in spring is refused; one that comes twice in autumn is the first.
 * @returns null when the text is no such time.
 */
export function parseLocalTime(text: string, zone: string): Instant | null {
  const match = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}):(\d{2})(?::(\d{2}))?$/u.exec(text.trim());
  const theDay = match && parseDay(match[1] as string);
  if (!match || !theDay) return null;
  const [hour, minute, second] = [Number(match[2]), Number(match[3]), Number(match[4] ?? "0")];
  if (hour > 23 || minute > 59 || second > 59) return null;
  const moment = atWallClock(theDay, `${match[2]}:${match[3]}:${match[4] ?? "00"}`, zone);
  return timeOf(moment, zone, "HH:mm:ss") === `${match[2]}:${match[3]}:${match[4] ?? "00"}` ? moment : null;
}

const inZone = (moment: Date, zone: string): Date => (isProcessZone(zone) ? moment : tz(zone)(moment));

/** The calendar day of a moment in a zone. */
export const dayOf = (moment: Instant, zone: string): Day => timeOf(moment, zone, "yyyy-MM-dd") as Day;

/** The wall-clock time of a moment in a zone, `14:00` by default. */
export const timeOf = (moment: Instant, zone: string, pattern = "HH:mm"): string => lightFormat(inZone(new Date(moment), zone), pattern);

/** A moment from a calendar day and a wall-clock time (`HH:mm:ss`) in a zone; the first of two when the clocks go back. */
export function atWallClock(theDay: Day, time: string, zone: string): Instant {
  const [year, month, date] = theDay.split("-").map(Number) as [number, number, number];
  const [hour, minute, second] = time.split(":").map(Number) as [number, number, number];
  const local = inZone(new Date(0), zone);
  local.setFullYear(year, month - 1, date);
  local.setHours(hour, minute, second, 0);
  const moment = instant(new Date(local.getTime()));
  const hourBefore = plusMinutes(moment, -60);
  return timeOf(hourBefore, zone, "HH:mm:ss") === time && dayOf(hourBefore, zone) === theDay ? hourBefore : moment;
}

const localMidnight = (theDay: Day): Date => {
  const [year, month, date] = theDay.split("-").map(Number) as [number, number, number];
  return new Date(year, month - 1, date);
};
const toDay = (date: Date): Day => lightFormat(date, "yyyy-MM-dd") as Day;

export const plusDays = (theDay: Day, days: number): Day => toDay(addDays(localMidnight(theDay), days));
export const plusMonths = (theDay: Day, months: number): Day => toDay(addMonths(localMidnight(theDay), months));
export const daysBetween = (from: Day, to: Day): number => differenceInCalendarDays(localMidnight(to), localMidnight(from));

/** Completed months between two days; the last day of a shorter month completes it (2024-02-29 to 2026-02-28 is 24). Never negative. */
export const completedMonths = (from: Day, to: Day): number => Math.max(0, differenceInMonths(localMidnight(to), localMidnight(from)));

/** The same wall-clock time some days later. */
export const sameTimeLater = (moment: Instant, days: number, zone: string): Instant =>
  atWallClock(plusDays(dayOf(moment, zone), days), timeOf(moment, zone, "HH:mm:ss"), zone);

/** How many rental days have started between `due` and `back`: 0 on the due second, 1 one second later. */
export function startedDays(due: Instant, back: Instant, zone: string): number {
  if (back <= due) return 0;
  let days = Math.max(0, daysBetween(dayOf(due, zone), dayOf(back, zone)) - 1);
  while (sameTimeLater(due, days, zone) < back) days += 1;
  return days;
}

/** Whole minutes from one moment to another, rounded up; negative when `to` is earlier. */
export const minutesBetween = (from: Instant, to: Instant): number => Math.ceil((Date.parse(to) - Date.parse(from)) / 60_000);

export const plusMinutes = (moment: Instant, minutes: number): Instant => instant(new Date(Date.parse(moment) + minutes * 60_000));
