import { plain } from "../../kernel/text.ts";

const LONGEST_QUOTE = 40;

/** Text from a file inside a message: cleaned, cut to what fits a line, between quotation marks. */
export function quoted(text: string): string {
  const clean = plain(text);
  return `"${clean.length > LONGEST_QUOTE ? `${clean.slice(0, LONGEST_QUOTE - 1)}…` : clean}"`;
}
