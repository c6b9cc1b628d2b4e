/** Typed text -> tokens with their meaning. What is not understood is a token too, so that every such word is reported at once. */
import type { StaffLanguage } from "../kernel/text.ts";
import type { Meaning } from "./quick-entry-words.ts";
import { foldWord, isPhrase, type Recognised, recogniseWord } from "./recognise-word.ts";

export type Token =
  | { readonly kind: "number"; readonly value: number; readonly text: string }
  /** Millimetres, possibly not whole. */
  | { readonly kind: "size"; readonly mm: number; readonly text: string }
  | { readonly kind: "separator"; readonly text: string }
  | { readonly kind: "meaning"; readonly meaning: Meaning; readonly text: string }
  | { readonly kind: "part"; readonly part: string; readonly text: string }
  | { readonly kind: "refused"; readonly recognised: Exclude<Recognised, { kind: "meaning" | "number" }>; readonly text: string };

const PIECES =
  /(?<size>\d+(?:[.,]\d+)?\s*(?:mm|cm)(?![\p{L}\d]))|(?<number>(?<![\p{L}\d])[-−]?\d+(?:[.,]\d+)?|\d+)|(?<word>\p{L}[\p{L}\p{M}'’]*(?:-\p{L}[\p{L}\p{M}'’]*)*)|(?<and>[+&]|(?<=\p{L})\/(?=\p{L}))|(?<separator>[,;./\n]|(?<=\s)[-–—](?=\s))|(?<other>\S)/gu;

const LONGEST_PHRASE = 4;

type Piece = { readonly kind: "size" | "number" | "word" | "and" | "separator" | "other"; readonly text: string };

function split(text: string): Piece[] {
  return [...text.matchAll(PIECES)].map((match) => {
    const groups = match.groups as Record<Piece["kind"], string | undefined>;
    const kind = (["size", "number", "word", "and", "separator"] as const).find((name) => groups[name] !== undefined) ?? "other";
    return { kind, text: match[0] };
  });
}

const digits = (text: string): number => Number(text.replace("−", "-").replace(",", "."));

/** A tenth of a millimetre survives, so that `2.55 cm` can be refused rather than rounded. */
const millimetres = (text: string): number => {
  const value = digits(text.replace(/\s*(mm|cm)$/u, ""));
  return text.endsWith("cm") ? Math.round(value * 10_000) / 1_000 : value;
};

/** A part of the line by its name, also in the plural or with another short ending. */
function partNamed(text: string, parts: readonly string[]): string | null {
  const word = foldWord(text);
  const fits = parts.filter((part) => word.startsWith(foldWord(part)) && word.length - part.length <= 3);
  return fits.length === 1 ? (fits[0] as string) : null;
}

/** Letters that an ending may take off a name: `chairs`, `tuolia`. */
const LONGEST_ENDING = 3;
const SHORTEST_STEM = 4;

/** Whether a word is what the goods are called, or the end of it: `tuolia` of a `Taittotuoli`. */
function namesGoods(text: string, name: string): boolean {
  const word = foldWord(text);
  const called = foldWord(name).match(/\p{L}+/gu) ?? [];
  const stems = Array.from({ length: LONGEST_ENDING + 1 }, (_, ending) => word.slice(0, word.length - ending));
  return stems.some((stem) => stem.length >= SHORTEST_STEM && called.some((one) => one.startsWith(stem) || one.endsWith(stem)));
}

function wordToken(text: string, language: StaffLanguage): Token {
  const recognised = recogniseWord(text, language);
  if (recognised.kind === "number") return { kind: "number", value: recognised.value, text };
  if (recognised.kind === "meaning") return { kind: "meaning", meaning: recognised.meaning, text };
  return { kind: "refused", recognised, text };
}

/** How many of the words from `index` on make the longest phrase; 1 when none does. */
function phraseLength(pieces: readonly Piece[], index: number): number {
  for (let length = LONGEST_PHRASE; length > 1; length -= 1) {
    const run = pieces.slice(index, index + length);
    if (run.length === length && run.every((piece) => piece.kind === "word") && isPhrase(run.map((piece) => piece.text).join(" ")))
      return length;
  }
  return 1;
}

function pieceToken(piece: Piece, language: StaffLanguage): Token {
  const { text } = piece;
  if (piece.kind === "size") return { kind: "size", mm: millimetres(text.toLowerCase()), text };
  if (piece.kind === "number") return { kind: "number", value: digits(text), text };
  if (piece.kind === "and") return { kind: "meaning", meaning: "and", text };
  if (piece.kind === "separator") return { kind: "separator", text };
  if (piece.kind === "word") return wordToken(text, language);
  return { kind: "refused", recognised: { kind: "unknown", near: [] }, text };
}

/** What is not understood otherwise may name the goods themselves, which changes nothing. */
const orGoods = (token: Token, name: string): Token =>
  token.kind === "refused" && token.recognised.kind === "unknown" && namesGoods(token.text, name)
    ? { kind: "meaning", meaning: "units", text: token.text }
    : token;

/** Hyphens inside a word are read as spaces, `still-out`, and the dot of an abbreviation as none, `2 kpl. rikki`. */
const withoutSigns = (text: string): string => text.replace(/(?<=\p{L})-(?=\p{L})/gu, " ").replace(/(?<=\p{L})\.(?=\s+\p{L})/gu, "");

/** The tokens of an entry. @param name of the goods: people type it as well. */
export function readTokens(text: string, language: StaffLanguage, parts: readonly string[], name: string): readonly Token[] {
  const pieces = split(withoutSigns(text));
  const tokens: Token[] = [];
  for (let index = 0; index < pieces.length; ) {
    const piece = pieces[index] as Piece;
    const length = piece.kind === "word" ? phraseLength(pieces, index) : 1;
    const whole = pieces
      .slice(index, index + length)
      .map((one) => one.text)
      .join(" ");
    const part = piece.kind === "word" ? partNamed(whole, parts) : null;
    tokens.push(
      part === null ? orGoods(pieceToken({ kind: piece.kind, text: whole }, language), name) : { kind: "part", part, text: whole },
    );
    index += length;
  }
  return tokens;
}
