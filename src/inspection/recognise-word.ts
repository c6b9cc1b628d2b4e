/** What a typed word means: forms and abbreviations of the table, small typos; ambiguous words are never guessed. */
import { distance } from "fastest-levenshtein";
import type { StaffLanguage } from "../kernel/text.ts";
import { type Meaning, QUICK_ENTRY_WORDS, type WordTable } from "./quick-entry-words.ts";

export type Recognised =
  | { readonly kind: "meaning"; readonly meaning: Meaning }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "ambiguous"; readonly candidates: readonly Meaning[] }
  /** `near` is what the word may have been meant to be, perhaps nothing. */
  | { readonly kind: "unknown"; readonly near: readonly Meaning[] };

interface Lookup {
  readonly forms: ReadonlyMap<string, readonly Meaning[]>;
  readonly numbers: ReadonlyMap<string, number>;
}

/** Lower case, without accents: `Säröillä` and `saroilla` are one word. */
export const foldWord = (text: string): string => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

function lookupOf(table: WordTable): Lookup {
  const forms = new Map<string, readonly Meaning[]>();
  for (const [meaning, words] of Object.entries(table.words) as [Meaning, readonly string[]][]) {
    for (const word of words) forms.set(foldWord(word), [meaning]);
  }
  for (const [word, meanings] of Object.entries(table.ambiguous)) forms.set(foldWord(word), meanings);
  return { forms, numbers: new Map(Object.entries(table.numbers).map(([word, value]) => [foldWord(word), value])) };
}

const LOOKUPS: Readonly<Record<StaffLanguage, Lookup>> = { fi: lookupOf(QUICK_ENTRY_WORDS.fi), en: lookupOf(QUICK_ENTRY_WORDS.en) };

const settle = (meanings: readonly Meaning[]): Recognised | null => {
  const [first, ...others] = new Set(meanings);
  if (first === undefined) return null;
  return others.length === 0 ? { kind: "meaning", meaning: first } : { kind: "ambiguous", candidates: [first, ...others] };
};

function exactly(word: string, { forms, numbers }: Lookup): Recognised | null {
  const value = numbers.get(word);
  if (value !== undefined) return { kind: "number", value };
  return settle(forms.get(word) ?? []);
}

/** `halk`, `naarm`, `sev`: what begins so. */
const beginning = (word: string, { forms }: Lookup): readonly Meaning[] =>
  [...forms].flatMap(([form, meanings]) => (form.startsWith(word) ? meanings : []));

const withoutFiller = (meanings: readonly Meaning[]): readonly Meaning[] =>
  [...new Set(meanings)].filter((meaning) => meaning !== "units" && meaning !== "having");

/** A single letter is no answer, only a hint at what to offer. */
function abbreviated(word: string, lookup: Lookup): Recognised | null {
  const meanings = beginning(word, lookup);
  if (word.length > 1) return settle(meanings);
  return meanings.length === 0 ? null : { kind: "unknown", near: withoutFiller(meanings) };
}

/** One slip from five letters, two from eight; shorter words are too close to each other. */
export const slipsAllowed = (word: string): number => (word.length < 5 ? 0 : word.length < 8 ? 1 : 2);

/** Two letters swapped are one slip, as fingers make it. */
export function slipsBetween(word: string, form: string): number {
  if (word.length === form.length) {
    const at = [...word].findIndex((letter, index) => letter !== form[index]);
    const swapped = word.slice(0, at) + word.slice(at + 1, at + 2) + word.slice(at, at + 1) + word.slice(at + 2);
    if (swapped === form) return 1;
  }
  return distance(word, form);
}

/** Little words are typed right or not meant: half of what people type is a slip away from one of them. */
const LITTLE: ReadonlySet<Meaning> = new Set(["units", "having", "marks", "and"]);

const within = (word: string, slips: number, { forms }: Lookup): readonly Meaning[] =>
  [...forms].flatMap(([form, meanings]) =>
    Math.abs(form.length - word.length) <= slips && slipsBetween(word, form) <= slips
      ? meanings.filter((meaning) => !LITTLE.has(meaning))
      : [],
  );

/** What is one slip away comes before what is two. */
function mistyped(word: string, lookup: Lookup): Recognised | null {
  for (let slips = 1; slips <= slipsAllowed(word); slips += 1) {
    const meant = settle(within(word, slips, lookup));
    if (meant !== null) return meant;
  }
  return null;
}

/** What an unknown word may have been meant to be: one slip more than is understood, never half the word. */
const nearTo = (word: string, lookup: Lookup): readonly Meaning[] =>
  word.length < 4 ? [] : withoutFiller(within(word, slipsAllowed(word) + 1, lookup));

/** The meaning of one word, or of a phrase of several; whole words of either language come before abbreviations and typos of the own one. */
export function recogniseWord(text: string, language: StaffLanguage): Recognised {
  const word = foldWord(text);
  const [own, other] = [LOOKUPS[language], LOOKUPS[language === "fi" ? "en" : "fi"]];
  return (
    exactly(word, own) ??
    exactly(word, other) ??
    abbreviated(word, own) ??
    mistyped(word, own) ?? { kind: "unknown", near: nearTo(word, own) }
  );
}

/** Whether the words are a phrase of either language, `still out`. */
export const isPhrase = (text: string): boolean => {
  const phrase = foldWord(text);
  return LOOKUPS.fi.forms.has(phrase) || LOOKUPS.en.forms.has(phrase);
};

/** How a meaning is called when it is offered: `säröillä`. */
export const nameOf = (meaning: Meaning, language: StaffLanguage): string => QUICK_ENTRY_WORDS[language].words[meaning][0];
