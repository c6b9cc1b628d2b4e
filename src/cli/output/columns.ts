/** Lines of a screen of 80 columns: text that wraps between words, and sums at the right edge. */

const SCREEN = 80;

/** How wide a text stands on a terminal, styles apart. */
export const visibleWidth = (text: string): number => [...text.replace(/\u001B\[[0-9;]*m/gu, "")].length;

/** Breaks between words; a word that is longer than the line stands alone. */
export function wrap(text: string, indent: number, width = SCREEN): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").filter((part) => part !== "")) {
    if (line !== "" && visibleWidth(line) + 1 + visibleWidth(word) > width - indent) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  if (line !== "") lines.push(line);
  return lines.map((one) => " ".repeat(indent) + one);
}

/** A text with a sum at the right edge; a long text wraps before it. */
export function withSum(text: string, sum: string, indent = 0): string[] {
  const room = SCREEN - visibleWidth(sum) - 2;
  const lines = wrap(text, indent, room);
  const last = lines.pop() ?? "";
  return [...lines, last + " ".repeat(Math.max(2, SCREEN - visibleWidth(last) - visibleWidth(sum))) + sum];
}
