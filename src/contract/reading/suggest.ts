import { closest, distance } from "fastest-levenshtein";

/** The known word that a slip of the finger away from `word`; null when none is near. */
export function nearest(word: string, known: readonly string[]): string | null {
  // A word of a thousand letters is no slip, and would take its time to compare.
  if (word.length > 60 || known.length === 0) return null;
  const lower = word.toLowerCase();
  const exact = known.find((candidate) => candidate.toLowerCase().replace(/[ _-]/gu, "") === lower.replace(/[ _-]/gu, ""));
  if (exact !== undefined) return exact;
  const candidate = closest(word, known as string[]);
  return distance(lower, candidate.toLowerCase()) <= Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 3))
    ? candidate
    : null;
}
