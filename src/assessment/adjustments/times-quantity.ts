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
    const times = count === 1 ? null : traced(6, null, "times", { one: { cents: price.amount }, count: { count } }, amount);
    return {
      basis: price.basis,
      line,
      source: first === source.first && count === source.count ? source : { ...source, first, count },
      disputed,
      unitAmount: price.amount,
      amount,
      trace: times === null ? price.trace : [...price.trace, times],
      gone: null,
    };
  });
}

const isLineWide = ({ basis }: UnitPrice): boolean => basis.family === "late" || basis.family === "extras";

function ownDrafts(billed: Billed, cohort: Cohort): Draft[] {
  const { line, subject, group, first, count, disputed } = cohort;
  if (subject === "order") return [];
  const drafts: Draft[] = [];
  for (const price of cohort.prices) {
    if (isLineWide(price)) continue;
    const source: Source = { position: line.position, subject, group, findings: price.basis.findings, first, count };
    drafts.push(...draftsOf(billed, line, source, price, disputed));
  }
  return drafts;
}

interface Pile {
  readonly price: UnitPrice;
  readonly disputed: boolean;
  count: number;
}

/** What waivers, caps and VAT see of a price, and how it came about. An extra that damage calls for is not one that dirt calls for. */
const alikeIn = ({ basis, trace }: UnitPrice): string =>
  JSON.stringify([
    basis.rule,
    basis.vat,
    basis.covered,
    [...(basis.extra?.callers ?? [])].sort(),
    ...trace.map(({ sentence, out }) => `${sentence} ${out}`),
  ]);

/** Lateness and extras of units that cost the same stand together, whatever else is wrong with the units; agreed ones come first. */
function pileUp(cohorts: readonly Cohort[], disputesAll: boolean): Pile[] {
  const alike = new Map<string, { readonly agreed: Pile; readonly disputed: Pile }>();
  // Most units of a line share the very same price.
  const keys = new Map<UnitPrice, string>();
  for (const cohort of cohorts) {
    for (const price of cohort.prices.filter(isLineWide)) {
      const key = keys.get(price) ?? alikeIn(price);
      keys.set(price, key);
      const piles = alike.get(key) ?? { agreed: { price, disputed: false, count: 0 }, disputed: { price, disputed: true, count: 0 } };
      alike.set(key, piles);
      const isDisputed = price.basis.family === "late" ? disputesAll : cohort.disputed;
      piles[isDisputed ? "disputed" : "agreed"].count += cohort.count;
    }
  }
  return [...alike.values()].flatMap(({ agreed, disputed }) => [agreed, disputed]).filter(({ count }) => count > 0);
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
