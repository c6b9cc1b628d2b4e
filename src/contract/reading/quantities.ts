/** Money, rates, counts, days and lengths, read from their digits: no figure ever passes through a float. */
import { type Day, type Instant, parseDay, parseLocalTime } from "../../kernel/dates.ts";
import { type BasisPoints, type Cents, MOST, parseAmount, parseRate } from "../../kernel/money.ts";
import { type Read, type Reading, scalar, wrong } from "./scalar.ts";
import { shortened } from "./shortened.ts";

/** Characters that look like a minus. */
const MINUS = /^[-−–]/u;

export function readAmount(text: string): Reading<Cents> {
  const value = parseAmount(text);
  if (value !== null) return { value };
  if (MINUS.test(text)) return wrong("negative-sum", { text: shortened(text) });
  if (/[€]|eur/iu.test(text)) return wrong("sum-with-currency", { text: shortened(text) });
  if (/^\d+[.,]\d{3,}$/u.test(text)) return wrong("sum-decimals", { text: shortened(text) });
  if (/^\d+(?:[.,]\d{1,2})?$/u.test(text)) return wrong("sum-too-large", { text: shortened(text), most: MOST / 100 });
  return wrong("not-a-sum", { text: shortened(text) });
}
export const amount = (description: string) => scalar(readAmount, { description, examples: ["89.00"], type: ["string", "number"] });

export function readRate(text: string): Reading<BasisPoints> {
  const value = parseRate(text);
  if (value !== null) return { value };
  if (MINUS.test(text)) return wrong("negative-rate", { text: shortened(text) });
  if (/^\d+(?:[.,]\d+)?$/u.test(text)) return wrong("rate-without-sign", { text: shortened(text) });
  if (/^\d+(?:[.,]\d+)?\s*%$/u.test(text)) return wrong("rate-decimals", { text: shortened(text) });
  return wrong("not-a-rate", { text: shortened(text) });
}
/** A share; `most` in whole per cent. */
export const rate = (description: string, most = 1_000) =>
  scalar(
    (text) => {
      const reading = readRate(text);
      if ("value" in reading && reading.value > most * 100) return wrong("rate-too-large", { text: shortened(text), most });
      return reading;
    },
    { description, examples: ["25 %"] },
  );

/** Whole numbers from `least` to `most`. */
export function readCount(text: string, least: number, most: number): Reading<number> {
  if (MINUS.test(text)) return wrong("negative-count", { text: shortened(text), least });
  if (/^\d+[.,]\d+$/u.test(text)) return wrong("count-with-decimals", { text: shortened(text), least });
  if (!/^\d+$/u.test(text)) return wrong("not-a-number", { text: shortened(text), least });
  const digits = text.replace(/^0+(?=\d)/u, "");
  const value = digits.length > 10 ? Number.POSITIVE_INFINITY : Number(digits);
  if (value > most) return wrong("count-too-large", { text: shortened(text), most });
  if (value < least) return wrong("count-too-small", { text: shortened(text), least });
  return { value };
}
export const count = (description: string, least = 1, most = 1_000_000) =>
  scalar((text) => readCount(text, least, most), { description, type: ["string", "number"] });

export function readDay(text: string): Reading<Day> {
  const value = parseDay(text);
  if (value !== null) return { value };
  if (/^\d{4}-\d{2}-\d{2}$/u.test(text)) return wrong("no-such-day", { text: shortened(text) });
  return wrong("not-a-day", { text: shortened(text) });
}
export const calendarDay = (description: string) =>
  scalar(readDay, { description, examples: ["2026-05-18"], pattern: "^\\d{4}-\\d{2}-\\d{2}$" });

const LOCAL_TIME = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}):(\d{2})(?::(\d{2}))?$/u;

/** The wall clock of the desk. */
export function readLocalTime(text: string, zone: string): Reading<Instant> {
  const value = parseLocalTime(text, zone);
  if (value !== null) return { value };
  const match = LOCAL_TIME.exec(text);
  if (!match) return wrong("not-a-time", { text: shortened(text) });
  if (parseDay(match[1] as string) === null) return wrong("no-such-day", { text: match[1] as string });
  if (Number(match[2]) > 23 || Number(match[3]) > 59 || Number(match[4] ?? 0) > 59) {
    return wrong("no-such-time", { text: shortened(text) });
  }
  return wrong("skipped-time", { text: shortened(text) });
}
export const localTime = (description: string, zone: string) =>
  scalar((text) => readLocalTime(text, zone), {
    description,
    examples: ["2026-05-18 12:00"],
    pattern: "^\\d{4}-\\d{2}-\\d{2}[ T]\\d{2}:\\d{2}(:\\d{2})?$",
  });

/** A number with its unit: `8 years`. Units map to how many of the smallest they are. */
const measure =
  (units: Readonly<Record<string, number>>, most: number, kind: "months" | "minutes" | "millimetres"): Read<number> =>
  (text) => {
    const match = /^(\d{1,6})(?:[.,](\d))?\s*(\p{L}+)$/u.exec(text);
    const unit = new Map(Object.entries(units)).get((match?.[3] ?? "").toLowerCase());
    if (!match || unit === undefined) {
      return wrong("not-a-measure", { text: shortened(text), kind });
    }
    const tenths = Number(match[1]) * 10 + Number(match[2] ?? "0");
    const value = (tenths * unit) / 10;
    if (!Number.isInteger(value)) return wrong("measure-not-whole", { text: shortened(text) });
    if (value > most) return wrong("measure-too-large", { text: shortened(text) });
    return { value };
  };

/** Months, up to a hundred years. */
export const readMonths = measure({ y: 12, year: 12, years: 12, month: 1, months: 1 }, 1_200, "months");
export const months = (description: string) => scalar(readMonths, { description, examples: ["8 years", "18 months"] });

/** Minutes, up to 31 days. */
const readMinutes = measure({ min: 1, minute: 1, minutes: 1, h: 60, hour: 60, hours: 60, day: 1_440, days: 1_440 }, 44_640, "minutes");
export const minutes = (description: string) => scalar(readMinutes, { description, examples: ["2 h", "30 min"] });

/** Millimetres, up to ten metres. */
const readMillimetres = measure({ mm: 1, cm: 10 }, 10_000, "millimetres");
export const millimetres = (description: string) => scalar(readMillimetres, { description, examples: ["25 mm", "2.5 cm"] });
