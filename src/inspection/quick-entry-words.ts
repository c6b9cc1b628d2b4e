/** The words of a quick entry, as data: what clerks type at the desk, in the forms they type it. Accents may be left out. */
import type { FindingType, Severity } from "../contract/terms.ts";
import type { StaffLanguage } from "../kernel/text.ts";
import { ENGLISH_WORDS } from "./quick-entry-words-en.ts";
import { FINNISH_WORDS } from "./quick-entry-words-fi.ts";

/** What a piece of an entry speaks of. */
export type Subject = FindingType | "missing" | "stillOut" | "dirty" | "ok" | "found";

/** What a word can mean; `units` is filler (`pcs`), `marks` makes the number before it a number of marks, `having` the one after it (`2 with 3 scratches`). */
export type Meaning = Subject | Severity | "and" | "all" | "rest" | "units" | "having" | "marks";

export interface WordTable {
  /** Forms of each meaning; the first one names it when candidates are shown. */
  readonly words: Readonly<Record<Meaning, readonly [string, ...string[]]>>;
  /** Real words that could mean more than one thing, or nothing of ours: refused with what they could mean. */
  readonly ambiguous: Readonly<Record<string, readonly Meaning[]>>;
  readonly numbers: Readonly<Record<string, number>>;
}

export const QUICK_ENTRY_WORDS: Readonly<Record<StaffLanguage, WordTable>> = { fi: FINNISH_WORDS, en: ENGLISH_WORDS };
