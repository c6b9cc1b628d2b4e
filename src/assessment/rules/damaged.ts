/** Step 3: what the findings on one unit cost. Prices are added, and cut to the current value once where the terms say so. */

import type { ContractLine } from "../../contract/contract.ts";
import type { DamagedRule, FindingType } from "../../contract/terms.ts";
import type { Finding } from "../../inspection/inspection.ts";
import { multiply } from "../../kernel/money.ts";
import { neverAboveValue } from "../adjustments/never-above-value.ts";
import { total } from "../adjustments/share-out.ts";
import type { TraceStep } from "../assessment.ts";
import { basisFor, basisOf } from "../basis.ts";
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
  const part = onPart ? finding.part : null;
  const one = priceOf(context, rule, rule.price, { line, part, asOf: context.backDay, kind: "damage", repair: finding.repair });
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

/** Whether the terms set a price for a finding; what else may be lacking for its sum does not count. */
export function hasPrice(context: Context, line: ContractLine, one: Chargeable): boolean {
  try {
    priceOne(context, line, one);
    return true;
  } catch (error) {
    return !(error instanceof Stop && error.code === "unpriced");
  }
}

const headingOf = ({ basis: { kind, covered, incident } }: UnitPrice): string =>
  `${kind}/${covered}${incident === null ? "" : `/${incident}`}`;

/** Findings under one heading (kind, coverage, incident) become one price. */
function join(prices: readonly UnitPrice[]): readonly UnitPrice[] {
  if (prices.length < 2) return prices;
  const headings = new Map<string, UnitPrice[]>();
  for (const price of prices) {
    const heading = headingOf(price);
    const same = headings.get(heading);
    if (same) same.push(price);
    else headings.set(heading, [price]);
  }
  return [...headings.values()].map(together);
}

/** The rule is that of the dearest. Steps that several findings share (the unit's value) are printed once. */
function together(prices: readonly UnitPrice[]): UnitPrice {
  const dearest = prices.reduce((a, b) => (b.amount > a.amount ? b : a));
  if (prices.length === 1) return dearest;
  const findings: string[] = [];
  const types = new Set<FindingType>();
  const steps = new Set<TraceStep>();
  for (const { basis, trace } of prices) {
    findings.push(...basis.findings);
    for (const type of basis.types) types.add(type);
    for (const step of trace) steps.add(step);
  }
  const amount = total(prices);
  const trace = [...steps, traced(3, null, "unit.together", { findings: { count: findings.length } }, amount)];
  return { basis: basisFor(dearest.basis, findings, [...types]), amount, trace };
}

/**
 * What one unit with these findings costs, by heading (kind, coverage, incident).
 * @throws Stop when a finding has no price, or needs what nobody has entered.
 */
export function priceFindings(context: Context, line: ContractLine, chargeable: readonly Chargeable[]): readonly UnitPrice[] {
  const inOrder = [...chargeable].sort((a, b) => byNumberedText(a.finding.id, b.finding.id));
  const priced = inOrder.map((one) => priceOne(context, line, one));
  const prices = join(priced.map(({ price }) => price));
  const [first] = priced;
  if (!first || context.terms.value === null || priced.some(({ rule }) => !rule.neverAboveValue)) return prices;
  return neverAboveValue(context, prices, currentValue(context, { line, part: null, asOf: context.backDay }), first.rule);
}
