/** What each kind of rule says, as sentences without a language. */
import type {
  CapRule,
  DirtyRule,
  ExtraRule,
  LateRule,
  LossOfUseRule,
  MissingRule,
  NotifyRule,
  PaymentRule,
  ValueRule,
  WearRule,
} from "../../contract/terms.ts";
import { allOf, anyOf, type Phrase, phrase } from "./phrase.ts";
import { sayPrice } from "./say-price.ts";

export function sayWear({ upToSizeMm, upToMarks, beyond }: WearRule): readonly Phrase[] {
  const size: Phrase["values"] = upToSizeMm === null ? {} : { size: { millimetres: upToSizeMm } };
  const marks: Phrase["values"] = upToMarks === null ? {} : { marks: { count: upToMarks } };
  const which = upToSizeMm === null ? (upToMarks === null ? "all" : "marks") : upToMarks === null ? "size" : "sizeAndMarks";
  return [phrase(`wear.${which}`, { ...size, ...marks }), ...(upToMarks === null ? [] : [phrase(`wear.beyond.${beyond}`)])];
}

function sayAgeing({ depreciation }: ValueRule): readonly Phrase[] {
  switch (depreciation.kind) {
    case "none":
    case "straightLine":
      return [phrase(`value.${depreciation.kind}`)];
    case "perYear":
      return [phrase("value.perYear", { rate: { rate: depreciation.rate } })];
    case "table":
      return depreciation.steps.map(({ underMonths, share }) =>
        underMonths === null
          ? phrase("value.table.last", { share: { rate: share } })
          : phrase("value.table", { under: { months: underMonths }, share: { rate: share } }),
      );
  }
}

/** @param byLife whether anything is reckoned by the expected life. */
export function sayValue(rule: ValueRule, byLife: boolean): readonly Phrase[] {
  const lives = Object.entries(rule.lives).map(([name, months]) => ({ name, value: { months } }));
  return [
    phrase(`value.base.${rule.base}.${rule.claims}`),
    ...sayAgeing(rule),
    ...(lives.length > 0 && byLife ? [phrase("value.lives", { lives: { pairs: lives } })] : []),
    ...(rule.floor > 0 ? [phrase("value.floor", { rate: { rate: rule.floor } })] : []),
  ];
}

export const sayMissing = (rule: MissingRule, hasValue: boolean): readonly Phrase[] => [
  ...sayPrice(rule, hasValue),
  ...(rule.waitingDays > 0 ? [phrase("missing.waiting", { days: { days: rule.waitingDays } })] : []),
];

export function sayDirty({ fee, minimum }: DirtyRule): readonly Phrase[] {
  if (fee.per === "rent") return [phrase("dirty.rent", { rate: { rate: fee.rate } }), ...sayMinimum(minimum)];
  if (fee.amount === 0) return [phrase("dirty.free")];
  return [phrase(`dirty.${fee.per}`, { amount: { cents: fee.amount } }), ...sayMinimum(minimum)];
}
const sayMinimum = (minimum: DirtyRule["minimum"]): readonly Phrase[] =>
  minimum > 0 ? [phrase("dirty.minimum", { minimum: { cents: minimum } })] : [];

function sayLateCap({ cap, period }: LateRule): readonly Phrase[] {
  if (cap === null) return [];
  if (cap.kind === "currentValue") return [phrase("late.cap.currentValue")];
  if (cap.kind === "fixed") return [phrase("late.cap.fixed", { cap: { cents: cap.amount } })];
  return [phrase(`late.cap.periods.${period}`, { periods: { count: cap.count } })];
}

export function sayLate(rule: LateRule): readonly Phrase[] {
  const { price, graceMinutes, graceDeducted } = rule;
  const amount: Phrase["values"] = price.kind === "rent" ? { rate: { rate: price.rate } } : { amount: { cents: price.amount } };
  return [
    phrase(`late.${price.kind}.${rule.period}`, amount),
    ...(graceMinutes > 0 ? [phrase(graceDeducted ? "late.grace.deducted" : "late.grace.whole", { grace: { minutes: graceMinutes } })] : []),
    ...(rule.closedDays === "skipped" ? [phrase("late.closedDays")] : []),
    ...sayLateCap(rule),
  ];
}

export const sayLossOfUse = ({ utilisation, capDays }: LossOfUseRule): readonly Phrase[] => [
  phrase("lossOfUse.share", { rate: { rate: utilisation } }),
  ...(capDays === null ? [] : [phrase("lossOfUse.most", { days: { days: capDays } })]),
];

export const sayExtra = ({ kind, when, amount, per, inside }: ExtraRule): readonly Phrase[] => [
  phrase(`extra.${per}`, { kind: anyOf([kind], "kind"), amount: { cents: amount }, when: anyOf(when, "caller") }),
  phrase(inside.length === 0 ? "extra.outside" : inside.length === 2 ? "extra.inside" : `extra.inside.${inside[0]}`),
];

export const sayCap = ({ per, amount, families }: CapRule): readonly Phrase[] => [
  phrase(`cap.${per}`, { amount: { cents: amount }, families: allOf(families, "family") }),
];

export const sayNotify = ({ days, businessDays, consumers }: NotifyRule): readonly Phrase[] => [
  phrase(businessDays ? "notify.businessDays" : "notify.days", { days: { count: days } }),
  phrase(consumers ? "notify.consumersToo" : "notify.notConsumers"),
];

export const sayPayment = ({ daysNet, interest, depositOrder }: PaymentRule): readonly Phrase[] => [
  phrase("payment.days", { days: { days: daysNet } }),
  interest.kind === "law" ? phrase("payment.interest.law") : phrase("payment.interest.rate", { rate: { rate: interest.rate } }),
  phrase("payment.deposit", { first: anyOf(depositOrder.slice(0, 1), "document"), second: anyOf(depositOrder.slice(1), "document") }),
];
