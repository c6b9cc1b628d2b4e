/** Where an entry stands that came after its month was closed. */
import { describe, expect, test } from "vitest";
import { bookVouchers } from "../../../src/invoice/books/book-vouchers.ts";
import { bookedOn, type Closing, closedUntil, closingOf } from "../../../src/invoice/books/closing.ts";
import { aboutBilling, type Voucher, voucherOfPayment, voucherOfReminder } from "../../../src/invoice/books/vouchers.ts";
import { day, instant } from "../../../src/kernel/dates.ts";
import { cents, ZERO } from "../../../src/kernel/money.ts";
import { buildBilling, buildPartyContract } from "../../support/build-billing.ts";

const closed = (month: string, to: string, at: string): Closing => ({ month, to: day(to), at: instant(at), by: "mira", sha256: "" });
const MAY = closed("2026-05", "2026-05-31", "2026-06-03T08:00:00Z");
const JUNE = closed("2026-06", "2026-06-30", "2026-07-02T08:00:00Z");

describe("a day", () => {
  test.each([
    ["2026-05-28", "2026-06-03T08:00:00Z", "2026-05-28"],
    ["2026-05-28", "2026-06-03T08:00:01Z", "2026-06-01"],
    ["2026-06-01", "2026-06-03T08:00:01Z", "2026-06-01"],
    ["2026-05-28", "2026-07-02T08:00:01Z", "2026-07-01"],
    ["2026-04-02", "2026-06-20T08:00:00Z", "2026-06-01"],
  ])("%s recorded %s is booked on %s", (own, at, booked) => {
    expect(bookedOn(day(own), instant(at), [MAY, JUNE])).toBe(booked);
  });

  test("is closed by the first closing of its month or a later one", () => {
    expect(closedUntil([])).toBeNull();
    expect(closedUntil([JUNE, MAY])).toBe("2026-06-30");
    expect(closingOf(day("2026-05-31"), [JUNE, MAY])).toBe(JUNE);
    expect(closingOf(day("2026-07-01"), [JUNE, MAY])).toBeNull();
  });
});

describe("vouchers", () => {
  const about = aboutBilling(buildBilling({ contract: buildPartyContract(), charges: [] }));
  const payment = voucherOfPayment(about, "K-1", day("2026-05-28"), "bank", cents(5000));
  const reminder = voucherOfReminder(about, "K-1", day("2026-05-29"), { fee: cents(500), interest: ZERO });
  const shown = (vouchers: ReturnType<typeof bookVouchers>) =>
    vouchers.map(({ kind, day: own, bookedOn: on, entries }) => [kind, own, on, entries[0]?.debit ?? 0]);
  /** What is known from which moment on. */
  const knownFrom =
    (...steps: readonly [from: string, vouchers: readonly Voucher[]][]) =>
    (moment: string | null): readonly Voucher[] =>
      steps.filter(([from]) => moment === null || instant(from) <= moment).at(-1)?.[1] ?? [];

  test("without closings stand on their own days", () => {
    expect(shown(bookVouchers([], [instant("2026-06-09T08:00:00Z")], () => [payment, reminder]))).toEqual([
      ["payment", "2026-05-28", "2026-05-28", 5000],
      ["reminder", "2026-05-29", "2026-05-29", 500],
    ]);
  });

  test("that a late payment undoes stay where they were written and are taken back in the open month", () => {
    const at = ["2026-05-29T08:00:00Z", "2026-06-09T08:00:00Z"] as const;
    const known = knownFrom([at[0], [reminder]], [at[1], [payment]]);
    const books = [
      ["reminder", "2026-05-29", "2026-05-29", 500],
      ["reminder", "2026-05-29", "2026-06-01", 0],
      ["payment", "2026-05-28", "2026-06-01", 5000],
    ];
    const moments = at.map((one) => instant(one));
    expect(shown(bookVouchers([MAY], moments, known))).toEqual(books);
    expect(shown(bookVouchers([MAY, JUNE], moments, known))).toEqual(books);
  });

  test("that count again after that are booked anew in the month that is open then", () => {
    const at = ["2026-05-29T08:00:00Z", "2026-06-09T08:00:00Z", "2026-07-09T08:00:00Z"] as const;
    const known = knownFrom([at[0], [reminder]], [at[1], []], [at[2], [reminder]]);
    const moments = at.map((one) => instant(one));
    expect(shown(bookVouchers([MAY, JUNE], moments, known))).toEqual([
      ["reminder", "2026-05-29", "2026-05-29", 500],
      ["reminder", "2026-05-29", "2026-06-01", 0],
      ["reminder", "2026-05-29", "2026-07-01", 500],
    ]);
    expect(shown(bookVouchers([MAY], moments, known))).toEqual([["reminder", "2026-05-29", "2026-05-29", 500]]);
  });

  test("two that are alike are two", () => {
    const at = ["2026-05-28T08:00:00Z", "2026-06-09T08:00:00Z"] as const;
    const known = knownFrom([at[0], [payment]], [at[1], [payment, payment]]);
    expect(
      shown(
        bookVouchers(
          [MAY],
          at.map((one) => instant(one)),
          known,
        ),
      ),
    ).toEqual([
      ["payment", "2026-05-28", "2026-05-28", 5000],
      ["payment", "2026-05-28", "2026-06-01", 5000],
    ]);
  });
});
