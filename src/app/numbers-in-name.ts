/** Which contracts' numbers a file's name carries: `2026-0117 signed.pdf`, `2026_0117.pdf`, `20260117_Makela.pdf` is none. */
import type { ContractRepository } from "./ports.ts";

/** A number has at most so many groups of letters and figures: `T-2026-0117-B`. */
const MOST_GROUPS = 5;
/** A shorter number is in too many names by chance: it must be the whole name. */
const SHORTEST_WITHIN = 4;
/** How a number's groups are kept apart on paper, where a file's name has anything. */
const BETWEEN = ["-", "/", "", " ", ".", "_"];

/** A day is no number, though a part of it may look like one. */
const DAY = /(?<!\d)(?:\d{4}[-_. ]\d{1,2}[-_. ]\d{1,2}|\d{1,2}[-_. ]\d{1,2}[-_. ]\d{4})(?!\d)/gu;

interface Group {
  readonly from: number;
  readonly to: number;
}

/** Every run of groups as it stands and as it may be written, the longest first. */
function runsOf(stem: string): { readonly from: number; readonly to: number; readonly spellings: readonly string[] }[] {
  const groups: Group[] = [...stem.matchAll(/[\p{L}\p{N}]+/gu)].map(({ index, 0: text }) => ({ from: index, to: index + text.length }));
  const days = [...stem.matchAll(DAY)].map(({ index, 0: text }) => ({ from: index, to: index + text.length }));
  const runs = groups.flatMap((first, at) =>
    groups.slice(at, at + MOST_GROUPS).map((last, count) => {
      const parts = groups.slice(at, at + count + 1).map(({ from, to }) => stem.slice(from, to));
      const { from } = first;
      const { to } = last;
      return { from, to, spellings: [...new Set([stem.slice(from, to), ...BETWEEN.map((sign) => parts.join(sign))])] };
    }),
  );
  const inDay = ({ from, to }: Group): boolean => days.some((day) => from < day.to && to > day.from && !(from <= day.from && to >= day.to));
  const short = ({ from, to }: Group): boolean => to - from < SHORTEST_WITHIN && to - from < stem.trim().length;
  return runs.filter((run) => !inDay(run) && !short(run)).sort((a, b) => b.to - b.from - (a.to - a.from));
}

/** @param name the file's, without its folders. @returns numbers as the contracts write them, each once. */
export async function numbersInName(contracts: Pick<ContractRepository, "known">, name: string): Promise<readonly string[]> {
  const runs = runsOf(name.replace(/\.[^.]{1,5}$/u, "").slice(0, 200));
  const known = await contracts.known(runs.flatMap(({ spellings }) => spellings));
  const byKey = new Map(known.map((number) => [number.trim().toLowerCase(), number]));
  const found = runs.flatMap((run) => {
    const number = run.spellings.map((spelling) => byKey.get(spelling.toLowerCase())).find((hit) => hit !== undefined);
    return number === undefined ? [] : [{ ...run, number }];
  });
  // `2026-0117` within `2026-0117-2`, where both are contracts, is the longer one.
  const outermost = found.filter((hit, at) => !found.slice(0, at).some(({ from, to }) => from <= hit.from && to >= hit.to));
  return [...new Set(outermost.map(({ number }) => number))];
}
