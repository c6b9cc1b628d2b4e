/**
 * The tone check: words in a note that a customer would read as blame or temper, each with a calmer text. It names and offers, and
 * never decides. The words are data in `templates/tone/`; names, products and what the customer said are left alone.
 */
import { spokenByOthers } from "./spoken-by-others.ts";
import { offerFor } from "./tone-offer.ts";

/** One way to say something hard, and what to say instead. */
export interface ToneWord {
  /**
   * Words as written; `*` at the end of a word stands for any ending, at its beginning for the first part of a compound
   * (`*vårdslös*` is found in `grovvårdslöst`).
   */
  readonly find: readonly string[];
  /** The calmer word; with a hyphen at its end it keeps the ending that was found. Empty: it is left out. Null: what it says of a person is. */
  readonly becomes: string | null;
  /** Calmer words of single forms. */
  readonly forms?: Readonly<Record<string, string>>;
}

/** The words of one language, and what leaving some of them out goes by. */
export interface ToneList {
  readonly words: readonly ToneWord[];
  /** Go with a word that is left out: `very`. */
  readonly intensifiers: readonly string[];
  /** Cannot end a clause: where they would, the clause goes too. */
  readonly dangling: readonly string[];
  readonly joins: readonly string[];
  /** What stands after one of these and a colon was said by the customer. */
  readonly speakers: readonly string[];
}

export interface Tone {
  /** As they stand in the text, each once. */
  readonly words: readonly string[];
  /** The whole text in calmer words; null where nothing would be left of it. */
  readonly offer: string | null;
}

/** A hard word in a text. */
export interface ToneHit {
  readonly start: number;
  readonly end: number;
  readonly becomes: string | null;
  readonly list: ToneList;
}

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const WORD = /[\p{L}\p{N}]+(?:['’]\p{L}+)?/gu;
/** The shortest first part of a compound, and the shortest name that spares words. */
const SHORTEST = 3;
/** Letters that a case ending or a genitive can add to a name. */
const LONGEST_ENDING = 4;

const folded = (text: string): string => text.toLowerCase().replaceAll("’", "'");

const wordsIn = (text: string): Word[] =>
  [...text.matchAll(WORD)].map((match) => ({ text: folded(match[0]), start: match.index, end: match.index + match[0].length }));

/** What of a word a pattern found: where it begins in a compound and what follows the stem; null where it is another word. */
function found(word: string, pattern: string): { readonly from: number; readonly ending: string } | null {
  const stem = pattern.replace(/^\*|\*$/gu, "");
  const from = pattern.startsWith("*") ? word.lastIndexOf(stem) : word.startsWith(stem) ? 0 : -1;
  if (from < 0 || (from > 0 && from < SHORTEST)) return null;
  const ending = word.slice(from + stem.length);
  return ending === "" || pattern.endsWith("*") ? { from, ending } : null;
}

interface Pattern {
  readonly parts: readonly string[];
  readonly word: ToneWord;
}

const patternsOf = new WeakMap<ToneList, readonly Pattern[]>();

/** The longest phrase first, and before a stem the words that begin with it. */
function patterns(list: ToneList): readonly Pattern[] {
  const known = patternsOf.get(list);
  if (known) return known;
  const all = list.words.flatMap((word) => word.find.map((text): Pattern => ({ parts: folded(text).split(/[\s-]+/u), word })));
  const sorted = [...all].sort((a, b) => b.parts.length - a.parts.length);
  patternsOf.set(list, sorted);
  return sorted;
}

/** What takes the place of a form that was found. */
function calmer({ becomes, forms = {} }: ToneWord, form: string, ending: string): string | null {
  const own = forms[form];
  if (own !== undefined) return own;
  return becomes?.endsWith("-") ? becomes.slice(0, -1) + ending : becomes;
}

function hitAt(
  text: string,
  words: readonly Word[],
  at: number,
  list: ToneList,
): { readonly hit: ToneHit; readonly length: number } | null {
  for (const { parts, word } of patterns(list)) {
    const here = words.slice(at, at + parts.length);
    const [first, last] = [here[0], here.at(-1)];
    if (!first || !last || here.length < parts.length) continue;
    const matches = here.map((one, index) => found(one.text, parts[index] as string));
    const joined = here.every((one, index) => index === 0 || /^[\s-]+$/u.test(text.slice((here[index - 1] as Word).end, one.start)));
    if (!joined || matches.includes(null)) continue;
    const form = here.map((one, index) => one.text.slice(matches[index]?.from ?? 0)).join(" ");
    const becomes = calmer(word, form, matches.at(-1)?.ending ?? "");
    return { hit: { start: first.start, end: last.end, becomes, list }, length: parts.length };
  }
  return null;
}

/** Words of a name as they begin in any case: Finnish ones in -nen have another stem than they are read by. */
const beginnings = (name: string): string[] =>
  wordsIn(name)
    .filter(({ text }) => text.length >= SHORTEST)
    .flatMap(({ text }) => (text.endsWith("nen") ? [text, text.replace(/nen$/u, "s")] : [text]));

/** A name in any of its cases: what begins with it and adds an ending. */
const isNamed = (word: string, names: ReadonlySet<string>): boolean =>
  [...names].some((name) => word.startsWith(name) && word.length - name.length <= LONGEST_ENDING);

function hitsIn(text: string, list: ToneList, names: ReadonlySet<string>): ToneHit[] {
  const said = spokenByOthers(text, list.speakers);
  const words = wordsIn(text).filter(({ start }) => !said.some((range) => start >= range.start && start < range.end));
  const hits: ToneHit[] = [];
  for (let at = 0; at < words.length; at += 1) {
    if (isNamed(words[at]?.text ?? "", names)) continue;
    const next = hitAt(text, words, at, list);
    if (next === null) continue;
    hits.push(next.hit);
    at += next.length - 1;
  }
  return hits;
}

/**
 * @param lists the languages to look in, the customer's first; a text is read in all of them.
 * @param spared names of products and people: a word of theirs is never corrected, in none of its cases.
 * @returns null where nothing needs a word.
 */
export function toneOf(text: string, lists: readonly ToneList[], spared: readonly string[]): Tone | null {
  const names = new Set(spared.flatMap(beginnings));
  const hits: ToneHit[] = [];
  for (const hit of lists.flatMap((list) => hitsIn(text, list, names)))
    if (!hits.some((other) => hit.start < other.end && other.start < hit.end)) hits.push(hit);
  if (hits.length === 0) return null;
  hits.sort((a, b) => a.start - b.start);
  return { words: [...new Set(hits.map(({ start, end }) => text.slice(start, end)))], offer: offerFor(text, hits) };
}
