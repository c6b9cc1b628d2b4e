import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { day, instant } from "../../src/kernel/dates.ts";
import { basisPoints, cents, MOST, parseAmount, parseRate } from "../../src/kernel/money.ts";
import { LANGUAGES } from "../../src/kernel/text.ts";
import {
  formatAmount,
  formatCount,
  formatDateTime,
  formatDay,
  formatDays,
  formatMinutes,
  formatMoney,
  formatMonths,
  formatRate,
  formatSize,
} from "../../src/language/format.ts";

/** As somebody would type it. */
const typed = (text: string): string => text.replaceAll("\u00A0", " ");
/** NBSP written as ~ so that it can be seen. */
const seen = (text: string): string => text.replaceAll("\u00A0", "~");
const inAll = (format: (language: (typeof LANGUAGES)[number]) => string): string[] => LANGUAGES.map((language) => seen(format(language)));

describe("money", () => {
  test.each([
    [0, ["0,00~€", "0,00~€", "€0.00"]],
    [5, ["0,05~€", "0,05~€", "€0.05"]],
    [6490, ["64,90~€", "64,90~€", "€64.90"]],
    [123_450, ["1~234,50~€", "1~234,50~€", "€1,234.50"]],
    [99_999_999_999, ["999~999~999,99~€", "999~999~999,99~€", "€999,999,999.99"]],
    [-15_000, ["\u2212150,00~€", "\u2212150,00~€", "\u2212€150.00"]],
  ])("%i cents", (amount, expected) => {
    expect(inAll((language) => formatMoney(cents(amount), language))).toEqual(expected);
  });

  test("what is printed in Finnish or Swedish reads back as the same cents", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MOST }), fc.constantFrom("fi" as const, "sv" as const), (amount, language) => {
        expect(parseAmount(typed(formatAmount(cents(amount), language)))).toBe(amount);
      }),
    );
  });
});

describe("rates", () => {
  test.each([
    [2550, ["25,5~%", "25,5~%", "25.5%"]],
    [2400, ["24~%", "24~%", "24%"]],
    [1355, ["13,55~%", "13,55~%", "13.55%"]],
    [5, ["0,05~%", "0,05~%", "0.05%"]],
    [15_000, ["150~%", "150~%", "150%"]],
    [0, ["0~%", "0~%", "0%"]],
  ])("%i basis points", (rate, expected) => {
    expect(inAll((language) => formatRate(basisPoints(rate), language))).toEqual(expected);
  });

  test("what is printed reads back as the same rate", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999 }), fc.constantFrom("fi" as const, "sv" as const, "en" as const), (rate, language) => {
        expect(parseRate(typed(formatRate(basisPoints(rate), language)))).toBe(rate);
      }),
    );
  });
});

test("days and moments in the desk's zone", () => {
  expect(inAll((language) => formatDay(day("2026-05-08"), language))).toEqual(["8.5.2026", "8.5.2026", "8~May~2026"]);
  expect(inAll((language) => formatDateTime(instant("2026-05-20T21:05:00Z"), "Europe/Helsinki", language))).toEqual([
    "21.5.2026 klo~00.05",
    "21.5.2026 kl.~00.05",
    "21~May~2026 at~00:05",
  ]);
});

describe("quantities", () => {
  test.each([
    [1, ["1~kuukausi", "1~månad", "1~month"]],
    [0, ["0~kuukautta", "0~månader", "0~months"]],
    [12, ["1~vuosi", "1~år", "1~year"]],
    [26, ["2~vuotta 2~kuukautta", "2~år 2~månader", "2~years 2~months"]],
  ])("%i months", (months, expected) => {
    expect(inAll((language) => formatMonths(months, language))).toEqual(expected);
  });

  test("counts, days, minutes and sizes", () => {
    expect(inAll((language) => formatCount(1_200, language))).toEqual(["1~200", "1~200", "1,200"]);
    expect(inAll((language) => formatDays(1, language))).toEqual(["1~päivä", "1~dag", "1~day"]);
    expect(inAll((language) => formatDays(3, language))).toEqual(["3~päivää", "3~dagar", "3~days"]);
    expect(inAll((language) => formatMinutes(120, language))).toEqual(["2~tuntia", "2~timmar", "2~hours"]);
    expect(inAll((language) => formatMinutes(61, language))).toEqual(["1~tunti 1~minuutti", "1~timme 1~minut", "1~hour 1~minute"]);
    expect(inAll((language) => formatSize(25, language))).toEqual(["25~mm", "25~mm", "25~mm"]);
  });
});
