/** A QR code as lines of half blocks: two rows of modules in one line of text. */
import { encode } from "uqr";

/** Modules of light around the code: readers ask for four. */
const QUIET = 4;
const HALVES = [" ", "▀", "▄", "█"] as const;
/** Black on white, whatever the terminal's own colours: a reader of light codes on dark is not every phone. */
const ON_WHITE = ["\u001B[30;107m", "\u001B[0m"] as const;

/**
 * @param coloured Without colours the terminal is taken to be dark: light modules are drawn, dark ones left out.
 * @returns lines of equal width, one character a module.
 */
export function qrLines(text: string, coloured: boolean): readonly string[] {
  const { data } = encode(text, { ecc: "L", boostEcc: false, border: QUIET });
  const marked = (row: readonly boolean[] | undefined, column: number): boolean => (row === undefined ? false : row[column] === coloured);
  const lines: string[] = [];
  for (let top = 0; top < data.length; top += 2) {
    const [upper, lower] = [data[top] ?? [], data[top + 1]];
    const line = upper.map((_, column) => HALVES[(marked(upper, column) ? 1 : 0) + (marked(lower, column) ? 2 : 0)]).join("");
    lines.push(coloured ? `${ON_WHITE[0]}${line}${ON_WHITE[1]}` : line);
  }
  return lines;
}
