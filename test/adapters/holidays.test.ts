import { expect, test } from "vitest";
import { finnishCalendar } from "../../src/adapters/holidays.ts";
import { isBusinessDay, nextBusinessDay, plusBusinessDays } from "../../src/kernel/calendar.ts";
import { day } from "../../src/kernel/dates.ts";

test("the days off of 2026", async () => {
  expect([...(await finnishCalendar(2026, 2026)).holidays].sort()).toEqual([
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
  const calendar = await finnishCalendar(2026, 2027);
  expect(["2026-06-19", "2026-12-24", "2026-12-31", "2027-06-25"].map((text) => isBusinessDay(calendar, day(text)))).toEqual([
    false,
    false,
    true,
    false,
  ]);
});

test("T2: three business days after Wed 2026-06-17 end on Tue 06-23; T3: what comes on Christmas Eve is answered on Mon 12-28", async () => {
  const calendar = await finnishCalendar(2026, 2026);
  expect(plusBusinessDays(calendar, day("2026-06-17"), 3)).toBe("2026-06-23");
  expect(nextBusinessDay(calendar, day("2026-12-24"))).toBe("2026-12-28");
});

test("years before and after are there when they are asked for", async () => {
  const { holidays } = await finnishCalendar(2024, 2028);
  expect([...new Set([...holidays].map((date) => date.slice(0, 4)))].sort()).toEqual(["2024", "2025", "2026", "2027", "2028"]);
});
