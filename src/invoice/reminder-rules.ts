/** How a desk reminds, within what the law allows: from `desk.json`, where everything may be left out. */
import type { CustomerKind } from "../contract/contract.ts";
import { UserError } from "../kernel/errors.ts";
import { type BasisPoints, type Cents, cents, parseAmount, parseRate } from "../kernel/money.ts";

/** As `desk.json` has it: `"reminders": { "consumer": { "fee": "5,00", "daysAfterDue": 14, "daysApart": 14, "daysToPay": 14 } }`. */
export type ReminderSettings = Readonly<Partial<Record<CustomerKind, Readonly<Partial<Record<keyof ReminderRule, string | number>>>>>>;

export interface ReminderRule {
  readonly fee: Cents;
  /** Days after the due day before the first one is sent. */
  readonly daysAfterDue: number;
  /** Days from one reminder to the next. */
  readonly daysApart: number;
  /** What a reminder gives to pay in. */
  readonly daysToPay: number;
}

/** Debt Collection Act (513/1999) 10 a §, and for businesses the custom of the trade: fees at most, days at least. */
const LIMITS: Readonly<Record<CustomerKind, ReminderRule>> = {
  consumer: { fee: cents(500), daysAfterDue: 14, daysApart: 14, daysToPay: 7 },
  business: { fee: cents(1_200), daysAfterDue: 1, daysApart: 10, daysToPay: 7 },
};

/** No fee unless the owner wants one: most people who forgot a letter come again, and a fee is the first thing they would remember. */
const USUAL: Readonly<Record<CustomerKind, ReminderRule>> = {
  consumer: { fee: cents(0), daysAfterDue: 14, daysApart: 14, daysToPay: 14 },
  business: { fee: cents(0), daysAfterDue: 10, daysApart: 10, daysToPay: 7 },
};

export function reminderRule(settings: ReminderSettings | undefined, kind: CustomerKind): ReminderRule {
  const own = settings?.[kind] ?? {};
  const days = (field: "daysAfterDue" | "daysApart" | "daysToPay"): number => Number(own[field] ?? USUAL[kind][field]);
  const fee = (own.fee === undefined ? null : parseAmount(String(own.fee))) ?? USUAL[kind].fee;
  return { fee, daysAfterDue: days("daysAfterDue"), daysApart: days("daysApart"), daysToPay: days("daysToPay") };
}

/** Reference rates that an owner has added: `"interest": { "2026H2": "2,5 %" }`. */
export function ratesFrom(added: Readonly<Record<string, string>> | undefined): Readonly<Record<string, BasisPoints>> {
  return Object.fromEntries(Object.entries(added ?? {}).flatMap(([half, rate]) => [[half, parseRate(rate) as BasisPoints]]));
}

const MOST_DAYS = 365;

/** What is wrong with them, each by the name of its field. */
export function reminderSettingProblems(reminders: unknown, interest: unknown): readonly UserError[] {
  return [...(reminders === undefined ? [] : ruleProblems(reminders)), ...(interest === undefined ? [] : rateProblems(interest))];
}

const isMap = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

function ruleProblems(reminders: unknown): readonly UserError[] {
  if (!isMap(reminders)) return [new UserError("settings-field-missing", { field: "reminders" })];
  return Object.entries(reminders).flatMap(([kind, rule]) => {
    const limits = kind === "consumer" || kind === "business" ? LIMITS[kind] : null;
    if (limits === null || !isMap(rule)) return [new UserError("settings-reminders", { field: `reminders.${kind}` })];
    return Object.entries(rule).flatMap(([name, value]) => {
      const field = `reminders.${kind}.${name}`;
      if (name === "fee")
        return feeWithin(value, limits.fee) ? [] : [new UserError("settings-reminder-fee", { field, most: limits.fee / 100 })];
      if (!Object.hasOwn(limits, name)) return [new UserError("settings-reminders", { field })];
      const least = limits[name as keyof ReminderRule];
      const within = Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= MOST_DAYS;
      return within ? [] : [new UserError("settings-reminder-days", { field, least, most: MOST_DAYS })];
    });
  });
}

const feeWithin = (value: unknown, most: Cents): boolean => {
  const fee = typeof value === "string" ? parseAmount(value) : null;
  return fee !== null && fee <= most;
};

function rateProblems(interest: unknown): readonly UserError[] {
  if (!isMap(interest)) return [new UserError("settings-field-missing", { field: "interest" })];
  return Object.entries(interest).flatMap(([half, rate]) =>
    /^20\d{2}H[12]$/u.test(half) && typeof rate === "string" && parseRate(rate) !== null
      ? []
      : [new UserError("settings-interest", { field: `interest.${half}` })],
  );
}
