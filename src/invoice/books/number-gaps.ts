/** Whether the numbers of a series are without gaps: what an auditor looks for first. */

export interface NumberRun {
  readonly first: string;
  readonly last: string;
  readonly count: number;
  readonly missing: readonly string[];
}

interface Counted {
  readonly number: string;
  readonly before: string;
  readonly count: number;
  readonly after: string;
}

/** Where a pattern puts the count: what stands before it, the count, what stands after it. */
function shapeOf(pattern: string): RegExp {
  const escaped = pattern.replace(/[.*+?^$()|[\]\\]/gu, "\\$&").replace("{year}", "\\d{4}");
  const [before = "", after = ""] = escaped.split(/\{number(?::\d+)?\}/u);
  return new RegExp(`^(${before})(\\d+)(${after})$`, "u");
}

/** A number from before the pattern was changed: its last figures are its count, and no number is without figures. */
const LAST_FIGURES = /^(.*?)(\d+)(\D*)$/u;

function countedIn(number: string, shape: RegExp): Counted {
  const [, before = "", figures, after = ""] = (shape.exec(number) ?? LAST_FIGURES.exec(number)) as RegExpExecArray;
  return { number, before, count: Number(figures), after };
}

/**
 * The numbers of one kind in runs (a year, or a pattern that was used for a while), each with what is missing between its first and
 * its last.
 * @param pattern as the desk writes it: `L-{year}-{number:4}`.
 */
export function numberRuns(numbers: readonly string[], pattern: string): readonly NumberRun[] {
  const shape = shapeOf(pattern);
  const runs = new Map<string, Counted[]>();
  for (const counted of numbers.map((number) => countedIn(number, shape))) {
    const key = `${counted.before}\n${counted.after}`;
    runs.set(key, [...(runs.get(key) ?? []), counted]);
  }
  return [...runs.values()].map(runOf);
}

function runOf(run: readonly Counted[]): NumberRun {
  const sorted = [...run].sort((a, b) => a.count - b.count);
  const [first, last] = [sorted[0] as Counted, sorted.at(-1) as Counted];
  const width = first.number.length - first.before.length - first.after.length;
  const known = new Set(run.map(({ count }) => count));
  const missing: string[] = [];
  for (let count = first.count + 1; count < last.count; count += 1) {
    if (!known.has(count)) missing.push(`${first.before}${String(count).padStart(width, "0")}${first.after}`);
  }
  return { first: first.number, last: last.number, count: run.length, missing };
}
