/** Step 3: what the findings on one unit cost. Prices are added, and cut to the current value once where the terms say so. */

import type { ContractLine } from "../../contract/contract.ts";
import type { DamagedRule } from "../../contract/terms.ts";
import type { Finding } from "../../inspection/inspection.ts";
import { add, multiply } from "../../kernel/money.ts";
import { neverAboveValue } from "../adjustments/never-above-value.ts";
import { basisOf } from "../basis.ts";
import { findingClaimant } from "../claim-by-match.ts";
import type { Context } from "../context.ts";
import type { UnitPrice } from "../draft.ts";
import { byNumberedText } from "../order.ts";
import { Stop } from "../stop.ts";
import { traced } from "../trace.ts";
import { type PriceOut, priceOf } from "./price.ts";
import { currentValue } from "./value.ts";

/** A finding with the marks of it that count on each unit. */
export interface Chargeable {
  readonly finding: Finding;
  readonly marks: number;
}

interface PricedFinding {
  readonly rule: DamagedRule;
  readonly price: UnitPrice;
}

/** A part with a price of its own is priced by it, unless the rule speaks of that part. */
const ownPart = (line: ContractLine, rule: { readonly match: DamagedRule["match"] }, part: string | null): boolean =>
  part !== null && !rule.match.parts.includes(part) && line.parts.some((candidate) => candidate.name === part && candidate.price !== null);

function priceOne(context: Context, line: ContractLine, { finding, marks }: Chargeable): PricedFinding {
  const rule = findingClaimant(context.terms.damaged, line, finding);
  if (rule === null)
    throw new Stop("unpriced", { product: { text: line.name }, type: { text: finding.type }, finding: { text: finding.id } });
  const onPart = ownPart(line, rule, finding.part);
  const valued = { line, part: onPart ? finding.part : null, asOf: context.backDay };
  const one = priceOf(context, rule, rule.price, { ...valued, kind: "damage", repair: finding.repair });
  const { kind, amount, trace } = rule.per === "mark" ? perMark(rule, one, marks) : one;
  const incident = context.waiver?.per === "incident" ? finding.incident : null;
  const basis = basisOf(context, kind, rule, line, { findings: [finding.id], types: [finding.type], incident });
  return { rule, price: { basis, amount, trace } };
}

function perMark(rule: DamagedRule, one: PriceOut, marks: number): PriceOut {
  const amount = multiply(one.amount, marks);
  const values = { one: { cents: one.amount }, marks: { count: marks } };
  return { ...one, amount, trace: [...one.trace, traced(3, rule, "price.perMark", values, amount)] };
}

const sameHeading = (a: UnitPrice, b: UnitPrice): boolean =>
  a.basis.kind === b.basis.kind && a.basis.covered === b.basis.covered && a.basis.incident === b.basis.incident;

/** Steps that several findings share (the unit's value) are printed once. */
function joinTraces(a: UnitPrice["trace"], b: UnitPrice["trace"]): UnitPrice["trace"] {
  const known = new Set(a.filter((step) => step.step === 2));
  return [...a, ...b.filter((step) => !known.has(step))];
}

/** Findings under one heading become one price; its rule is that of the dearest. */
function join(prices: readonly UnitPrice[]): UnitPrice[] {
  const joined: UnitPrice[] = [];
  for (const price of prices) {
    const index = joined.findIndex((other) => sameHeading(other, price));
    const other = joined[index];
    if (!other) {
      joined.push(price);
      continue;
    }
    const dearer = price.amount > other.amount ? price.basis : other.basis;
    joined[index] = {
      basis: {
        ...dearer,
        findings: [...other.basis.findings, ...price.basis.findings],
        types: [...new Set([...other.basis.types, ...price.basis.types])],
      },
      amount: add(other.amount, price.amount),
      trace: joinTraces(other.trace, price.trace),
    };
  }
  return joined;
}

const withSum = (price: UnitPrice): UnitPrice =>
  price.basis.findings.length === 1
    ? price
    : {
        ...price,
        trace: [...price.trace, traced(3, null, "unit.together", { findings: { count: price.basis.findings.length } }, price.amount)],
      };

/**
 * What one unit with these findings costs, by heading (kind, coverage, incident).
 * @throws Stop when a finding has no price, or needs what nobody has entered.
 */
export function priceFindings(context: Context, line: ContractLine, chargeable: readonly Chargeable[]): readonly UnitPrice[] {
  const inOrder = [...chargeable].sort((a, b) => byNumberedText(a.finding.id, b.finding.id));
  const priced = inOrder.map((one) => priceOne(context, line, one));
  const prices = join(priced.map(({ price }) => price)).map(withSum);
  const [first] = priced;
  if (!first || context.terms.value === null || priced.some(({ rule }) => !rule.neverAboveValue)) return prices;
  return neverAboveValue(context, prices, currentValue(context, { line, part: null, asOf: context.backDay }), first.rule);
}
