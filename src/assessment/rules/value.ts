/** Step 2: what one unit is worth. Base, age deduction, floor; each printed figure rounded when it arises. */
import type { ContractLine } from "../../contract/contract.ts";
import type { Depreciation, ValueRule } from "../../contract/terms.ts";
import { completedMonths, type Day } from "../../kernel/dates.ts";
import { type Cents, larger, mulDiv, shareOf, ZERO } from "../../kernel/money.ts";
import type { TraceStep } from "../assessment.ts";
import type { Context } from "../context.ts";
import { Stop } from "../stop.ts";
import { traced } from "../trace.ts";
import { inMode, rateFor } from "../vat-treatment.ts";

/** The thing that is valued: a unit of a line, or one of its parts, on a day. */
export interface Valued {
  readonly line: ContractLine;
  /** The part of the line whose own price is the base; null: the whole unit. */
  readonly part: string | null;
  readonly asOf: Day;
}

/** A figure in the claims' mode with how it came about. */
export interface Figure {
  readonly amount: Cents;
  readonly trace: readonly TraceStep[];
}

const YEAR_WHOLE = 12 * 10_000;

const partPrice = ({ line, part }: Valued): Cents | null =>
  part === null ? null : (line.parts.find((candidate) => candidate.name === part) as ContractLine["parts"][number]).price;

/** The undepreciated price in the claims' mode. @throws Stop `noValue` when the terms go by a purchase price that the line lacks. */
export function baseValue(context: Context, valued: Valued): Figure {
  const rule = context.terms.value;
  const own = partPrice(valued);
  const whole = rule?.base === "purchasePrice" ? valued.line.purchasePrice : valued.line.replacementPrice;
  const price = own ?? whole;
  if (price === null) throw new Stop("noValue", { product: { text: valued.line.name } });
  if (rule === null || context.claims === context.prices) return { amount: price, trace: [] };
  const rate = rateFor(context, "S");
  const amount = inMode(price, context.claims, rate);
  const sentence = context.claims === "net" ? "value.withoutVat" : "value.withVat";
  return { amount, trace: [traced(2, rule, sentence, { price: { cents: price }, rate: { rate } }, amount)] };
}

/** The expected life of a line's units in months: the line's own, else its category's; null when neither is known. */
export const lifeOf = (line: ContractLine, rule: ValueRule | null): number | null =>
  line.lifeMonths ?? (line.category === null ? null : (rule?.lives[line.category] ?? null));

function life(line: ContractLine, rule: ValueRule): number {
  const months = lifeOf(line, rule);
  if (months === null || months <= 0) throw new Stop("noValue", { product: { text: line.name } });
  return months;
}

function age(context: Context, { line, asOf }: Valued): number {
  const { inService } = line;
  if (inService === null) throw new Stop("noValue", { product: { text: line.name } });
  return context.once(`age/${inService}/${asOf}`, () => completedMonths(inService, asOf));
}

/** How much of the expected life is left, in months. @throws Stop `noValue` without a life or an in-service day. */
export function lifeLeft(context: Context, valued: Valued): { readonly life: number; readonly age: number; readonly left: number } {
  const rule = context.terms.value;
  if (rule === null) throw new Stop("noValue", { product: { text: valued.line.name } });
  const [months, old] = [life(valued.line, rule), age(context, valued)];
  return { life: months, age: old, left: Math.max(0, months - old) };
}

function tableShare(steps: Extract<Depreciation, { kind: "table" }>["steps"], months: number) {
  const step = steps.find(({ underMonths }) => underMonths === null || months < underMonths);
  if (!step) throw new RangeError(`the age table has no step for ${months} months`);
  return step.share;
}

function depreciated(context: Context, rule: ValueRule, valued: Valued, base: Cents): TraceStep | null {
  switch (rule.depreciation.kind) {
    case "none":
      return null;
    case "straightLine": {
      const { life: months, age: old, left } = lifeLeft(context, valued);
      const values = { base: { cents: base }, age: { months: old }, life: { months }, left: { months: left } };
      const sentence = left === 0 ? "value.lifeOver" : "value.straightLine";
      return traced(2, rule, `${sentence}${ofPrice(rule)}`, values, mulDiv(base, left, months));
    }
    case "perYear": {
      const { rate } = rule.depreciation;
      const left = Math.max(0, YEAR_WHOLE - rate * age(context, valued));
      return traced(
        2,
        rule,
        `value.${left === 0 ? "perYearOver" : "perYear"}${ofPrice(rule)}`,
        { base: { cents: base }, age: { months: age(context, valued) }, rate: { rate } },
        mulDiv(base, left, YEAR_WHOLE),
      );
    }
    case "table": {
      const share = tableShare(rule.depreciation.steps, age(context, valued));
      return traced(
        2,
        rule,
        `value.table${ofPrice(rule)}`,
        { base: { cents: base }, age: { months: age(context, valued) }, share: { rate: share } },
        shareOf(base, share),
      );
    }
  }
}

/** Sentences name the price they start from: the replacement price, or what was once paid. */
const ofPrice = (rule: ValueRule): string => (rule.base === "purchasePrice" ? ".purchase" : "");

/**
 * The current value in the claims' mode, between 0 and the base. Without a value rule nothing ages: the price itself.
 * @throws Stop `noValue` when the terms age what has no in-service day or no life.
 */
export const currentValue = (context: Context, valued: Valued): Figure =>
  context.onceOf(valued.line, valued.part === null ? valued.asOf : `${valued.asOf}/${valued.part}`, () => reckonValue(context, valued));

function reckonValue(context: Context, valued: Valued): Figure {
  const rule = context.terms.value;
  const base = baseValue(context, valued);
  if (rule === null) return base;
  const aged = depreciated(context, rule, valued, base.amount);
  if (aged === null)
    return {
      amount: base.amount,
      trace: [...base.trace, traced(2, rule, `value.none${ofPrice(rule)}`, { base: { cents: base.amount } }, base.amount)],
    };
  const least = shareOf(base.amount, rule.floor);
  if (aged.out >= least) return { amount: aged.out, trace: [...base.trace, aged] };
  const amount = larger(least, ZERO);
  const floor = traced(
    2,
    rule,
    "value.floor",
    { base: { cents: base.amount }, rate: { rate: rule.floor }, aged: { cents: aged.out } },
    amount,
  );
  return { amount, trace: [...base.trace, aged, floor] };
}
