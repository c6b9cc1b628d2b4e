/** Whether the counts of a line can be true: whole, not negative, and adding up to what is there to come back. */
import type { Problem } from "../kernel/result.ts";
import type { InspectionKind, LineCounts } from "./inspection.ts";

/** The most units one line can have; the contract refuses more. */
export const MOST_UNITS = 1_000_000;

/** A problem with figures for the catalogue: `inspect.counts.<code>` words it in the staff's language. */
export interface CountProblem extends Problem {
  readonly values: Readonly<Record<string, string | number>>;
}

export interface LineLimits {
  readonly kind: InspectionKind;
  /** Out before this load. */
  readonly out: number;
  /** Declared missing by earlier loads. */
  readonly missingBefore: number;
  /** Names of the parts a unit has. */
  readonly parts: readonly string[];
}

const problem = (code: string, path: string, message: string, values: CountProblem["values"] = {}): CountProblem => ({
  code,
  message,
  path,
  line: null,
  column: null,
  values,
});

const NUMBERS = ["ok", "damaged", "missing", "stillOut", "found", "dirty"] as const;

/** A count is whole, not negative and not beyond any line; null when it is. */
export function checkNumber(name: string, value: number): CountProblem | null {
  if (Number.isFinite(value) && value < 0)
    return problem("negative", name, `${name} is ${value}: a count cannot be negative`, { name, value });
  if (!Number.isInteger(value)) return problem("not-whole", name, `${name} is ${value}: a count is a whole number`, { name, value });
  if (value > MOST_UNITS) return problem("too-many", name, `${name} is ${value}: more than any line holds`, { name, value });
  return null;
}

function checkEach(counts: LineCounts): CountProblem[] {
  const named: [string, number][] = [
    ...NUMBERS.map((name): [string, number] => [name, counts[name]]),
    ...Object.entries(counts.missingParts).map(([part, count]): [string, number] => [`missingParts.${part}`, count]),
  ];
  const problems = named.flatMap(([name, value]) => checkNumber(name, value) ?? []);
  const hours = counts.cleaningHours;
  if (hours !== null && !(hours >= 0 && hours <= 1_000)) {
    problems.push(problem("hours", "cleaningHours", `cleaningHours is ${hours}: hours are between 0 and 1,000`, { value: hours }));
  }
  return problems;
}

function checkSum(counts: LineCounts, { kind, out, missingBefore }: LineLimits): CountProblem[] {
  const { ok, damaged, missing, stillOut, found } = counts;
  if (kind === "handover" && stillOut > 0) {
    return [problem("still-out-at-handover", "stillOut", "nothing can be still out at a hand-over: what does not go along is missing")];
  }
  if (found > missingBefore) {
    const message = `${found} found, but earlier loads declared ${missingBefore} missing`;
    return [problem("found-too-many", "found", message, { found, missing: missingBefore })];
  }
  const there = out + found;
  for (const [name, count] of [
    ["damaged", damaged],
    ["missing", missing],
    ["stillOut", stillOut],
  ] as const) {
    if (count > there)
      return [problem("more-than-out", name, `${name} is ${count}, but only ${there} are out`, { name, count, out: there })];
  }
  const total = ok + damaged + missing + stillOut;
  if (total === there) return [];
  const parts = { ok, damaged, missing, stillOut, total, out: there };
  const message = `${ok} in order + ${damaged} damaged + ${missing} missing + ${stillOut} still out = ${total}, but ${there} are out`;
  return [problem("not-the-sum", "", message, parts)];
}

function checkBeside(counts: LineCounts, limits: LineLimits): CountProblem[] {
  const back = counts.ok + counts.damaged;
  const problems: CountProblem[] = [];
  if (counts.dirty > back) {
    problems.push(problem("dirty-too-many", "dirty", `${counts.dirty} dirty, but only ${back} came back`, { dirty: counts.dirty, back }));
  }
  for (const [part, count] of Object.entries(counts.missingParts)) {
    const path = `missingParts.${part}`;
    if (!limits.parts.includes(part))
      problems.push(problem("unknown-part", path, `the contract knows no part "${part}" of this line`, { part }));
    else if (count > back)
      problems.push(problem("parts-too-many", path, `${count} × ${part} missing, but only ${back} units came back`, { part, count, back }));
  }
  return problems;
}

/**
 * What is wrong with the counts of a line; empty when they can be true. Every number is checked first; sums are only compared where
 * each number is a count.
 */
export function checkCounts(counts: LineCounts, limits: LineLimits): readonly CountProblem[] {
  const each = checkEach(counts);
  if (each.length > 0) return each;
  return [...checkSum(counts, limits), ...checkBeside(counts, limits)];
}

/** What is wrong with a counted number: it must be what the counts say came back. */
export function checkTally(counted: number | null, cameBack: number): readonly CountProblem[] {
  if (counted === null) return [];
  const wrong = checkNumber("counted", counted);
  if (wrong !== null) return [wrong];
  if (counted === cameBack) return [];
  const message = `counted ${counted}, but the counts say ${cameBack} came back: correct the counts, the difference is missing or still out`;
  return [problem("tally-differs", "counted", message, { counted, back: cameBack })];
}
