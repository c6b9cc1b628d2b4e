/**
 * Money, rates, days and quantities as they are printed. Written out by hand and not left to Intl, whose tables change with the
 * Node version: an issued document must come out the same bytes for six years. Spaces inside a figure never break (NBSP).
 */
import { type Day, dayOf, type Instant, timeOf } from "../kernel/dates.ts";
import type { BasisPoints, Cents } from "../kernel/money.ts";
import type { Language } from "../kernel/text.ts";

const NBSP = "\u00A0";
const MINUS = "\u2212";
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

const decimalMark = (language: Language): string => (language === "en" ? "." : ",");
const groupMark = (language: Language): string => (language === "en" ? "," : NBSP);
const grouped = (digits: string, language: Language): string => digits.replace(/\B(?=(\d{3})+$)/gu, groupMark(language));
const signOf = (value: number): string => (value < 0 ? MINUS : "");

/** `1 234,50 €` in Finnish and Swedish, `€1,234.50` in English; a minus is U+2212. */
export function formatMoney(amount: Cents, language: Language): string {
  const bare = formatAmount(amount, language).replace(MINUS, "");
  return signOf(amount) + (language === "en" ? `€${bare}` : `${bare}${NBSP}€`);
}

/** The same without the currency, for columns whose head names it: `1 234,50`. */
export function formatAmount(amount: Cents, language: Language): string {
  const digits = String(Math.abs(amount)).padStart(3, "0");
  return `${signOf(amount)}${grouped(digits.slice(0, -2), language)}${decimalMark(language)}${digits.slice(-2)}`;
}

/** `25,5 %` in Finnish and Swedish, `25.5%` in English; only the decimals that say something. */
export function formatRate(rate: BasisPoints, language: Language): string {
  const decimals = String(rate % 100)
    .padStart(2, "0")
    .replace(/0+$/u, "");
  const figure = grouped(String(Math.trunc(rate / 100)), language) + (decimals && decimalMark(language) + decimals);
  return language === "en" ? `${figure}%` : `${figure}${NBSP}%`;
}

/** `18.5.2026` in Finnish and Swedish, `18 May 2026` in English. */
export function formatDay(day: Day, language: Language): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  return language === "en" ? `${date}${NBSP}${MONTHS[month - 1]}${NBSP}${year}` : `${date}.${month}.${year}`;
}

/** Wall-clock time in a zone: `14.00` in Finnish and Swedish, `14:00` in English. */
const formatTime = (moment: Instant, zone: string, language: Language): string =>
  timeOf(moment, zone, language === "en" ? "HH:mm" : "HH.mm");

/** `18.5.2026 klo 14.00`, `18.5.2026 kl. 14.00`, `18 May 2026 at 14:00`, in a zone. */
export function formatDateTime(moment: Instant, zone: string, language: Language): string {
  const at = { fi: "klo", sv: "kl.", en: "at" }[language];
  return `${formatDay(dayOf(moment, zone), language)} ${at}${NBSP}${formatTime(moment, zone, language)}`;
}

/** A whole number with its thousands apart: `1 200`, `1,200`. */
export const formatCount = (count: number, language: Language): string => signOf(count) + grouped(String(Math.abs(count)), language);

type Forms = readonly [one: string, other: string];
const unit = (count: number, language: Language, forms: Readonly<Record<Language, Forms>>): string =>
  `${formatCount(count, language)}${NBSP}${forms[language][count === 1 ? 0 : 1]}`;

const YEAR: Readonly<Record<Language, Forms>> = { fi: ["vuosi", "vuotta"], sv: ["år", "år"], en: ["year", "years"] };
const MONTH: Readonly<Record<Language, Forms>> = { fi: ["kuukausi", "kuukautta"], sv: ["månad", "månader"], en: ["month", "months"] };
const DAY: Readonly<Record<Language, Forms>> = { fi: ["päivä", "päivää"], sv: ["dag", "dagar"], en: ["day", "days"] };
const HOUR: Readonly<Record<Language, Forms>> = { fi: ["tunti", "tuntia"], sv: ["timme", "timmar"], en: ["hour", "hours"] };
const MINUTE: Readonly<Record<Language, Forms>> = { fi: ["minuutti", "minuuttia"], sv: ["minut", "minuter"], en: ["minute", "minutes"] };

const twoUnits = (large: number, small: number, language: Language, forms: readonly [typeof YEAR, typeof YEAR]): string =>
  [large > 0 ? unit(large, language, forms[0]) : null, small > 0 || large === 0 ? unit(small, language, forms[1]) : null]
    .filter((text) => text !== null)
    .join(" ");

/** A number of months as years and months: `2 vuotta 2 kuukautta`, `2 years 2 months`; 24 is `2 vuotta`. */
export const formatMonths = (months: number, language: Language): string =>
  twoUnits(Math.trunc(months / 12), months % 12, language, [YEAR, MONTH]);

/** `1 päivä`, `3 päivää`, `3 days`. */
export const formatDays = (days: number, language: Language): string => unit(days, language, DAY);

/** A number of minutes as hours and minutes: `2 tuntia`, `1 hour 30 minutes`. */
export const formatMinutes = (minutes: number, language: Language): string =>
  twoUnits(Math.trunc(minutes / 60), minutes % 60, language, [HOUR, MINUTE]);

/** `25 mm`. */
export const formatSize = (millimetres: number, language: Language): string => `${formatCount(millimetres, language)}${NBSP}mm`;
