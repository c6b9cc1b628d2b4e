/** The order in which charges and what is not charged are listed: by line, then by what they are. */
import type { Source } from "./assessment.ts";

const SUBJECTS: readonly Source["subject"][] = ["group", "missing", "part", "dirty", "late", "extra"];

const collator = new Intl.Collator("en", { numeric: true });

/** `G2` before `G10`. */
export const byNumberedText = (a: string, b: string): number => (a === b ? 0 : collator.compare(a, b));

/** Charges of the whole return come last. */
export const bySource = (a: Source, b: Source): number =>
  (a.position ?? Number.MAX_SAFE_INTEGER) - (b.position ?? Number.MAX_SAFE_INTEGER) ||
  SUBJECTS.indexOf(a.subject) - SUBJECTS.indexOf(b.subject) ||
  byNumberedText(a.group ?? "", b.group ?? "") ||
  a.first - b.first;
