/**
 * What was ours comes off the rent: by the terms where they price it, else by the sum that somebody with authority named. Never more
 * than the rent that was agreed, and never off damages: those are another matter.
 */
import { type Contract, type ContractLine, effectiveDue } from "../contract/contract.ts";
import type { FaultKind, OurFaultRule } from "../contract/our-faults.ts";
import type { Terms } from "../contract/terms.ts";
import { startedDays } from "../kernel/dates.ts";
import { type Cents, multiply, notNegative, shareOf, smaller, subtract, sum, ZERO } from "../kernel/money.ts";
import type { TraceStep } from "./assessment.ts";
import { lineClaimant } from "./claim-by-match.ts";
import { traced } from "./trace.ts";

/** A fact about a delivery. */
export interface OurFault {
  readonly id: number;
  readonly kind: FaultKind;
  /** A line of the contract; null: the whole delivery. */
  readonly position: number | null;
  /** Units it was so with; null: all of the line, or of the delivery. */
  readonly count: number | null;
  /** Started days it was so for; null: as long as the goods were rented. */
  readonly days: number | null;
  /** What was decided: a sum that somebody named, or null where the terms decide. */
  readonly named: Cents | null;
  readonly note: string | null;
}

export interface RentReduction {
  readonly fault: OurFault;
  /** Null: off the rent of the whole delivery. */
  readonly position: number | null;
  readonly quantity: number;
  /** What comes off the rent of one; null where a sum was named, or the rent is the limit. */
  readonly unitAmount: Cents | null;
  /** In the mode of the contract's prices. More than 0. */
  readonly amount: Cents;
  /** Null where a sum was named. */
  readonly rule: string | null;
  readonly clause: string | null;
  readonly trace: readonly TraceStep[];
}

export type RentFacts = { readonly contract: Contract; readonly terms: Terms };

/** Days of the agreed rental: a started day counts whole, and a day is the same wall-clock time next day. At least one. */
export const rentalDays = (contract: Contract): number =>
  Math.max(1, startedDays(contract.handOver, effectiveDue(contract), contract.zone));

const rentOf = (contract: Contract, { dailyRent, quantity }: ContractLine): Cents => multiply(dailyRent, quantity * rentalDays(contract));

/** The rule that prices a fault on a line; null where none does. @throws RangeError when two do. */
function ruleFor({ terms }: RentFacts, kind: FaultKind, line: ContractLine): OurFaultRule | null {
  const speaking = (terms.ourFaults ?? []).filter(({ faults }) => faults.length === 0 || faults.includes(kind));
  return lineClaimant(speaking, line);
}

const linesOf = ({ contract }: RentFacts, { position }: Pick<OurFault, "position">): readonly ContractLine[] =>
  contract.lines.filter((line) => position === null || line.position === position);

/** Whether the terms price it on every line it speaks of. */
export const termsPrice = (facts: RentFacts, fault: Pick<OurFault, "kind" | "position">): boolean =>
  linesOf(facts, fault).every((line) => ruleFor(facts, fault.kind, line) !== null);

/** What comes off the rent of one unit. */
function unitReduction({ contract }: RentFacts, fault: OurFault, line: ContractLine, rule: OurFaultRule): readonly TraceStep[] {
  const { reduction } = rule;
  if (reduction.kind === "fixed") return [traced(3, rule, "ourFault.fixed", {}, reduction.amount)];
  const days = Math.min(fault.days ?? rentalDays(contract), rentalDays(contract));
  const rent = multiply(line.dailyRent, days);
  const daily = { rent: { cents: line.dailyRent }, days: { count: days } };
  const whole = traced(3, rule, "ourFault.rent", daily, rent);
  const share = shareOf(rent, reduction.rate);
  return share === rent
    ? [whole]
    : [whole, traced(3, rule, "ourFault.share", { rent: { cents: rent }, rate: { rate: reduction.rate } }, share)];
}

function byTerms(facts: RentFacts, fault: OurFault, line: ContractLine): RentReduction {
  const rule = ruleFor(facts, fault.kind, line);
  if (rule === null) throw new RangeError(`no rule for fault ${fault.id} on line ${line.position}`);
  const steps = unitReduction(facts, fault, line, rule);
  const unitAmount = (steps.at(-1) as TraceStep).out;
  const quantity = Math.min(fault.count ?? line.quantity, line.quantity);
  const amount = multiply(unitAmount, quantity);
  const times = quantity === 1 ? [] : [traced(6, null, "times", { one: { cents: unitAmount }, count: { count: quantity } }, amount)];
  const { id: ruleId, clause } = rule;
  return { fault, position: line.position, quantity, unitAmount, amount, rule: ruleId, clause, trace: [...steps, ...times] };
}

function byName(fault: OurFault, amount: Cents): RentReduction {
  const trace = [traced(13, null, "ourFault.named", {}, amount)];
  return { fault, position: fault.position, quantity: 1, unitAmount: null, amount, rule: null, clause: null, trace };
}

/** Cuts to what is left of the rent it comes off. */
function withinRent(reduction: RentReduction, left: Cents): RentReduction {
  const amount = smaller(reduction.amount, left);
  if (amount === reduction.amount) return reduction;
  const capped = traced(8, null, "ourFault.capped", { before: { cents: reduction.amount }, left: { cents: left } }, amount);
  return { ...reduction, unitAmount: null, quantity: 1, amount, trace: [...reduction.trace, capped] };
}

/**
 * All faults of a contract that were decided, in the order they were entered: each takes what those before it have left of the rent.
 * @throws RangeError for a fault that the terms are to decide and do not price.
 */
export function reduceRent(facts: RentFacts, faults: readonly OurFault[]): readonly RentReduction[] {
  const { contract } = facts;
  const taken = new Map<number | null, Cents>();
  const takenOf = (positions: readonly (number | null)[]): Cents => sum(positions.map((position) => taken.get(position) ?? ZERO));
  const wholeRent = sum(contract.lines.map((line) => rentOf(contract, line)));
  const every = [null, ...contract.lines.map(({ position }) => position)];
  return faults.flatMap((fault) => {
    const wanted = fault.named === null ? linesOf(facts, fault).map((line) => byTerms(facts, fault, line)) : [byName(fault, fault.named)];
    return wanted.flatMap((reduction) => {
      const line = contract.lines.find(({ position }) => position === reduction.position);
      const ofAll = subtract(wholeRent, takenOf(every));
      const ofLine = line ? smaller(subtract(rentOf(contract, line), takenOf([line.position])), ofAll) : ofAll;
      const cut = withinRent(reduction, notNegative(ofLine));
      taken.set(reduction.position, sum([taken.get(reduction.position) ?? ZERO, cut.amount]));
      return cut.amount === 0 ? [] : [cut];
    });
  });
}
