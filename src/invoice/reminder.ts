/** A reminder: what is still open, kindly said, with a new day to pay. Frozen once it is issued; it changes no document. */
import type { Customer } from "../contract/contract.ts";
import type { PaymentRule } from "../contract/terms.ts";
import { businessDayFrom, type Calendar } from "../kernel/calendar.ts";
import { type Day, type Instant, plusDays } from "../kernel/dates.ts";
import { add, type Cents, subtract, sum, ZERO } from "../kernel/money.ts";
import type { Language } from "../kernel/text.ts";
import type { Account } from "./account.ts";
import type { Billing, Firm, ReplyPromise } from "./billing.ts";
import type { InterestPart } from "./interest.ts";
import type { ReminderRule } from "./reminder-rules.ts";

export interface Reminder {
  readonly schemaVersion: 1;
  /** Counts from 1 in a settlement: the first is a friendly note, the next says what happens then. */
  readonly number: number;
  readonly inspection: string;
  readonly contract: string;
  readonly documents: readonly { readonly kind: Billing["documents"][number]["kind"]; readonly number: string; readonly total: Cents }[];
  readonly customer: Customer;
  readonly firm: Firm;
  readonly language: Language;
  readonly issuedOn: Day;
  readonly billedOn: Day;
  /** The bill's own due day. */
  readonly firstDueDate: Day;
  /** What has been paid of the bill. */
  readonly paid: Cents;
  /** What was open before this reminder, earlier reminders counted. */
  readonly open: Cents;
  /** What of it is not asked for while cases look into lines of the bill; left out where there are none. */
  readonly held?: { readonly amount: Cents; readonly cases: readonly string[] };
  readonly fee: Cents;
  readonly interest: readonly InterestPart[];
  readonly interestRule: PaymentRule["interest"];
  /** open − held + fee + interest. */
  readonly toPay: Cents;
  readonly dueDate: Day;
  readonly reference: string;
  readonly rfReference: string;
  readonly reply: ReplyPromise;
}

export interface IssuedReminder {
  readonly id: number;
  /** Database key of the billing it is about. */
  readonly billing: number;
  readonly reminder: Reminder;
  /** Of the canonical JSON of `reminder`, lower-case hex. */
  readonly sha256: string;
  readonly issuedAt: Instant;
  readonly issuedBy: string;
  /** The stored PDF; null until it is rendered. */
  readonly pdf: { readonly sha256: string; readonly name: string } | null;
}

/** What of the bill a reminder asks for, without its own fee and interest. */
export const askedFor = ({ open, held }: Pick<Reminder, "open" | "held">): Cents => subtract(open, held?.amount ?? ZERO);

/** The interest of a reminder in all. */
export const interestIn = ({ interest }: Pick<Reminder, "interest">): Cents => sum(interest.map(({ amount }) => amount));

/**
 * Whether somebody sees a line of the settlement differently, and it has not been credited. Nobody is reminded of such a settlement, nor
 * of what an open case is about.
 * @param credited the charges that credit notes have given back.
 */
export const isDisputed = (billing: Billing, credited: readonly string[]): boolean =>
  billing.charges.some(({ id, disputed }) => disputed && !credited.includes(id));

/** The first day on which the next reminder may be sent: the waiting days are over, and so is what the last one gave to pay in. */
export function remindableFrom(dueDate: Day, earlier: readonly Reminder[], rule: ReminderRule): Day {
  const last = earlier.at(-1);
  if (!last) return plusDays(dueDate, rule.daysAfterDue);
  const [apart, over] = [plusDays(last.issuedOn, rule.daysApart), plusDays(last.dueDate, 1)];
  return apart > over ? apart : over;
}

export interface ReminderFacts {
  /** As it was issued. */
  readonly billing: Billing;
  readonly account: Account;
  readonly earlier: readonly Reminder[];
  readonly rule: ReminderRule;
  readonly held: NonNullable<Reminder["held"]> | null;
  readonly interest: readonly InterestPart[];
  readonly interestRule: PaymentRule["interest"];
  readonly today: Day;
  readonly calendar: Calendar;
  readonly reply: ReplyPromise;
}

/** @throws RangeError when nothing was ever to be paid. */
export function planReminder(facts: ReminderFacts): Reminder {
  const { billing, account, rule, today } = facts;
  const { reference, rfReference, dueDate } = billing.settlement;
  if (reference === null || rfReference === null || dueDate === null) throw new RangeError("nothing was to be paid");
  return {
    schemaVersion: 1,
    number: facts.earlier.length + 1,
    inspection: billing.inspection,
    contract: billing.contract,
    documents: billing.documents.map(({ kind, number, total }) => ({ kind, number: number as string, total })),
    customer: billing.customer,
    firm: billing.firm,
    language: billing.language,
    issuedOn: today,
    billedOn: billing.issuedOn,
    firstDueDate: dueDate,
    paid: account.payments,
    open: account.open,
    ...(facts.held === null ? {} : { held: facts.held }),
    fee: rule.fee,
    interest: facts.interest,
    interestRule: facts.interestRule,
    toPay: add(add(subtract(account.open, facts.held?.amount ?? ZERO), rule.fee), interestIn(facts)),
    dueDate: businessDayFrom(facts.calendar, plusDays(today, rule.daysToPay)),
    reference,
    rfReference,
    reply: facts.reply,
  };
}
