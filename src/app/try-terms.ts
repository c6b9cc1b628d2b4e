/** Runs past returns through changed terms: who would have paid more or less, which rules never apply, which clauses are disputed. */
import type { Assessment } from "../assessment/assessment.ts";
import { firedRules, rulesOf } from "../assessment/fired-rules.ts";
import { reckonAnew, waiverIn } from "../assessment/reckon-anew.ts";
import type { Contract } from "../contract/contract.ts";
import type { Terms } from "../contract/terms.ts";
import { makeDocuments } from "../invoice/documents.ts";
import { type Day, dayOf } from "../kernel/dates.ts";
import { add, type Cents, subtract, sum, ZERO } from "../kernel/money.ts";
import { type FactsWithoutChoice, loadReturn } from "./load-return.ts";
import type { Desk, InspectionHeader, Repositories } from "./ports.ts";

/** All returns of one contract. Sums are with VAT, before the deposit. */
export interface TriedContract {
  readonly contract: string;
  readonly customer: string;
  readonly returns: readonly string[];
  /** By the terms that were signed. */
  readonly asSigned: Cents;
  readonly changed: Cents;
  readonly difference: Cents;
  /** Findings that one of the two cannot price; where there are any, the sums say nothing. */
  readonly problems: number;
  /** The changed terms have no waiver of the chosen name: reckoned without. */
  readonly waiverUnknown: boolean;
}

/** How often customers saw differently what rests on a clause of the terms they had signed. */
export interface DisputedClause {
  readonly terms: string;
  readonly clause: string;
  readonly returns: number;
  readonly amount: Cents;
}

export interface TriedTerms {
  readonly contracts: readonly TriedContract[];
  readonly returns: number;
  /** Over the contracts without problems. */
  readonly asSigned: Cents;
  readonly changed: Cents;
  readonly difference: Cents;
  /** Rules of the changed terms that none of the returns came across. */
  readonly idle: readonly { readonly id: string; readonly clause: string }[];
  /** The most often disputed first. */
  readonly disputed: readonly DisputedClause[];
}

export interface Trial {
  readonly terms: Terms;
  /** Only returns that came back on this day or later; null: all. */
  readonly since: Day | null;
  /** Told after each contract. */
  readonly onProgress: (done: number, all: number) => void;
}

/** Counts what goes over all contracts; the contracts themselves are let go one by one. */
interface Tally {
  readonly fired: Set<string>;
  readonly disputed: Map<string, DisputedClause>;
}

/** Contracts that are read in one go; between them others can write. */
const AT_ONCE = 50;

/** A few contracts are in memory at a time; stores nothing. */
export async function tryTerms(desk: Desk, trial: Trial): Promise<TriedTerms> {
  const store = await desk.store();
  const setting = { calendar: await desk.calendar(), today: dayOf(desk.clock.now(), desk.settings.zone) };
  const last = lastReturns(await store.read(({ inspections }) => inspections.list()), trial.since, desk.settings.zone);
  const tally: Tally = { fired: new Set(), disputed: new Map() };
  const contracts: TriedContract[] = [];
  for (let from = 0; from < last.length; from += AT_ONCE) {
    await store.read(async (repositories) => {
      for (const [index, header] of last.slice(from, from + AT_ONCE).entries()) {
        const tried = await tryContract(repositories, header, setting, trial, tally);
        if (tried) contracts.push(tried);
        trial.onProgress(from + index + 1, last.length);
      }
    });
  }
  return summary(contracts, trial.terms, tally);
}

/** The last finished return of each contract, in the order the contracts first came back. */
function lastReturns(headers: readonly InspectionHeader[], since: Day | null, zone: string): InspectionHeader[] {
  const last = new Map<string, InspectionHeader>();
  for (const header of headers) {
    if (header.kind !== "return" || header.finishedAt === null) continue;
    const known = last.get(header.contract);
    if (!known || known.load < header.load) last.set(header.contract, header);
  }
  // Nothing comes back after its walkthrough is over.
  return [...last.values()].filter(({ finishedAt }) => since === null || (finishedAt !== null && dayOf(finishedAt, zone) >= since));
}

async function tryContract(
  repositories: Repositories,
  header: InspectionHeader,
  setting: Parameters<typeof loadReturn>[2],
  { terms, since }: Trial,
  tally: Tally,
): Promise<TriedContract | null> {
  const { facts, otherLoads } = await loadReturn(repositories, header, setting);
  const loads = [...otherLoads, facts].sort((a, b) => a.inspection.load - b.inspection.load);
  const meant = loads.map(({ inspection, contract }) => since === null || dayOf(inspection.cameBackAt, contract.zone) >= since);
  if (!meant.includes(true)) return null;
  const { contract, terms: signed } = facts;
  const only = (assessments: readonly Assessment[]): Assessment[] => assessments.filter((_, index) => meant[index]);
  const waiver = waiverIn(terms, contract.waiver);
  const all = reckonAnew(loads, { terms: signed, waiver: contract.waiver, include: "all" });
  const then = only(all);
  const now = only(reckonAnew(loads, { terms, waiver, include: "all" }));
  for (const assessment of now) for (const rule of firedRules(assessment)) tally.fired.add(rule);
  countDisputes(tally, signed, only(asDisputed(loads, signed, all)));
  const own = loads.filter((_, index) => meant[index]);
  const [a, b] = [totalOf(contract, own, then), totalOf(contract, own, now)];
  return {
    contract: contract.number,
    customer: contract.customer.name,
    returns: own.map(({ inspection }) => inspection.id),
    asSigned: a,
    changed: b,
    difference: subtract(b, a),
    problems: [...then, ...now].reduce((count, { problems }) => count + problems.length, 0),
    waiverUnknown: waiver !== contract.waiver,
  };
}

const totalOf = ({ prices, zone }: Contract, loads: readonly FactsWithoutChoice[], assessments: readonly Assessment[]): Cents =>
  sum(
    assessments.flatMap(({ charges }, index) => {
      const load = loads[index];
      return load ? makeDocuments(charges, prices, dayOf(load.inspection.cameBackAt, zone)).map(({ total }) => total) : [];
    }),
  );

/** What was settled since was disputed all the same. */
function asDisputed(loads: readonly FactsWithoutChoice[], terms: Terms, then: readonly Assessment[]): readonly Assessment[] {
  if (loads.every(({ inspection }) => inspection.settled.length === 0)) return then;
  const before = loads.map((facts) => ({ ...facts, inspection: { ...facts.inspection, settled: [] } }));
  return reckonAnew(before, { terms, waiver: loads[0]?.contract.waiver ?? null, include: "all" });
}

function countDisputes({ disputed }: Tally, terms: Terms, assessments: readonly Assessment[]): void {
  for (const { charges } of assessments) {
    const own = charges.filter((charge) => charge.disputed);
    for (const clause of new Set(own.map((charge) => charge.clause))) {
      const key = `${terms.name} ${clause}`;
      const known = disputed.get(key) ?? { terms: terms.name, clause, returns: 0, amount: ZERO };
      const amount = sum(own.filter((charge) => charge.clause === clause).map((charge) => charge.amount));
      disputed.set(key, { ...known, returns: known.returns + 1, amount: add(known.amount, amount) });
    }
  }
}

function summary(contracts: readonly TriedContract[], terms: Terms, { fired, disputed }: Tally): TriedTerms {
  const priced = contracts.filter(({ problems }) => problems === 0);
  const [asSigned, changed] = [sum(priced.map((one) => one.asSigned)), sum(priced.map((one) => one.changed))];
  return {
    contracts: [...contracts].sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference)),
    returns: contracts.reduce((count, { returns }) => count + returns.length, 0),
    asSigned,
    changed,
    difference: subtract(changed, asSigned),
    idle: rulesOf(terms)
      .filter(({ id }) => !fired.has(id))
      .map(({ id, clause }) => ({ id, clause })),
    disputed: [...disputed.values()].sort((a, b) => b.returns - a.returns || b.amount - a.amount),
  };
}
