import { describe, expect, it } from "vitest";
import { atWallClock, type Day, dayOf, instant, parseLocalTime, startedDays, timeOf } from "../../src/kernel/dates.ts";
import { trustProcessZone } from "../../src/kernel/process-zone.ts";

const ZONE = "Europe/Helsinki";
/** Every 5 hours and 40 minutes over three years, through all clock changes. */
const MOMENTS = Array.from({ length: 4_600 }, (_, index) => instant(new Date(Date.UTC(2024, 11, 1) + index * 20_400_000)));
const WALL_CLOCKS = [
  "2026-03-29 02:59",
  "2026-03-29 03:30",
  "2026-03-29 04:00",
  "2026-10-25 03:30",
  "2026-10-25 04:00",
  "2026-06-01 12:00",
];

const everything = (): unknown => ({
  days: MOMENTS.map((moment) => `${dayOf(moment, ZONE)} ${timeOf(moment, ZONE, "HH:mm:ss")}`),
  back: MOMENTS.map((moment) => atWallClock(dayOf(moment, ZONE) as Day, timeOf(moment, ZONE, "HH:mm:ss"), ZONE)),
  parsed: WALL_CLOCKS.map((text) => parseLocalTime(text, ZONE)),
  started: MOMENTS.slice(0, 400).map((moment, index) => startedDays(MOMENTS[0] as never, moment, ZONE) + index),
});

describe("the process's own zone", () => {
  it("gives the same days and times as the zone's formats do", () => {
    const byFormats = everything();
    const before = process.env.TZ;
    process.env.TZ = ZONE;
    trustProcessZone(ZONE);
    try {
      expect(everything()).toEqual(byFormats);
    } finally {
      // Assigning what is absent would name a zone `undefined`.
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
      trustProcessZone("");
    }
  });
});
