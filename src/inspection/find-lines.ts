/** What a clerk types to find lines -> the lines: by number, range, words of the product's name, category, item code. */
import type { ContractLine } from "../contract/contract.ts";
import { foldWord, slipsAllowed, slipsBetween } from "./recognise-word.ts";

export interface FoundLines {
  /** Positions, the best first; of a range or of `all …` in the order they are walked. */
  readonly positions: readonly number[];
  /** Whether the text itself speaks of all of them together: a range, a list, `all chairs`. */
  readonly together: boolean;
}

const NOTHING: FoundLines = { positions: [], together: false };

const NUMBERS = /^\d{1,6}(?:\s*(?:[-–—]|\.\.)\s*\d{1,6})?(?:\s*[,;+]\s*\d{1,6}(?:\s*(?:[-–—]|\.\.)\s*\d{1,6})?)*\s*[,;+]?$/u;
const ALL = new Set(["all", "every", "everything", "kaikki", "kaikkia", "jokainen"]);

/** From how many letters a word is looked for inside a longer one, as in `kahvikuppi`, and what of it must be left without its ending. */
const SHORTEST_INSIDE = 3;
const ENDINGS = [1, 2, 3] as const;
const LONGEST_ENDING = 3;

/** Numbers count the lines as the screens do, from 1. Null where the text is no list of numbers. */
function numbered(text: string, walked: readonly number[]): FoundLines | null {
  if (!NUMBERS.test(text)) return null;
  const chosen = new Set<number>();
  for (const piece of text.split(/[,;+]/u)) {
    const [from = 0, to = from] = [...piece.matchAll(/\d+/gu)].map(Number);
    for (let number = Math.max(1, Math.min(from, to)); number <= Math.min(walked.length, Math.max(from, to)); number += 1)
      chosen.add(number);
  }
  const positions = [...chosen].sort((a, b) => a - b).map((number) => walked[number - 1] as number);
  return { positions, together: /\D/u.test(text) };
}

const codesOf = ({ product, serials }: ContractLine): readonly string[] => [product, ...serials].map((code) => code.trim().toLowerCase());

/** Positions of the lines that a scanned or typed code names: a serial number's own line first, else every line of the item. */
export function linesWithCode(lines: readonly ContractLine[], code: string): readonly number[] {
  const wanted = code.trim().toLowerCase();
  const has = (one: string): boolean => one.trim().toLowerCase() === wanted;
  const serial = lines.filter((line) => line.serials.some(has));
  return (serial.length > 0 ? serial : lines.filter((line) => has(line.product))).map(({ position }) => position);
}

const wordsOf = (text: string): readonly string[] => foldWord(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** How many letters are taken off until `tuolit`, `tuoleja` stand in `taittotuoli`; null where they never do. */
function endingLost(typed: string, word: string): number | null {
  const lost = ENDINGS.find((letters) => {
    const stem = typed.slice(0, -letters);
    const at = stem.length < SHORTEST_INSIDE ? -1 : word.indexOf(stem);
    return at >= 0 && word.length - at <= stem.length + LONGEST_ENDING;
  });
  return lost ?? null;
}

function isSlip(typed: string, word: string): boolean {
  const slips = slipsAllowed(typed);
  return slips > 0 && (slipsBetween(typed, word) <= slips || slipsBetween(typed, word.slice(0, typed.length)) <= slips);
}

/** How a typed word fits a word of a line, the smaller the better: 0 it begins so, 1 it stands inside, then in other forms, last with a slip. */
function closeness(typed: string, word: string): number {
  if (word.startsWith(typed)) return 0;
  if (typed.length >= SHORTEST_INSIDE && word.includes(typed)) return 1;
  const lost = endingLost(typed, word);
  if (lost !== null) return 1 + lost;
  return isSlip(typed, word) ? 2 + LONGEST_ENDING : Number.POSITIVE_INFINITY;
}

/** The worst of each word's best fit; infinite where a word fits nothing of the line. */
function fitOf(line: ContractLine, typed: readonly string[]): number {
  const words = wordsOf([line.name, line.category ?? "", ...codesOf(line)].join(" "));
  return Math.max(...typed.map((one) => Math.min(...words.map((word) => closeness(one, word)))));
}

/** Another form or a slip of the finger is only thought of where nothing fits as it was typed. */
function named(lines: readonly ContractLine[], typed: readonly string[]): readonly number[] {
  const fits = lines.map((line) => ({ position: line.position, worst: fitOf(line, typed) }));
  const best = Math.min(...fits.map(({ worst }) => worst));
  return Number.isFinite(best) ? fits.filter(({ worst }) => worst <= Math.max(1, best)).map(({ position }) => position) : [];
}

/**
 * Finds lines among those that the walk touches. Nothing typed, or `all` alone, means every line; the words of a name may be typed in
 * any order, without accents, in another form (`tuoleja`), inside a longer word or with a slip.
 * @param walked positions in the order in which the screens number them.
 */
export function findLines(lines: readonly ContractLine[], walked: readonly number[], typed: string): FoundLines {
  const text = typed.trim();
  if (text === "") return { positions: walked, together: false };
  const among = walked.flatMap((position) => lines.filter((line) => line.position === position));
  const coded = linesWithCode(among, text);
  const byNumber = numbered(text, walked);
  if (byNumber?.together === true) return byNumber;
  const [first = "", ...others] = wordsOf(text);
  const all = ALL.has(first);
  const words = all ? others : [first, ...others];
  if (words.length === 0) return { positions: walked, together: true };
  if (first === "") return NOTHING;
  const positions = new Set([...(byNumber?.positions ?? []), ...coded, ...named(among, words)]);
  return { positions: [...positions], together: all };
}
