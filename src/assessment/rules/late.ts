/** Step 3: started periods of delay × the amount a period, cut by the rule's own cap. */
import type { ContractLine } from "../../contract/contract.ts";
import type { LateRule, VatTreatment } from "../../contract/terms.ts";
import { isBusinessDay } from "../../kernel/calendar.ts";
import { atWallClock, dayOf, type Instant, minutesBetween, plusDays, plusMinutes, sameTimeLater, startedDays } from "../../kernel/dates.ts";
import { type Cents, multiply, shareOf } from "../../kernel/money.ts";
import { raised } from "../adjustments/share-out.ts";
import type { TraceStep, TraceValue } from "../assessment.ts";
import { basisOf } from "../basis.ts";
import type { Context } from "../context.ts";
import type { UnitPrice } from "../draft.ts";
import { traced } from "../trace.ts";
import { claimAsCharged } from "../vat-treatment.ts";
import { currentValue, type Figure } from "./value.ts";

/** How late the goods came back, in the rule's periods. */
export interface Delay {
  /** 0 within the grace, or when only closed days lie in between. */
  readonly periods: number;
  /** Nothing counts. */
  readonly forgiven: boolean;
}

const isOpen = (context: Context, from: Instant): boolean => isBusinessDay(context.facts.calendar, dayOf(from, context.zone));

/** Started days of which the first moment falls on a day the desk is open: nobody is late for a closed door. */
function openDays(context: Context, days: number): number {
  let open = 0;
  for (let index = 0; index < days; index += 1) if (isOpen(context, sameTimeLater(context.due, index, context.zone))) open += 1;
  return open;
}

/** Minutes of the delay that fall on open days. */
function openMinutes(context: Context, back: Instant): number {
  let minutes = 0;
  let from = context.due;
  while (from < back) {
    const midnight = atWallClock(plusDays(dayOf(from, context.zone), 1), "00:00:00", context.zone);
    const to = midnight < back ? midnight : back;
    if (isOpen(context, from)) minutes += (Date.parse(to) - Date.parse(from)) / 60_000;
    from = to;
  }
  return minutes;
}

function periodsUntil(context: Context, rule: LateRule, back: Instant): number {
  const skips = rule.closedDays === "skipped";
  if (rule.period === "hour") {
    const minutes = skips ? openMinutes(context, back) : (Date.parse(back) - Date.parse(context.due)) / 60_000;
    return Math.ceil(minutes / 60);
  }
  const days = startedDays(context.due, back, context.zone);
  const counted = skips ? openDays(context, days) : days;
  return rule.period === "week" ? Math.ceil(counted / 7) : counted;
}

/** Of goods that came back after they were due. */
export const delayBy = (context: Context, rule: LateRule): Delay => context.once(`delay/${rule.id}`, () => reckonDelay(context, rule));

function reckonDelay(context: Context, rule: LateRule): Delay {
  const { due, back } = context;
  if (Date.parse(back) - Date.parse(due) <= rule.graceMinutes * 60_000) return { periods: 0, forgiven: true };
  const until = rule.graceDeducted ? plusMinutes(back, -rule.graceMinutes) : back;
  const periods = periodsUntil(context, rule, until);
  return { periods, forgiven: periods === 0 };
}

/** Due and back at the desk's wall clock, for the sentences. */
export const delayValues = (context: Context): Readonly<Record<"due" | "back" | "delay", TraceValue>> =>
  context.once("delay", () => ({
    due: { moment: context.due, zone: context.zone },
    back: { moment: context.back, zone: context.zone },
    delay: { minutes: Math.max(0, minutesBetween(context.due, context.back)) },
  }));

function ratePerPeriod(line: ContractLine, rule: LateRule): { readonly amount: Cents; readonly trace: readonly TraceStep[] } {
  if (rule.price.kind === "fixed") return { amount: rule.price.amount, trace: [] };
  const amount = shareOf(line.dailyRent, rule.price.rate);
  const values = { rent: { cents: line.dailyRent }, rate: { rate: rule.price.rate } };
  return { amount, trace: [traced(3, rule, `late.rate.${rule.period}`, values, amount)] };
}

function cut(context: Context, rule: LateRule, amount: Cents, vat: VatTreatment, value: () => Figure): readonly TraceStep[] {
  const cap = rule.cap;
  if (cap === null || cap.kind === "periods") return [];
  const figure = cap.kind === "currentValue" ? value() : { amount: cap.amount, trace: [] };
  const most = claimAsCharged(context, figure.amount, vat);
  if (amount <= most) return [];
  const sentence = cap.kind === "currentValue" ? "late.capValue" : "late.capSum";
  return [
    ...figure.trace,
    ...raised(context, { step: 3, rule }, vat, figure.amount, most),
    traced(3, rule, sentence, { before: { cents: amount }, cap: { cents: most } }, most),
  ];
}

/**
 * What one unit of a line costs for coming back late.
 * @param missing its value is aged to the due day; it was late until it was declared missing with this load.
 * @throws Stop `noValue` when the cap is a value that cannot be reckoned.
 */
export function priceLate(context: Context, line: ContractLine, rule: LateRule, delay: Delay, missing: boolean): UnitPrice {
  const { amount: rate, trace } = ratePerPeriod(line, rule);
  const counted = rule.cap?.kind === "periods" ? Math.min(delay.periods, rule.cap.count) : delay.periods;
  const amount = multiply(rate, counted);
  const { due, back, delay: late } = delayValues(context);
  const values = {
    due,
    back,
    delay: late,
    rate: { cents: rate },
    grace: { minutes: rule.graceMinutes },
    periods: { count: delay.periods },
    counted: { count: counted },
  };
  const sentence = `late.${missing ? "missing." : ""}${counted < delay.periods ? "most." : ""}${rule.period}${rule.graceDeducted && rule.graceMinutes > 0 ? ".lessGrace" : ""}`;
  const step = traced(3, rule, sentence, values, amount);
  const basis = basisOf(context, "late", rule, line);
  const capped = cut(context, rule, amount, basis.vat, () =>
    currentValue(context, { line, part: null, asOf: missing ? context.dueDay : context.backDay }),
  );
  const last = capped.at(-1)?.out ?? amount;
  return { basis, amount: last, trace: [...trace, step, ...capped] };
}
