import { describe, expect, it } from "vitest";
import { CALENDAR_YEAR, keptUntil, parseYearEnd, type YearEnd, yearEndProblems } from "../../src/invoice/retention.ts";
import { day } from "../../src/kernel/dates.ts";

describe("how long things are kept", () => {
  it.each([
    // happened, the financial year's last day, kept until
    ["2026-05-20", "12-31", "2032-12-31"],
    ["2026-12-31", "12-31", "2032-12-31"],
    ["2027-01-01", "12-31", "2033-12-31"],
    ["2026-04-30", "04-30", "2032-12-31"],
    ["2026-05-01", "04-30", "2033-12-31"],
    ["2028-02-29", "02-28", "2034-12-31"],
    ["2028-03-01", "02-28", "2035-12-31"],
  ])("what happened on %s under a year that ends on %s is kept until %s", (happened, yearEnd, until) => {
    expect(keptUntil(day(happened), yearEnd as YearEnd)).toBe(until);
  });

  it.each(["04-31", "00-10", "13-01", "02-29", "4-30", "04-30 ", "", "30.4."])("takes '%s' for no end of a year", (text) => {
    expect(parseYearEnd(text)).toBeNull();
    expect(yearEndProblems(text).map(({ code }) => code)).toEqual(["settings-year-end"]);
  });

  it("takes what is not said for a calendar year, and refuses what is no text", () => {
    expect(yearEndProblems(undefined)).toEqual([]);
    expect(yearEndProblems(CALENDAR_YEAR)).toEqual([]);
    expect(yearEndProblems(430)).toHaveLength(1);
  });
});
