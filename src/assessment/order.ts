/** The order in which charges and what is not charged are listed: by line, then by what they are. */
import type { Source } from "./assessment.ts";

const SUBJECTS: readonly Source["subject"][] = ["group", "missing", "part", "dirty", "late", "extra"];

const byText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** What stands before a text's last figures, and the number that these are. */
function partsOf(text: string): readonly [before: string, number: number] {
  const [figures] = /\d*$/u.exec(text) as unknown as [string];
  return [text.slice(0, text.length - figures.length), Number(figures)];
}

/** `G2` before `G10`. Intl's own order would take as long to load as a bill to assess. */
export function byNumberedText(a: string, b: string): number {
  const [[textA, numberA], [textB, numberB]] = [partsOf(a), partsOf(b)];
  return byText(textA, textB) || numberA - numberB || byText(a, b);
}

/** Charges of the whole return come last. */
export const bySource = (a: Source, b: Source): number =>
  (a.position ?? Number.MAX_SAFE_INTEGER) - (b.position ?? Number.MAX_SAFE_INTEGER) ||
  SUBJECTS.indexOf(a.subject) - SUBJECTS.indexOf(b.subject) ||
  byNumberedText(a.group ?? "", b.group ?? "") ||
  a.first - b.first;
