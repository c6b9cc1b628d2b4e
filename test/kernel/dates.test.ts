import { describe, expect, it } from "vitest";
import {
  completedMonths,
  day,
  type Instant,
  instant,
  parseDay,
  parseLocalTime,
  sameTimeLater,
  startedDays,
} from "../../src/kernel/dates.ts";
import { vatRate } from "../../src/kernel/vat-rates.ts";

const ZONE = "Europe/Helsinki";
const at = (text: string): Instant => {
  const moment = parseLocalTime(text, ZONE);
  if (moment === null) throw new RangeError(text);
  return moment;
};

describe("completed months", () => {
  it.each([
    ["2024-02-29", "2026-02-28", 24],
    ["2024-03-10", "2026-05-20", 26],
    ["2024-03-21", "2026-05-20", 25],
    ["2024-03-20", "2026-05-20", 26],
    ["2026-01-31", "2026-02-28", 1],
    ["2026-05-20", "2026-05-20", 0],
    ["2026-06-01", "2026-05-20", 0],
  ])("from %s to %s: %i", (from, to, months) => expect(completedMonths(day(from), day(to))).toBe(months));
});

describe("started rental days", () => {
  it.each([
    ["2026-05-18 12:00", "2026-05-18 12:00", 0],
    ["2026-05-18 12:00", "2026-05-18 12:00:01", 1],
    ["2026-05-18 12:00", "2026-05-19 12:00", 1],
    ["2026-05-18 12:00", "2026-05-20 14:00", 3],
    ["2026-10-24 12:00", "2026-10-25 12:00", 1],
    ["2026-10-24 12:00", "2026-10-25 12:01", 2],
    ["2026-03-28 12:00", "2026-03-29 12:00", 1],
    ["2026-03-28 12:00", "2026-03-29 12:01", 2],
    ["2026-05-18 12:00", "2026-05-17 12:00", 0],
  ])("due %s, back %s: %i", (due, back, days) => expect(startedDays(at(due), at(back), ZONE)).toBe(days));

  it("a day later is the same wall-clock time, whatever the clocks do", () => {
    expect(sameTimeLater(at("2026-10-24 12:00"), 1, ZONE)).toBe(instant("2026-10-25T10:00:00Z"));
  });
});

describe("days and times as they are written", () => {
  it.each(["2026-02-29", "2026-13-01", "1899-12-31", "26-01-01"])("%s does not exist", (text) => expect(parseDay(text)).toBeNull());

  it("refuses a time that the clocks skip", () => {
    expect(parseLocalTime("2026-03-29 03:30", ZONE)).toBeNull();
    expect(parseLocalTime("2026-03-29 04:30", ZONE)).toBe(instant("2026-03-29T01:30:00Z"));
  });
});

describe("VAT rates", () => {
  it.each([
    ["S", "2024-08-31", 2_400],
    ["S", "2024-09-01", 2_550],
    ["AA", "2025-12-31", 1_400],
    ["AA", "2026-01-01", 1_350],
    ["O", "2026-05-20", 0],
  ] as const)("%s on %s: %i basis points", (treatment, supplied, rate) => expect(vatRate(treatment, day(supplied))).toBe(rate));

  it("knows no rate before 2013", () => {
    expect(() => vatRate("S", day("2012-12-31"))).toThrow(RangeError);
  });
});

describe("stored days and moments", () => {
  it("are refused where they are none", () => {
    expect(() => day("2026-02-30")).toThrow(RangeError);
    expect(() => instant("yesterday")).toThrow(RangeError);
  });
});
