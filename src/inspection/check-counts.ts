/** Whether the counts of a line can be true: whole, not negative, and adding up to what is there to come back. */
import type { Problem, Values } from "../kernel/result.ts";
import type { InspectionKind, LineCounts } from "./inspection.ts";

/** The most units one line can have; the contract refuses more. */
export const MOST_UNITS = 1_000_000;

export interface LineLimits {
  readonly kind: InspectionKind;
  /** Out before this load. */
  readonly out: number;
  /** Declared missing by earlier loads. */
  readonly missingBefore: number;
  /** Names of the parts a unit has. */
  readonly parts: readonly string[];
}

const problem = (code: string, path: string, values: Values = {}): Problem => ({ code, values, path, line: null, column: null });

const NUMBERS = ["ok", "damaged", "missing", "stillOut", "found", "dirty"] as const;

/** A count is whole, not negative and not beyond any line; null when it is. */
export function checkNumber(name: string, value: number): Problem | null {
  if (Number.isFinite(value) && value < 0) return problem("negative", name, { name, value });
  if (!Number.isInteger(value)) return problem("not-whole", name, { name, value });
  if (value > MOST_UNITS) return problem("too-many", name, { name, value });
  return null;
}

function checkEach(counts: LineCounts): Problem[] {
  const named: [string, number][] = [
    ...NUMBERS.map((name): [string, number] => [name, counts[name]]),
    ...Object.entries(counts.missingParts).map(([part, count]): [string, number] => [`missingParts.${part}`, count]),
  ];
  const problems = named.flatMap(([name, value]) => checkNumber(name, value) ?? []);
  const hours = counts.cleaningHours;
  if (hours !== null && !(hours >= 0 && hours <= 1_000)) {
    problems.push(problem("hours", "cleaningHours", { value: hours }));
  }
  return problems;
}

function checkSum(counts: LineCounts, { kind, out, missingBefore }: LineLimits): Problem[] {
  const { ok, damaged, missing, stillOut, found } = counts;
  if (kind === "handover" && stillOut > 0) {
    return [problem("still-out-at-handover", "stillOut")];
  }
  if (found > missingBefore) {
    return [problem("found-too-many", "found", { found, missing: missingBefore })];
  }
  const there = out + found;
  for (const [name, count] of [
    ["damaged", damaged],
    ["missing", missing],
    ["stillOut", stillOut],
  ] as const) {
    if (count > there) return [problem("more-than-out", name, { name, count, out: there })];
  }
  const total = ok + damaged + missing + stillOut;
  if (total === there) return [];
  const parts = { ok, damaged, missing, stillOut, total, out: there };
  return [problem("not-the-sum", "", parts)];
}

function checkBeside(counts: LineCounts, limits: LineLimits): Problem[] {
  const back = counts.ok + counts.damaged;
  const problems: Problem[] = [];
  if (counts.dirty > back) {
    problems.push(problem("dirty-too-many", "dirty", { dirty: counts.dirty, back }));
  }
  for (const [part, count] of Object.entries(counts.missingParts)) {
    const path = `missingParts.${part}`;
    if (!limits.parts.includes(part)) problems.push(problem("unknown-part", path, { part }));
    else if (count > back) problems.push(problem("parts-too-many", path, { part, count, back }));
  }
  return problems;
}

/**
 * What is wrong with the counts of a line; empty when they can be true. Every number is checked first; sums are only compared where
 * each number is a count.
 */
export function checkCounts(counts: LineCounts, limits: LineLimits): readonly Problem[] {
  const each = checkEach(counts);
  if (each.length > 0) return each;
  return [...checkSum(counts, limits), ...checkBeside(counts, limits)];
}

/** What is wrong with a counted number: it must be what the counts say came back. */
export function checkTally(counted: number | null, cameBack: number): readonly Problem[] {
  if (counted === null) return [];
  const wrong = checkNumber("counted", counted);
  if (wrong !== null) return [wrong];
  if (counted === cameBack) return [];
  return [problem("tally-differs", "counted", { counted, back: cameBack })];
}
