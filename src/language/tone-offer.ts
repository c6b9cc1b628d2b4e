/** A text with its hard words replaced or left out, still a text that one would write. */
import type { ToneHit, ToneList } from "./tone.ts";

interface Piece {
  readonly start: number;
  readonly end: number;
}

/** Where the pieces end, each with what parts it from the next. */
function pieces(text: string, { start, end }: Piece, separator: RegExp): Piece[] {
  const all: Piece[] = [];
  let from = start;
  for (const match of text.slice(start, end).matchAll(separator)) {
    const to = start + match.index + match[0].length;
    all.push({ start: from, end: to });
    from = to;
  }
  return from < end ? [...all, { start: from, end }] : all;
}

const SENTENCE = /[.?!…]+(?:\s+|$)|\n+/gu;
const clause = ({ joins }: ToneList): RegExp => new RegExp(`[,;:]\\s+|\\s+[–-]\\s+|\\s+(?:${joins.join("|")})\\s+`, "giu");

const lastWord = (text: string): string => /([\p{L}\p{N}]+)\s*$/u.exec(text)?.[1] ?? "";

/** A hard word takes along what only strengthened it. */
function withoutIntensifier(before: string, { intensifiers }: ToneList): string {
  const word = lastWord(before);
  return intensifiers.includes(word.toLowerCase()) ? before.replace(/[\p{L}\p{N}]+\s*$/u, "") : before;
}

const likeFirst = (word: string, first: string): string =>
  first !== first.toLowerCase() && word !== "" ? word.charAt(0).toUpperCase() + word.slice(1) : word;

/** A clause without its hard words; empty where what they said of somebody was all it said. */
function calmClause(text: string, piece: Piece, hits: readonly ToneHit[]): string {
  let [said, at] = ["", piece.start];
  for (const { start, end, becomes, list } of hits) {
    said += text.slice(at, start);
    at = end;
    if (becomes === null) return "";
    said = withoutIntensifier(said, list);
    if (becomes === "" && isLast(text.slice(end, piece.end), list) && list.dangling.includes(lastWord(said).toLowerCase())) return "";
    said += likeFirst(becomes, text.charAt(start));
  }
  return said + text.slice(at, piece.end);
}

/** Whether nothing follows in the clause but what leads to the next. */
function isLast(rest: string, { joins }: ToneList): boolean {
  const [word, ...more] = rest.match(/[\p{L}\p{N}]+/gu) ?? [];
  return word === undefined || (more.length === 0 && joins.includes(word.toLowerCase()));
}

const MARKS_BEFORE = /^[\s,;:–-]+/u;
const MARKS_AFTER = /[\s,;:–-]+$/u;

/** Joins left at an edge go, and a vowel gets its article back. */
function tidy(text: string, end: string, list: ToneList): string {
  const joins = list.joins.join("|");
  const bare = text
    .replace(/\s+/gu, " ")
    .replace(/\s+(?=[,.;:?!])/gu, "")
    .replace(MARKS_BEFORE, "")
    .replace(MARKS_AFTER, "")
    .replace(new RegExp(`^(?:${joins})\\s+|\\s+(?:${joins})$`, "giu"), "")
    .replace(MARKS_AFTER, "")
    .replace(/\ban (?=[b-df-hj-np-tv-z])/giu, (article) => `${article.charAt(0)} `)
    .replace(/\ba (?=[aeiou])/giu, (article) => `${article.charAt(0)}n `);
  // What was shouted is said.
  return /[\p{L}\p{N}]/u.test(bare) ? bare + (end.includes("!") ? "." : end) : "";
}

function calmSentence(text: string, sentence: Piece, hits: readonly ToneHit[]): string {
  const own = hits.filter(({ start }) => start >= sentence.start && start < sentence.end);
  const [first] = own;
  const whole = text.slice(sentence.start, sentence.end);
  if (!first) return whole.trim();
  const end = /[.?!…]+(?=\s*$)/u.exec(whole)?.[0] ?? "";
  const body = { start: sentence.start, end: sentence.start + whole.trimEnd().length - end.length };
  const said = pieces(text, body, clause(first.list))
    .map((piece) =>
      calmClause(
        text,
        piece,
        own.filter(({ start }) => start >= piece.start && start < piece.end),
      ),
    )
    .join("");
  return likeFirst(tidy(said, end, first.list), whole.trimStart().charAt(0));
}

/** @returns null where nothing is left to say. */
export function offerFor(text: string, hits: readonly ToneHit[]): string | null {
  const said = pieces(text, { start: 0, end: text.length }, SENTENCE)
    .map((sentence) => calmSentence(text, sentence, hits))
    .filter((sentence) => sentence !== "")
    .join(" ");
  return said === "" ? null : said;
}
