/** What a loss, a missing part, dirt and a delay would cost on a line. */
import type { ContractLine } from "../../contract/contract.ts";
import type { LateRule } from "../../contract/terms.ts";
import { type Cents, MOST } from "../../kernel/money.ts";
import { matchesLine } from "../claim-by-match.ts";
import { type AskWhatIf, type Cost, costOf } from "./ask-what-if.ts";
import type { PricePer, PriceRow } from "./price-list.ts";

interface Cited {
  readonly id: string;
  readonly clause: string;
}

const row = (what: PriceRow["what"], rule: Cited, per: PricePer, cost: Cost, over: Partial<PriceRow> = {}): PriceRow => ({
  what,
  damage: [],
  part: null,
  per,
  amount: cost.amount,
  repair: false,
  most: null,
  mostPeriods: null,
  capped: cost.capped,
  clause: rule.clause,
  ...over,
});

export function missingPrices(ask: AskWhatIf, line: ContractLine): PriceRow[] {
  const rules = ask.terms.missing.filter(({ match }) => matchesLine(match, line));
  const whole = ask({ missing: true });
  const parts = line.parts.map(({ name }) => ({ name, assessment: ask({ missingPart: name }) }));
  return [
    ...rules.flatMap((rule) => {
      const cost = costOf(whole, "missing", rule.id);
      return cost ? [row("missing", rule, "unit", cost)] : [];
    }),
    ...parts.flatMap(({ name, assessment }) =>
      rules.flatMap((rule) => {
        const cost = costOf(assessment, "part", rule.id);
        return cost ? [row("part", rule, "unit", cost, { part: name })] : [];
      }),
    ),
  ];
}

export function dirtPrices(ask: AskWhatIf, line: ContractLine): PriceRow[] {
  return ask.terms.dirty
    .filter(({ match }) => matchesLine(match, line))
    .flatMap((rule) => {
      const cost = costOf(ask({ dirty: true }), "dirty", rule.id);
      return cost && cost.amount > 0 ? [row("dirty", rule, rule.fee.per === "rent" ? "unit" : rule.fee.per, cost)] : [];
    });
}

/** A period so dear that the rule's own cap decides what one piece can come to. The rule must have a price on the line. */
function mostOf(ask: AskWhatIf, rule: LateRule): Cents | null {
  if (rule.cap === null || rule.cap.kind === "periods") return null;
  const price = { kind: "fixed" as const, amount: MOST };
  const late = ask.terms.late.map((one) => (one.id === rule.id ? { ...one, price } : one));
  return (costOf(ask({ late: true }, { ...ask.terms, late }), "late", rule.id) as Cost).amount;
}

export function delayPrices(ask: AskWhatIf, line: ContractLine): PriceRow[] {
  return ask.terms.late
    .filter(({ match }) => matchesLine(match, line))
    .flatMap((rule) => {
      const cost = costOf(ask({ late: true }), "late", rule.id);
      if (!cost) return [];
      const mostPeriods = rule.cap?.kind === "periods" ? rule.cap.count : null;
      return [row("late", rule, rule.period, cost, { most: mostOf(ask, rule), mostPeriods })];
    });
}
