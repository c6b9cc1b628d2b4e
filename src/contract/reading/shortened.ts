import { plain } from "../../kernel/text.ts";

const LONGEST_QUOTE = 40;

/** Text from a file that a message quotes: cleaned and cut to what fits a line. */
export function shortened(text: string): string {
  const clean = plain(text);
  return clean.length > LONGEST_QUOTE ? `${clean.slice(0, LONGEST_QUOTE - 1)}…` : clean;
}
