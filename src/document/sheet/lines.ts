/** Breaks running text into lines. Widths come in as a function, so that this is tested without a font. */

/** A word with the spaces after it. */
const WORDS = /[^ ]+ *| +/gu;

/** Addresses of the net and of mail are not parted, so that they can be copied; nor are numbers such as L-2026-0001. */
const WHOLE = /[@/]|\.[a-z]/u;

/** Between figures: `70,92 € × 70 / 96 = 51,71 €` stays on one line where one can hold it. */
const OPERATOR = /^[×/=+−÷] *$/u;

/** NBSP stay: they belong to what they stand in. */
const withoutEnd = (text: string): string => text.replace(/ +$/u, "");

const words = (text: string): string[] => text.match(WORDS) ?? [];

/** Where a line may end: after a word, or after a hyphen or dash between letters. Figures with their NBSP stay whole. */
function pieces(text: string): string[] {
  const found: string[] = [];
  let glue = false;
  for (const word of words(text)) {
    const operator = OPERATOR.test(word);
    if ((operator || glue) && found.length > 0) found.push((found.pop() ?? "") + word);
    else found.push(...(WHOLE.test(word) ? [word] : word.split(/(?<=\p{L}[-–])(?=\p{L})/u)));
    glue = operator;
  }
  return found;
}

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
  // Words are set one by one, so their widths add up: a line need not be measured anew for every word.
  let used = 0;
  const fitting = pieces(text).flatMap((piece) => (widthOf(withoutEnd(piece)) > width ? words(piece) : [piece]));
  for (const piece of fitting) {
    if (line !== "" && used + widthOf(withoutEnd(piece)) > width) {
      lines.push(withoutEnd(line));
      line = "";
      used = 0;
    }
    line += piece;
    used += widthOf(piece);
    while (used > width && widthOf(withoutEnd(line)) > width) {
      const head = longestHead(line, width, widthOf);
      lines.push(head);
      line = line.slice(head.length);
      used = widthOf(line);
    }
  }
  lines.push(withoutEnd(line));
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
