import { expect, test } from "vitest";
import { finnishCalendar } from "../../src/adapters/holidays.ts";
import { isBusinessDay, nextBusinessDay, plusBusinessDays } from "../../src/kernel/calendar.ts";
import { day, plusDays } from "../../src/kernel/dates.ts";

test("the days off of 2026", async () => {
  const { holidays } = await finnishCalendar();
  const days = Array.from({ length: 365 }, (_, index) => plusDays(day("2026-01-01"), index));
  expect(days.filter((date) => holidays.has(date))).toEqual([
    "2026-01-01",
    "2026-01-06",
    "2026-04-03",
    "2026-04-05",
    "2026-04-06",
    "2026-05-01",
    "2026-05-14",
    "2026-05-24",
    "2026-06-19",
    "2026-06-20",
    "2026-10-31",
    "2026-12-06",
    "2026-12-24",
    "2026-12-25",
    "2026-12-26",
  ]);
});

test("Midsummer Eve and Christmas Eve are no business days; New Year's Eve is one", async () => {
  const calendar = await finnishCalendar();
  expect(["2026-06-19", "2026-12-24", "2026-12-31", "2027-06-25"].map((text) => isBusinessDay(calendar, day(text)))).toEqual([
    false,
    false,
    true,
    false,
  ]);
});

test("T2: three business days after Wed 2026-06-17 end on Tue 06-23; T3: what comes on Christmas Eve is answered on Mon 12-28", async () => {
  const calendar = await finnishCalendar();
  expect(plusBusinessDays(calendar, day("2026-06-17"), 3)).toBe("2026-06-23");
  expect(nextBusinessDay(calendar, day("2026-12-24"))).toBe("2026-12-28");
});

test("any year is there when it is asked for", async () => {
  const { holidays } = await finnishCalendar();
  expect(["1999-12-06", "2024-12-06", "2040-12-06", "2040-12-07"].map((text) => holidays.has(day(text)))).toEqual([
    true,
    true,
    true,
    false,
  ]);
});
