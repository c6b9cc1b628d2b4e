/** The order in which charges and what is not charged are listed: by line, then by what they are. */
import type { Source } from "./assessment.ts";

const SUBJECTS: readonly Source["subject"][] = ["group", "missing", "part", "dirty", "late", "extra"];

const byText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

const [ZERO, NINE] = [48, 57];

/** Where a text's last figures begin. */
function figuresFrom(text: string): number {
  let from = text.length;
  while (from > 0 && text.charCodeAt(from - 1) >= ZERO && text.charCodeAt(from - 1) <= NINE) from -= 1;
  return from;
}

/** `G2` before `G10`. Intl's own order would take as long to load as a bill to assess. */
export function byNumberedText(a: string, b: string): number {
  if (a === b) return 0;
  const fromA = figuresFrom(a);
  const fromB = figuresFrom(b);
  return byText(a.slice(0, fromA), b.slice(0, fromB)) || Number(a.slice(fromA)) - Number(b.slice(fromB)) || byText(a, b);
}

/** Charges of the whole return come last. */
export const bySource = (a: Source, b: Source): number =>
  (a.position ?? Number.MAX_SAFE_INTEGER) - (b.position ?? Number.MAX_SAFE_INTEGER) ||
  SUBJECTS.indexOf(a.subject) - SUBJECTS.indexOf(b.subject) ||
  byNumberedText(a.group ?? "", b.group ?? "") ||
  a.first - b.first;
