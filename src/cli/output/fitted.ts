/** Lines for a terminal: broken between words, where the terminal itself would break them anywhere. */
import { visibleWidth } from "./columns.ts";

/** What follows a break stands under its line's beginning. A word that is longer than a line, such as a path, stays whole: it can be copied. */
function broken(line: string, columns: number): string[] {
  const indent = /^ */u.exec(line)?.[0] ?? "";
  const lines: string[] = [];
  let [current, gap] = ["", ""];
  for (const part of line.slice(indent.length).match(/ +|[^ ]+/gu) ?? []) {
    if (part.startsWith(" ")) gap = part;
    else if (current !== "" && indent.length + visibleWidth(current + gap + part) > columns) {
      lines.push(current);
      current = part;
    } else current += gap + part;
  }
  return [...lines, current].map((each) => indent + each);
}

/** @param columns the terminal's. */
export const fitted = (text: string, columns: number): string[] =>
  text.split("\n").flatMap((line) => (visibleWidth(line) <= columns ? [line] : broken(line, columns)));
