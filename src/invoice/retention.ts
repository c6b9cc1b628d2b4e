/**
 * How long a contract and what hangs on it are kept. Source: Accounting Act (1336/1997) chapter 2, section 10: vouchers are kept six years
 * from the end of the calendar year in which the financial year ended.
 */
import { type Day, day } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";

declare const yearEndBrand: unique symbol;

/** The last day of the firm's financial year, as `MM-DD`. */
export type YearEnd = string & { readonly [yearEndBrand]: true };

export const CALENDAR_YEAR = "12-31" as YearEnd;

const VOUCHER_YEARS = 6;

/** The last days of months; February ends where the year at hand ends it. */
const LAST_DAY = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** @returns null for what is no day of every year. */
export function parseYearEnd(text: string): YearEnd | null {
  const [, month = "", dayOfMonth = ""] = /^(\d{2})-(\d{2})$/u.exec(text) ?? [];
  const last = LAST_DAY[Number(month) - 1];
  return last !== undefined && Number(dayOfMonth) >= 1 && Number(dayOfMonth) <= last ? (text as YearEnd) : null;
}

/** What `desk.json` may say of it. */
export function yearEndProblems(given: unknown): readonly UserError[] {
  if (given === undefined || (typeof given === "string" && parseYearEnd(given) !== null)) return [];
  return [new UserError("settings-year-end")];
}

/**
 * The last day on which something must still be there.
 * @param happened the last day on which anything was entered about it.
 */
export function keptUntil(happened: Day, yearEnd: YearEnd): Day {
  const year = Number(happened.slice(0, 4));
  // A year that ends on the last of February ends on the 29th in a leap year, too.
  const end = yearEnd === "02-28" ? "02-29" : yearEnd;
  const endsIn = happened.slice(5) <= end ? year : year + 1;
  return day(`${endsIn + VOUCHER_YEARS}-12-31`);
}
