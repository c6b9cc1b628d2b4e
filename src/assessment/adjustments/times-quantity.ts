/** Step 6: the printed price of one unit times their number. What earlier billings have charged is left out. */
import type { ContractLine } from "../../contract/contract.ts";
import { multiply } from "../../kernel/money.ts";
import type { Source } from "../assessment.ts";
import type { Cohort, Draft, UnitPrice } from "../draft.ts";
import { type Billed, unbilled } from "../ranges.ts";
import { traced } from "../trace.ts";

/** A price for so many units of one source, as drafts: one, unless billed units lie in between. */
export function draftsOf(billed: Billed, line: ContractLine, source: Source, price: UnitPrice, disputed: boolean): Draft[] {
  return unbilled(billed, source).map(({ first, count }) => {
    const amount = multiply(price.amount, count);
    const times = count === 1 ? [] : [traced(6, null, "times", { one: { cents: price.amount }, count: { count } }, amount)];
    return {
      basis: price.basis,
      line,
      source: { ...source, first, count },
      disputed,
      unitAmount: price.amount,
      amount,
      trace: [...price.trace, ...times],
      gone: null,
    };
  });
}

const isLineWide = ({ basis }: UnitPrice): boolean => basis.family === "late" || basis.family === "extras";

function ownDrafts(billed: Billed, cohort: Cohort): Draft[] {
  const { line, subject, group, first, count, disputed } = cohort;
  if (subject === "order") return [];
  const source: Source = { position: line.position, subject, group, findings: [], first, count };
  return cohort.prices
    .filter((price) => !isLineWide(price))
    .flatMap((price) => draftsOf(billed, line, { ...source, findings: price.basis.findings }, price, disputed));
}

interface Pile {
  readonly price: UnitPrice;
  readonly disputed: boolean;
  count: number;
}

/** Lateness and extras of units that cost the same stand together, whatever else is wrong with the units. */
function pileUp(cohorts: readonly Cohort[], disputesAll: boolean): Pile[] {
  const piles = new Map<string, Pile>();
  for (const cohort of cohorts) {
    for (const price of cohort.prices.filter(isLineWide)) {
      const disputed = price.basis.family === "late" ? disputesAll : cohort.disputed;
      const key = [price.basis.rule, disputed, ...price.trace.map(({ sentence, out }) => `${sentence} ${out}`)].join("/");
      const pile = piles.get(key);
      if (pile) pile.count += cohort.count;
      else piles.set(key, { price, disputed, count: cohort.count });
    }
  }
  return [...piles.values()].sort((a, b) => Number(a.disputed) - Number(b.disputed));
}

function lineWideDrafts(billed: Billed, line: ContractLine, piles: readonly Pile[]): Draft[] {
  const next = new Map<string, number>();
  return piles.flatMap(({ price, disputed, count }) => {
    const isLate = price.basis.family === "late";
    const group = isLate ? null : price.basis.rule;
    const first = next.get(price.basis.rule) ?? 0;
    next.set(price.basis.rule, first + count);
    const source: Source = { position: line.position, subject: isLate ? "late" : "extra", group, findings: [], first, count };
    return draftsOf(billed, line, source, price, disputed);
  });
}

/** The charges of a line's units. */
export function timesQuantity(billed: Billed, line: ContractLine, cohorts: readonly Cohort[], disputesAll: boolean): Draft[] {
  return [...cohorts.flatMap((cohort) => ownDrafts(billed, cohort)), ...lineWideDrafts(billed, line, pileUp(cohorts, disputesAll))];
}
