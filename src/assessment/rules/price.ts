/** Step 3: what a finding costs by the price its rule names. Amounts come out as the contract charges: in its price mode. */
import type { ChargeKind, FindingType, Price, Severity, VatTreatment } from "../../contract/terms.ts";
import type { RepairEstimate } from "../../inspection/inspection.ts";
import { type Cents, mulDiv, shareOf } from "../../kernel/money.ts";
import type { TraceStep, TraceValue } from "../assessment.ts";
import { findingClaimant } from "../claim-by-match.ts";
import type { Context } from "../context.ts";
import { Stop } from "../stop.ts";
import { traced } from "../trace.ts";
import { claimAsCharged, rateFor, vatTreatment } from "../vat-treatment.ts";
import { baseValue, currentValue, lifeLeft, type Valued } from "./value.ts";

interface Cited {
  readonly id: string;
  readonly clause: string;
}

/** What is priced: one unit with what is known of it. */
export interface Priced extends Valued {
  readonly kind: "lost" | "damage";
  readonly repair: RepairEstimate | null;
}

export interface PriceOut {
  readonly kind: ChargeKind;
  readonly amount: Cents;
  readonly trace: readonly TraceStep[];
}

interface Reckoned {
  readonly kind: ChargeKind;
  /** In the claims' mode; null where `charged` has the amount in the contract's. */
  readonly claim: Cents | null;
  readonly charged: Cents | null;
  readonly before: readonly TraceStep[];
  readonly sentence: string;
  readonly values: Readonly<Record<string, TraceValue>>;
}

const money = (cents: Cents) => ({ cents });

/** @throws Stop when the price needs what nobody has entered; RangeError when a multiple leads back to itself. */
export function priceOf(context: Context, rule: Cited, price: Price, priced: Priced, depth = 0): PriceOut {
  if (depth > 1) throw new RangeError(`a multiple of a multiple in rule ${rule.id}`);
  const reckoned = reckon(context, price, priced, depth);
  const vat = vatTreatment(context, reckoned.kind);
  const own = reckoned.charged ?? (reckoned.claim as Cents);
  const amount = reckoned.charged ?? claimAsCharged(context, own, vat);
  const priceStep = traced(3, rule, reckoned.sentence, reckoned.values, own);
  return { kind: reckoned.kind, amount, trace: [...reckoned.before, priceStep, ...otherMode(context, rule, vat, own, amount)] };
}

/** A claim that meets a charge in the other price mode is printed with, or without, its VAT. */
function otherMode(context: Context, rule: Cited, vat: VatTreatment, own: Cents, amount: Cents): TraceStep[] {
  if (own === amount) return [];
  const sentence = context.prices === "gross" ? "price.withVat" : "price.withoutVat";
  return [traced(3, rule, sentence, { own: money(own), rate: { rate: rateFor(context, vat) } }, amount)];
}

function reckon(context: Context, price: Price, priced: Priced, depth: number): Reckoned {
  const kind = priced.kind === "lost" ? "lost" : "diminution";
  switch (price.kind) {
    case "currentValue": {
      const value = currentValue(context, priced);
      return {
        kind,
        claim: value.amount,
        charged: null,
        before: value.trace,
        sentence: "price.currentValue",
        values: { value: money(value.amount) },
      };
    }
    case "repair":
      return repair(priced);
    case "repairOrValue":
      return repairOrValue(context, priced, kind);
    case "share":
      return share(context, price, priced, kind);
    case "fixed":
      return { kind, claim: null, charged: price.amount, before: [], sentence: "price.fixed", values: { amount: money(price.amount) } };
    case "list":
      return { kind, ...fromList(price.prices, priced) };
    case "lifeLost":
      return lifeLost(context, price.months, priced, kind);
    case "multiple":
      return multiple(context, price, priced, kind, depth);
  }
}

function repair(priced: Priced): Reckoned {
  if (priced.repair === null) throw new Stop("noRepairEstimate", { product: { text: priced.line.name } });
  const { cost, source } = priced.repair;
  return {
    kind: "repair",
    claim: cost,
    charged: null,
    before: [],
    sentence: "price.repair",
    values: { cost: money(cost), source: { text: source } },
  };
}

function repairOrValue(context: Context, priced: Priced, kind: ChargeKind): Reckoned {
  const value = currentValue(context, priced);
  const { amount: worth, trace: before } = value;
  if (priced.repair === null)
    return { kind, claim: worth, charged: null, before, sentence: "price.currentValue", values: { value: money(worth) } };
  const { cost, source } = priced.repair;
  const values = { cost: money(cost), value: money(worth), source: { text: source } };
  if (cost >= worth) return { kind, claim: worth, charged: null, before, sentence: "price.valueBelowRepair", values };
  return { kind: "repair", claim: cost, charged: null, before, sentence: "price.repairBelowValue", values };
}

function share(context: Context, price: Extract<Price, { kind: "share" }>, priced: Priced, kind: ChargeKind): Reckoned {
  const of = price.of === "base" ? baseValue(context, priced) : currentValue(context, priced);
  const sentence = price.of === "base" ? "price.shareOfBase" : "price.shareOfValue";
  const values = { of: money(of.amount), rate: { rate: price.rate } };
  return { kind, claim: shareOf(of.amount, price.rate), charged: null, before: of.trace, sentence, values };
}

function fromList(prices: Readonly<Record<string, Cents>>, { line }: Priced): Omit<Reckoned, "kind"> {
  const listed = (name: string | null): Cents | null => (name !== null && Object.hasOwn(prices, name) ? (prices[name] as Cents) : null);
  const amount = listed(line.product) ?? listed(line.category);
  if (amount === null) throw new Stop("unpriced", { product: { text: line.name } });
  return {
    claim: null,
    charged: amount,
    before: [],
    sentence: "price.list",
    values: { amount: money(amount), product: { text: line.name } },
  };
}

function lifeLost(context: Context, months: number, priced: Priced, kind: ChargeKind): Reckoned {
  const base = baseValue(context, priced);
  const { life, left } = lifeLeft(context, priced);
  const lost = Math.min(months, left);
  const values = { base: money(base.amount), lost: { months: lost }, life: { months: life }, left: { months: left } };
  const sentence = lost < months ? "price.lifeLostAllThatIsLeft" : "price.lifeLost";
  return { kind, claim: mulDiv(base.amount, lost, life), charged: null, before: base.trace, sentence, values };
}

function multiple(
  context: Context,
  price: Extract<Price, { kind: "multiple" }>,
  priced: Priced,
  kind: ChargeKind,
  depth: number,
): Reckoned {
  const one = priceLike(context, price.of, priced, depth);
  const amount = mulDiv(one.amount, price.hundredths, 100);
  const values = { one: money(one.amount), times: { hundredths: price.hundredths } };
  return { kind, claim: null, charged: amount, before: one.trace, sentence: "price.multiple", values };
}

/** What a finding of a type (and severity) would cost on this unit; without a severity, by a rule that asks for none. */
function priceLike(
  context: Context,
  of: { readonly type: FindingType; readonly severity: Severity | null },
  priced: Priced,
  depth: number,
): PriceOut {
  const rule = findingClaimant(context.terms.damaged, priced.line, {
    type: of.type,
    severity: of.severity,
    sizeMm: null,
    part: priced.part,
  });
  if (rule === null) throw new Stop("unpriced", { product: { text: priced.line.name } });
  return priceOf(context, rule, rule.price, { ...priced, kind: "damage" }, depth + 1);
}
