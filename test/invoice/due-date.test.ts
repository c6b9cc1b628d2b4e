import { describe, expect, test } from "vitest";
import type { DocumentKind } from "../../src/invoice/billing.ts";
import { dueDate, refundDate } from "../../src/invoice/due-date.ts";
import { day } from "../../src/kernel/dates.ts";
import { buildTerms } from "../support/build-terms.ts";

const calendar = { holidays: new Set([day("2026-06-19"), day("2026-12-24"), day("2026-12-25")]) };
const dueOf = (kinds: DocumentKind[], issuedOn: string, daysNet = 14) =>
  dueDate(kinds, day(issuedOn), { ...buildTerms().payment, daysNet }, calendar);

describe("the due date", () => {
  test("an invoice is due by the terms", () => expect(dueOf(["invoice"], "2026-05-20")).toBe("2026-06-03"));
  test("a damages claim is due in 30 days at the earliest", () => {
    expect(dueOf(["damagesStatement"], "2026-05-19")).toBe("2026-06-18");
    expect(dueOf(["damagesStatement"], "2026-05-19", 45)).toBe("2026-07-03");
  });
  test("of both, the later", () => expect(dueOf(["invoice", "damagesStatement"], "2026-05-19")).toBe("2026-06-18"));
  test("never on a weekend or a holiday", () => {
    expect(dueOf(["invoice"], "2026-05-23")).toBe("2026-06-08");
    expect(dueOf(["damagesStatement"], "2026-05-20")).toBe("2026-06-22");
    expect(dueOf(["damagesStatement"], "2026-11-24")).toBe("2026-12-28");
  });
  test("a refund is paid by the day the customer would have to pay", () => {
    expect(refundDate(day("2026-05-20"), buildTerms().payment, calendar)).toBe("2026-06-03");
    expect(refundDate(day("2026-05-23"), buildTerms().payment, calendar)).toBe("2026-06-08");
  });
  test("nothing to pay, no due date", () => expect(dueOf([], "2026-05-20")).toBeNull());
});
