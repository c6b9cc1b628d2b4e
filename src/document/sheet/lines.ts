/** Breaks running text into lines. Widths come in as a function, so that this is tested without a font. */

/** Where a line may end: after a space (which then goes), a hyphen or a slash. Figures with their NBSP stay whole. */
const PIECES = /[^ \-–/]*(?:[-–/]+| +)|[^ \-–/]+/gu;

/**
 * @param widthOf width of a text in points.
 * @returns at least one line. A word longer than a line is cut where the line ends.
 */
export function breakLines(text: string, width: number, widthOf: (text: string) => number): string[] {
  return text.split("\n").flatMap((paragraph) => breakParagraph(paragraph, width, widthOf));
}

function breakParagraph(text: string, width: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of text.match(PIECES) ?? []) {
    if (line !== "" && widthOf((line + piece).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += piece;
    while (widthOf(line.trimEnd()) > width) {
      const head = longestHead(line, width, widthOf);
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  lines.push(line.trimEnd());
  return lines;
}

/** The most characters of a text that fit, at least one; never half of a surrogate pair. */
function longestHead(text: string, width: number, widthOf: (text: string) => number): string {
  const characters = [...text];
  let [low, high] = [1, characters.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (widthOf(characters.slice(0, middle).join("")) <= width) low = middle;
    else high = middle - 1;
  }
  return characters.slice(0, low).join("");
}
