/** How a contract is found: words without case, accents or signs, and the forms under which each word can be looked up. */
import { distance } from "fastest-levenshtein";
import type { Contract } from "../contract/contract.ts";

/** Longer words are cut for searching alone. */
const LONGEST = 40;
/** Of shorter words a typo leaves too little to recognise. */
export const SHORTEST_FORGIVEN = 4;
const SHORTEST_ENDING = 3;

/** `Hämäläinen` and `HAMALAINEN` are one: lower case, no marks, nothing but letters, digits and spaces. */
const fold = (text: string): string =>
  text
    .toLowerCase()
    .replace(/ß/gu, "ss")
    .replace(/[æœø]/gu, (letter) => (letter === "œ" || letter === "ø" ? "o" : "a"))
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** The words of a text, folded. */
export const wordsOf = (text: string): string[] =>
  fold(text)
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => word.slice(0, LONGEST));

/** A text's letters and digits in one word: `+358 40 123` is `35840123`. */
export const joined = (text: string): string => fold(text).replaceAll(" ", "").slice(0, LONGEST);

/** A number as people dial it: with and without the country's code. */
function phoneWords(phone: string): string[] {
  const digits = joined(phone);
  if (/^00358\d/u.test(digits)) return [digits.slice(2), `0${digits.slice(5)}`];
  if (/^358\d/u.test(digits)) return [digits, `0${digits.slice(3)}`];
  if (/^0[1-9]/u.test(digits)) return [digits, `358${digits.slice(1)}`];
  return digits === "" ? [] : [digits];
}

/** Every word under which a contract is found: number, customer, contact, phone, products and serial numbers. */
export function contractWords(contract: Contract): ReadonlySet<string> {
  const { customer, lines } = contract;
  const texts = [contract.number, customer.name, customer.contact ?? "", ...lines.flatMap((line) => [line.product, line.name])];
  const serials = lines.flatMap((line) => line.serials.map(joined));
  return new Set(
    [joined(contract.number), ...serials, ...texts.flatMap(wordsOf), ...phoneWords(customer.phone ?? "")].filter((word) => word !== ""),
  );
}

/** The word with each of its letters left out once. Two words one typo apart share such a form, or one is a form of the other. */
export function shortened(word: string): ReadonlySet<string> {
  return new Set(Array.from(word, (_, index) => word.slice(0, index) + word.slice(index + 1)));
}

const SIGNS = [..."abcdefghijklmnopqrstuvwxyz0123456789"];

/** Of such words every slip can be made and looked up; of others the shortened forms are stored. */
export const isPlain = (word: string): boolean => /^[a-z0-9]+$/u.test(word);

/** Every word that one letter left out, put in, mistaken or swapped with its neighbour makes of a plain one. Figures are only mistaken for figures. */
export function slipsOf(word: string): ReadonlySet<string> {
  const signs = /^[0-9]+$/u.test(word) ? SIGNS.slice(26) : SIGNS;
  const slips = new Set(shortened(word));
  for (let at = 0; at <= word.length; at += 1) {
    const [before, after] = [word.slice(0, at), word.slice(at)];
    for (const sign of signs) {
      slips.add(before + sign + after);
      if (after !== "") slips.add(before + sign + after.slice(1));
    }
    if (after.length > 1) slips.add(before + after[1] + after[0] + after.slice(2));
  }
  return slips;
}

/** The forms a word is stored under: itself, its endings (so that any part is found by its beginning), where it is not plain, itself with one letter missing. */
export function formsOf(word: string): { readonly form: string; readonly kind: "whole" | "ending" | "shortened" }[] {
  const endings = Array.from({ length: Math.max(0, word.length - SHORTEST_ENDING) }, (_, index) => word.slice(index + 1));
  const forgiven = word.length >= SHORTEST_FORGIVEN && !isPlain(word) ? [...shortened(word)] : [];
  return [
    { form: word, kind: "whole" as const },
    ...endings.map((form) => ({ form, kind: "ending" as const })),
    ...forgiven.map((form) => ({ form, kind: "shortened" as const })),
  ];
}

/** One letter too many, too few or wrong, or two neighbours swapped. */
export function isOneTypo(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  const apart = distance(a, b);
  if (apart !== 2 || a.length !== b.length) return apart === 1;
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
