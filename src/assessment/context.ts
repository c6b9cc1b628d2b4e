/** What every rule of one assessment looks at, read from the facts once. */
import { type ContractLine, effectiveDue, type PriceMode } from "../contract/contract.ts";
import type { Terms, Waiver } from "../contract/terms.ts";
import type { Inspection, LineFacts } from "../inspection/inspection.ts";
import { type Day, dayOf, type Instant } from "../kernel/dates.ts";
import { type Disputes, readDisputes } from "./answers.ts";
import type { Facts } from "./assessment.ts";

export interface Context {
  readonly facts: Facts;
  readonly terms: Terms;
  /** The mode of rents, price lists and what is charged. */
  readonly prices: PriceMode;
  /** The mode of values, repairs and caps: what the firm may claim. */
  readonly claims: PriceMode;
  readonly zone: string;
  readonly due: Instant;
  readonly dueDay: Day;
  readonly back: Instant;
  /** Also the day of supply, which decides VAT rates. */
  readonly backDay: Day;
  readonly line: (position: number) => ContractLine;
  /** A line of one of the facts' inspections; undefined where that inspection did not touch it. */
  readonly factsOf: (inspection: Inspection, position: number) => LineFacts | undefined;
  /** How many of a line's units the customer sees differently. */
  readonly disputes: Disputes;
  /** The calendar day of a moment where the desk is. */
  readonly dayOf: (moment: Instant) => Day;
  /** The waiver the customer chose; null: none. */
  readonly waiver: Waiver | null;
  /** Reckons a figure once however many units share it. */
  readonly once: Once;
  /** Reckons a figure of one line once. */
  readonly onceOf: <T>(line: ContractLine, key: string, reckon: () => T) => T;
}

type Once = <T>(key: string, reckon: () => T) => T;

function reckonedOnce(): Once {
  const figures = new Map<string, unknown>();
  return <T>(key: string, reckon: () => T): T => {
    const known = figures.get(key);
    if (known !== undefined) return known as T;
    const figure = reckon();
    figures.set(key, figure);
    return figure;
  };
}

function reckonedOnceOf(): Context["onceOf"] {
  const byLine = new Map<ContractLine, Once>();
  return (line, key, reckon) => {
    const once = byLine.get(line) ?? reckonedOnce();
    byLine.set(line, once);
    return once(key, reckon);
  };
}

function indexed(): Context["factsOf"] {
  const byInspection = new Map<Inspection, ReadonlyMap<number, LineFacts>>();
  return (inspection, position) => {
    const known = byInspection.get(inspection);
    const lines = known ?? new Map(inspection.lines.map((line) => [line.position, line]));
    if (!known) byInspection.set(inspection, lines);
    return lines.get(position);
  };
}

/** @throws RangeError when the contract names a waiver that its terms do not have. */
function chosenWaiver({ contract, terms }: Facts): Waiver | null {
  if (contract.waiver === null) return null;
  const waiver = terms.waivers.find((candidate) => candidate.id === contract.waiver);
  if (!waiver) throw new RangeError(`the terms have no waiver ${contract.waiver}`);
  return waiver;
}

/** @throws RangeError when the facts contradict each other: a waiver or a line that the contract or its terms do not have. */
export function readContext(facts: Facts): Context {
  const { contract, terms, inspection } = facts;
  const lines = new Map(contract.lines.map((line) => [line.position, line]));
  const due = effectiveDue(contract);
  const once = reckonedOnce();
  const localDay = (moment: Instant): Day => once(`day/${moment}`, () => dayOf(moment, contract.zone));
  return {
    facts,
    terms,
    prices: contract.prices,
    claims: terms.value?.claims ?? contract.prices,
    zone: contract.zone,
    due,
    dueDay: localDay(due),
    back: inspection.cameBackAt,
    backDay: localDay(inspection.cameBackAt),
    line: (position) => {
      const line = lines.get(position);
      if (!line) throw new RangeError(`the contract has no line ${position}`);
      return line;
    },
    factsOf: indexed(),
    disputes: readDisputes(inspection.answer),
    dayOf: localDay,
    waiver: chosenWaiver(facts),
    once,
    onceOf: reckonedOnceOf(),
  };
}
