/**
 * Step 1: what the hand-over's record shows was there before. The count of the same is subtracted, in the customer's favour: where it
 * is not known which of several units it was, it was the one that would cost most; a severity or size that was not noted covers any.
 */

import { FINDING_TYPES, SEVERITIES } from "../../contract/terms.ts";
import type { Finding, Group, Inspection, LineFacts } from "../../inspection/inspection.ts";
import type { Context } from "../context.ts";

/** Units of a group that are alike once the baseline is subtracted. */
export interface GroupUnits {
  readonly group: string;
  readonly first: number;
  readonly count: number;
  /** What is new on each unit. */
  readonly findings: readonly Finding[];
  /** What was there before, on each unit. */
  readonly before: readonly Finding[];
}

/** Something the hand-over's record shows, and on how many units it has not been met again. */
export interface Known {
  readonly finding: Finding;
  units: number;
}

/** What one unit with these findings would cost; decides which of several candidates was the one. */
export type CostOf = (findings: readonly Finding[]) => number;

const severityRank = (finding: Finding): number => (finding.severity === null ? SEVERITIES.length : SEVERITIES.indexOf(finding.severity));

/** The slightest first: a severe mark in the record can stand for a lighter one, not the other way round. */
const inOrder = (a: Known, b: Known): number =>
  FINDING_TYPES.indexOf(a.finding.type) - FINDING_TYPES.indexOf(b.finding.type) ||
  severityRank(a.finding) - severityRank(b.finding) ||
  a.finding.marks - b.finding.marks;

const covers = (known: Finding, found: Finding): boolean =>
  known.type === found.type &&
  known.part === found.part &&
  (known.severity === null || found.severity === null || severityRank(known) >= severityRank(found)) &&
  (known.sizeMm === null || found.sizeMm === null || known.sizeMm >= found.sizeMm);

/** What the hand-over's record shows of a line, the slightest first. */
export function knownOf(line: LineFacts | undefined): Known[] {
  const known = (line?.groups ?? []).flatMap((group) => group.findings.map((finding) => ({ finding, units: group.count })));
  return known.sort(inOrder);
}

/** The same unit without what was known: the whole finding, or as many of its marks. */
function unitWithout(unit: GroupUnits, found: Finding, known: Finding): Pick<GroupUnits, "findings" | "before"> {
  const rest = unit.findings.filter((finding) => finding !== found);
  const newMarks = found.marks - known.marks;
  return {
    findings: newMarks > 0 ? [...rest, { ...found, marks: newMarks }] : rest,
    before: [...unit.before, newMarks > 0 ? { ...found, marks: known.marks } : found],
  };
}

interface Candidate {
  readonly unit: GroupUnits;
  readonly found: Finding;
}

/** Those that would save most first; among equals the earlier group. */
function candidates(units: readonly GroupUnits[], known: Finding, costOf: CostOf): Candidate[] {
  const all = units.flatMap((unit) => {
    const found = unit.findings.find((finding) => covers(known, finding));
    return found ? [{ unit, found }] : [];
  });
  if (all.length === 1) return all;
  const saving = ({ unit, found }: Candidate): number => costOf(unit.findings) - costOf(unitWithout(unit, found, known).findings);
  return all
    .map((candidate) => ({ candidate, saved: saving(candidate) }))
    .sort((a, b) => b.saved - a.saved)
    .map(({ candidate }) => candidate);
}

/** Takes as many units of a candidate as the record knows of; the others stay as they were. */
function split(units: GroupUnits[], { unit, found }: Candidate, known: Known): void {
  const count = Math.min(known.units, unit.count);
  known.units -= count;
  const rest = { ...unit, count: unit.count - count };
  const met = { ...unit, ...unitWithout(unit, found, known.finding), first: unit.first + rest.count, count };
  units.splice(units.indexOf(unit), 1, ...(rest.count > 0 ? [rest, met] : [met]));
}

/**
 * The groups of one load, split into units that are alike once what was there before is subtracted.
 * @param groups in the order of their numbers.
 * @param known what of the record earlier loads have not met; what this load meets is taken off it.
 */
export function withoutKnown(groups: readonly Group[], known: readonly Known[], costOf: CostOf): GroupUnits[] {
  const units: GroupUnits[] = groups.map((group) => ({
    group: group.id,
    first: 0,
    count: group.count,
    findings: group.findings,
    before: [],
  }));
  for (const one of known) {
    for (const candidate of candidates(units, one.finding, costOf)) {
      if (one.units === 0) break;
      split(units, candidate, one);
    }
  }
  return units;
}

/** Of a plain count (dirty, a missing part), what the hand-over's record shows and earlier loads have not met. */
export function knownCountLeft(context: Context, position: number, countOf: (line: LineFacts) => number): number {
  const { baseline, earlierLoads } = context.facts;
  const count = (load: Inspection): number => {
    const line = context.factsOf(load, position);
    return line ? countOf(line) : 0;
  };
  const met = earlierLoads.reduce((sum, load) => sum + count(load), 0);
  return baseline === null ? 0 : Math.max(0, count(baseline) - met);
}
