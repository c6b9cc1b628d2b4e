/** Where two texts or two values differ, for people to read. */
import { type Difference, MOST_DIFFERENCES } from "./checked.ts";

/** Beyond this many lines a file is no letter of ours. */
const MOST_LINES = 3_000;

/** Lines that only one of them has, around the longest part they have in common; those that took each other's place stand side by side. */
export function differingLines(issued: readonly string[], here: readonly string[]): readonly Difference[] {
  const [a, b] = [issued.slice(0, MOST_LINES), here.slice(0, MOST_LINES)];
  const [keyA, keyB] = [a.map(bare), b.map(bare)];
  const common = commonLengths(keyA, keyB);
  const found: Difference[] = [];
  const gone: string[] = [];
  const come: string[] = [];
  const pair = (): void => {
    for (let at = 0; at < Math.max(gone.length, come.length); at += 1) found.push({ issued: gone[at] ?? null, here: come[at] ?? null });
    gone.length = 0;
    come.length = 0;
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && keyA[i] === keyB[j]) {
      pair();
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && lengthAt(common, i + 1, j) >= lengthAt(common, i, j + 1))) {
      gone.push(a[i] as string);
      i += 1;
    } else {
      come.push(b[j] as string);
      j += 1;
    }
  }
  pair();
  return found;
}

/**
 * Programs that save a PDF anew take some signs for others in what they say of its letters, such as ¬ for €. Letters, figures and what
 * stands between figures count as words; how the rest looks is compared in pictures.
 */
const bare = (line: string): string => line.normalize("NFKC").replace(/[^\p{L}\p{N}.,:%+\u2212-]+/gu, "");

const lengthAt = (common: readonly Uint16Array[], i: number, j: number): number => common[i]?.[j] ?? 0;

/** For each pair of places, how many lines the rests from there have in common. */
function commonLengths(a: readonly string[], b: readonly string[]): readonly Uint16Array[] {
  const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const row = common[i] as Uint16Array;
    for (let j = b.length - 1; j >= 0; j -= 1)
      row[j] = a[i] === b[j] ? lengthAt(common, i + 1, j + 1) + 1 : Math.max(lengthAt(common, i + 1, j), lengthAt(common, i, j + 1));
  }
  return common;
}

/** Deeper than anything of ours. */
const DEEPEST = 20;
const LONGEST_SHOWN = 120;

/** Members that differ, with their places: `settlement.toPay: 6202`. */
export function differingMembers(issued: unknown, here: unknown): readonly Difference[] {
  const found: Difference[] = [];
  const compare = (one: unknown, other: unknown, place: string, depth: number): void => {
    if (found.length >= MOST_DIFFERENCES || Object.is(one, other)) return;
    if (depth < DEEPEST && isTree(one) && isTree(other) && Array.isArray(one) === Array.isArray(other)) {
      for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
        compare(one[key], other[key], Array.isArray(one) ? `${place}[${key}]` : place === "" ? key : `${place}.${key}`, depth + 1);
      }
    } else found.push({ issued: said(place, one), here: said(place, other) });
  };
  compare(issued, here, "", 0);
  return found;
}

const isTree = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

function said(place: string, value: unknown): string | null {
  if (value === undefined) return null;
  const text = `${place}: ${isTree(value) ? "…" : JSON.stringify(value)}`;
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN - 1)}…` : text;
}
