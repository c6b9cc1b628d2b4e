/** Money, rates, counts, days and lengths, read from their digits: no figure ever passes through a float. */
import { type Day, type Instant, parseDay, parseLocalTime } from "../../kernel/dates.ts";
import { type BasisPoints, type Cents, MOST, parseAmount, parseRate } from "../../kernel/money.ts";
import { quoted } from "./quoted.ts";
import { type Read, type Reading, scalar, wrong } from "./scalar.ts";

/** Characters that look like a minus. */
const MINUS = /^[-−–]/u;

export function readAmount(text: string): Reading<Cents> {
  const value = parseAmount(text);
  if (value !== null) return { value };
  if (MINUS.test(text)) return wrong("negative", `${quoted(text)} is negative: write a sum of at least 0.00`);
  if (/[€]|eur/iu.test(text)) return wrong("not-a-sum", `${quoted(text)} is not a sum: leave the currency out, all sums are euros`);
  if (/^\d+[.,]\d{3,}$/u.test(text))
    return wrong("not-a-sum", `${quoted(text)} is not a sum: write at most two decimals, and thousands without a mark`);
  if (/^\d+(?:[.,]\d{1,2})?$/u.test(text)) return wrong("too-large", `${quoted(text)} is above the largest sum, ${MOST / 100}`);
  return wrong("not-a-sum", `${quoted(text)} is not a sum: write euros and cents like 89.00`);
}
export const amount = (description: string) => scalar(readAmount, { description, examples: ["89.00"], type: ["string", "number"] });

export function readRate(text: string): Reading<BasisPoints> {
  const value = parseRate(text);
  if (value !== null) return { value };
  if (MINUS.test(text)) return wrong("negative", `${quoted(text)} is negative: write a share like 25 %`);
  if (/^\d+(?:[.,]\d+)?$/u.test(text)) return wrong("not-a-rate", `${quoted(text)} has no per cent sign: write ${text} %`);
  if (/^\d+(?:[.,]\d+)?\s*%$/u.test(text))
    return wrong("not-a-rate", `${quoted(text)} is not a share we can use: at most two decimals and 1000 %`);
  return wrong("not-a-rate", `${quoted(text)} is not a share: write it like 25 %`);
}
/** A share; `most` in whole per cent. */
export const rate = (description: string, most = 1_000) =>
  scalar(
    (text) => {
      const reading = readRate(text);
      if ("value" in reading && reading.value > most * 100) return wrong("too-large", `${quoted(text)} is more than ${most} %`);
      return reading;
    },
    { description, examples: ["25 %"] },
  );

/** Whole numbers from `least` to `most`. */
export function readCount(text: string, least: number, most: number): Reading<number> {
  if (MINUS.test(text)) return wrong("negative", `${quoted(text)} is negative: write ${least} or more`);
  if (/^\d+[.,]\d+$/u.test(text))
    return wrong("not-whole", `${quoted(text)} is not a whole number: write ${least} or more, without decimals`);
  if (!/^\d+$/u.test(text)) return wrong("not-a-number", `${quoted(text)} is not a number: write it in digits, ${least} or more`);
  const digits = text.replace(/^0+(?=\d)/u, "");
  const value = digits.length > 10 ? Number.POSITIVE_INFINITY : Number(digits);
  if (value > most) return wrong("too-large", `${quoted(text)} is too many: at most ${most}`);
  if (value < least) return wrong("too-small", `${quoted(text)} is too few: write ${least} or more`);
  return { value };
}
export const count = (description: string, least = 1, most = 1_000_000) =>
  scalar((text) => readCount(text, least, most), { description, type: ["string", "number"] });

export function readDay(text: string): Reading<Day> {
  const value = parseDay(text);
  if (value !== null) return { value };
  if (/^\d{4}-\d{2}-\d{2}$/u.test(text)) return wrong("no-such-day", `there is no ${quoted(text)} in the calendar`);
  return wrong("not-a-day", `${quoted(text)} is not a day: write it like 2026-05-18`);
}
export const calendarDay = (description: string) =>
  scalar(readDay, { description, examples: ["2026-05-18"], pattern: "^\\d{4}-\\d{2}-\\d{2}$" });

const LOCAL_TIME = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}):(\d{2})(?::(\d{2}))?$/u;

/** The wall clock of the desk. */
export function readLocalTime(text: string, zone: string): Reading<Instant> {
  const value = parseLocalTime(text, zone);
  if (value !== null) return { value };
  const match = LOCAL_TIME.exec(text);
  if (!match) return wrong("not-a-time", `${quoted(text)} is not a time: write day and time like 2026-05-18 12:00`);
  if (parseDay(match[1] as string) === null) return wrong("no-such-day", `there is no ${quoted(match[1] as string)} in the calendar`);
  if (Number(match[2]) > 23 || Number(match[3]) > 59 || Number(match[4] ?? 0) > 59) {
    return wrong("no-such-time", `${quoted(text)} is not a time of day: hours go to 23, minutes and seconds to 59`);
  }
  return wrong("no-such-time", `${quoted(text)} does not exist: the clocks are put forward over it that night`);
}
export const localTime = (description: string, zone: string) =>
  scalar((text) => readLocalTime(text, zone), {
    description,
    examples: ["2026-05-18 12:00"],
    pattern: "^\\d{4}-\\d{2}-\\d{2}[ T]\\d{2}:\\d{2}(:\\d{2})?$",
  });

/** A number with its unit: `8 years`. Units map to how many of the smallest they are. */
const measure =
  (units: Readonly<Record<string, number>>, most: number, example: string): Read<number> =>
  (text) => {
    const match = /^(\d{1,6})(?:[.,](\d))?\s*(\p{L}+)$/u.exec(text);
    const unit = new Map(Object.entries(units)).get((match?.[3] ?? "").toLowerCase());
    if (!match || unit === undefined) {
      return wrong("not-a-measure", `${quoted(text)} cannot be read: write a number and its unit, like ${example}`);
    }
    const tenths = Number(match[1]) * 10 + Number(match[2] ?? "0");
    const value = (tenths * unit) / 10;
    if (!Number.isInteger(value)) return wrong("not-whole", `${quoted(text)} does not come to a whole number: write it in a smaller unit`);
    if (value > most) return wrong("too-large", `${quoted(text)} is too long: is the unit right?`);
    return { value };
  };

/** Months, up to a hundred years. */
export const readMonths = measure({ y: 12, year: 12, years: 12, month: 1, months: 1 }, 1_200, "8 years or 18 months");
export const months = (description: string) => scalar(readMonths, { description, examples: ["8 years", "18 months"] });

/** Minutes, up to 31 days. */
const readMinutes = measure(
  { min: 1, minute: 1, minutes: 1, h: 60, hour: 60, hours: 60, day: 1_440, days: 1_440 },
  44_640,
  "2 h or 30 min",
);
export const minutes = (description: string) => scalar(readMinutes, { description, examples: ["2 h", "30 min"] });

/** Millimetres, up to ten metres. */
const readMillimetres = measure({ mm: 1, cm: 10 }, 10_000, "25 mm or 2.5 cm");
export const millimetres = (description: string) => scalar(readMillimetres, { description, examples: ["25 mm", "2.5 cm"] });
