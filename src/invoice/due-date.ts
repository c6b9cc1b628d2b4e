/** When a billing is to be paid or paid back: one day for the whole settlement. */
import type { PaymentRule } from "../contract/terms.ts";
import { businessDayFrom, type Calendar } from "../kernel/calendar.ts";
import { type Day, plusDays } from "../kernel/dates.ts";
import type { DocumentKind } from "./billing.ts";

/** Interest on damages runs 30 days after a claim that states the sum and its grounds (Interest Act 633/1982, 7 §). */
export const DAYS_FOR_A_CLAIM = 30;

/** The later of the due days of the documents that leave something to pay; never on a day when no bank works. Null when there is none. */
export function dueDate(kinds: readonly DocumentKind[], issuedOn: Day, payment: PaymentRule, calendar: Calendar): Day | null {
  if (kinds.length === 0) return null;
  const days = kinds.map((kind) => (kind === "damagesStatement" ? Math.max(DAYS_FOR_A_CLAIM, payment.daysNet) : payment.daysNet));
  return businessDayFrom(calendar, plusDays(issuedOn, Math.max(...days)));
}

/** The day until which the firm pays back: it takes no longer than the terms give the customer to pay. Never on a day when no bank works. */
export const refundDate = (issuedOn: Day, payment: PaymentRule, calendar: Calendar): Day =>
  businessDayFrom(calendar, plusDays(issuedOn, payment.daysNet));
