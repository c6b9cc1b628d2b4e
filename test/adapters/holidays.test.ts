import Holidays from "date-holidays";
import { expect, test } from "vitest";
import { finnishCalendar } from "../../src/adapters/holidays.ts";
import { isBusinessDay, nextBusinessDay, plusBusinessDays } from "../../src/kernel/calendar.ts";
import { day, plusDays } from "../../src/kernel/dates.ts";

/** The package calls New Year's Eve a bank holiday, but banks and offices are open. */
const NEW_YEARS_EVE = "12-31";

/** One line a year: a change of the law shows as a change of lines. */
function tableByRule(firstYear: number, lastYear: number): string {
  const finland = new Holidays("FI", { types: ["public", "bank"] });
  const rows = Array.from({ length: lastYear - firstYear + 1 }, (_, index) => {
    const days = new Set(finland.getHolidays(firstYear + index).map(({ date }) => date.slice(5, 10)));
    days.delete(NEW_YEARS_EVE);
    return `  "${firstYear + index}": [${[...days]
      .sort()
      .map((text) => JSON.stringify(text))
      .join(", ")}]`;
  });
  return `{\n${rows.join(",\n")}\n}\n`;
}

test("the table is what the rules of date-holidays say; `npx vitest run -u test/adapters` writes it anew", async () => {
  await expect(tableByRule(2000, 2099)).toMatchFileSnapshot("../../src/adapters/finnish-holidays.json");
});

test("the days off of 2026", () => {
  const days = Array.from({ length: 365 }, (_, index) => plusDays(day("2026-01-01"), index));
  expect(days.filter((date) => finnishCalendar.holidays.has(date))).toEqual([
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

test("Midsummer Eve and Christmas Eve are no business days; New Year's Eve is one", () => {
  const days = ["2026-06-19", "2026-12-24", "2026-12-31", "2027-06-25"].map((text) => isBusinessDay(finnishCalendar, day(text)));
  expect(days).toEqual([false, false, true, false]);
});

test("T2: three business days after Wed 2026-06-17 end on Tue 06-23", () => {
  expect(plusBusinessDays(finnishCalendar, day("2026-06-17"), 3)).toBe("2026-06-23");
});

test("T3: what comes on Christmas Eve is answered on Mon 12-28", () => {
  expect(nextBusinessDay(finnishCalendar, day("2026-12-24"))).toBe("2026-12-28");
});

test("a year that the table lacks is an error, never a year without holidays", () => {
  expect(() => finnishCalendar.holidays.has(day("2100-01-01"))).toThrow(RangeError);
});
