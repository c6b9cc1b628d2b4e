/** Texts as long as Finvoice's elements may be, counted in the characters that are written. */
import { inLatin9 } from "./latin-9.ts";
import { xmlText } from "./xml.ts";

const written = (text: string): string => inLatin9(xmlText(text));

/** The text, cut at a word's end where it is longer than `most` characters. */
export const fitting = (text: string, most: number): string => pieces(text, most, 1)[0] ?? "";

/** The text over at most `count` elements of `most` characters each; only what is beyond them all is left out. */
export function pieces(text: string, most: number, count: number): string[] {
  const parts: string[] = [];
  let rest = written(text);
  while (rest !== "" && parts.length < count) {
    const end = rest.length <= most ? rest.length : wordEnd(rest, most);
    parts.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  return parts;
}

/** Where to part a text that is too long: at its last space, unless that would leave more than half an element empty. */
function wordEnd(text: string, most: number): number {
  const space = text.lastIndexOf(" ", most);
  return space > most / 2 ? space : most;
}
