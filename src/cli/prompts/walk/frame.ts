/** One screen of the walk, laid out for a terminal of any size from 40 × 12: head, body, the line one types on, keys. */
import { stripVTControlCharacters } from "node:util";
import type { Paint } from "../../session.ts";
import type { Draw, Screen, Size } from "./stage.ts";

/** A key and what it does. */
export type Hint = readonly [key: string, does: string];

export interface Frame {
  /** Left and right of the first line. */
  readonly title: string;
  readonly aside: string;
  /** The running summary. */
  readonly summary: string;
  readonly body: readonly string[];
  /** What was typed so far, after the mark. */
  readonly typed: string;
  /** What to mend, or a word about what was just stored; empty for nothing. */
  readonly message: string;
  /** Whether there is something to mend. */
  readonly wrong: boolean;
  readonly hints: readonly Hint[];
}

const WIDEST = 80;
const visible = (text: string): number => [...stripVTControlCharacters(text)].length;

/** Cuts to a width, with an ellipsis where something is cut. Takes plain text: styles are put on afterwards. */
export function clip(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width ? text : `${characters.slice(0, Math.max(0, width - 1)).join("")}…`;
}

/** Breaks plain text at spaces; a word longer than the width is cut into pieces. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && visible(line) + 1 + visible(word) > width) {
      lines.push(line);
      line = "";
    }
    line = line === "" ? word : `${line} ${word}`;
    while (visible(line) > width) {
      lines.push([...line].slice(0, width).join(""));
      line = [...line].slice(width).join("");
    }
  }
  return [...lines, line];
}

/** Two texts at the two edges; the left one gives way. */
export function edges(left: string, right: string, width: number): readonly [left: string, gap: string, right: string] {
  const room = Math.max(8, width - visible(right) - 2);
  const shown = clip(left, room);
  return [shown, " ".repeat(Math.max(1, width - visible(shown) - visible(right))), right];
}

/** Hints in as few lines as the width allows. */
function hintLines(hints: readonly Hint[], paint: Paint, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  let used = 0;
  for (const [key, does] of hints) {
    const length = visible(key) + 1 + visible(does);
    if (used > 0 && used + 3 + length > width) {
      lines.push(line);
      line = "";
      used = 0;
    }
    line += `${used > 0 ? "   " : ""}${paint.bold(key)} ${paint.dim(does)}`;
    used += (used > 0 ? 3 : 0) + length;
  }
  return used > 0 ? [...lines, line] : lines;
}

/** Rows of the body that a low window keeps before it shows every hint. */
const BODY_FIRST = 6;

/** As many hints as leave the body its first rows; the last one, help, names the others. */
function fittingHints(hints: readonly Hint[], most: number, paint: Paint, width: number): string[] {
  let shown = hints;
  while (shown.length > 2 && hintLines(shown, paint, width).length > most) shown = [...shown.slice(0, -2), ...shown.slice(-1)];
  return hintLines(shown, paint, width);
}

const indented = (lines: readonly string[]): string[] => lines.map((line) => (line === "" ? "" : ` ${line}`));

/** What fits of the typed text: its end, so that the cursor is seen. */
const tail = (typed: string, width: number): string => {
  const characters = [...typed];
  return characters.length <= width ? typed : `…${characters.slice(characters.length - width + 1).join("")}`;
};

/** What is typed in plain mode for keys that have no letter. */
const SPOKEN_KEYS: Readonly<Record<string, string>> = { "↑ ↓": "< >", "↓": ">", Esc: "esc" };

/** The keys in a sentence, as a screen reader reads them. */
export const spokenHints = (hints: readonly Hint[]): string => hints.map(([key, does]) => `${SPOKEN_KEYS[key] ?? key}: ${does}`).join(". ");

/** Lays a frame out. Where the window is too low, the body gives way first. */
export function layOut(frame: Frame, paint: Paint, size: Size): Screen {
  const width = Math.max(20, Math.min(size.columns - 2, WIDEST - 2));
  const [left, gap, right] = edges(frame.title, frame.aside, width);
  const head = [
    `${paint.bold(left)}${gap}${paint.dim(right)}`,
    ...(frame.summary === ""
      ? []
      : wrap(frame.summary, width)
          .slice(0, 2)
          .map((line) => paint.dim(line))),
    paint.dim("─".repeat(width)),
  ];
  const message = frame.message === "" ? [] : wrap(frame.message, width).map((line) => (frame.wrong ? paint.warn(line) : line));
  const told = ["", ...message, ...(message.length > 0 ? [""] : [])];
  const most = size.rows - head.length - told.length - 3 - Math.min(frame.body.length, BODY_FIRST);
  const below = [...told, ...fittingHints(frame.hints, most, paint, width)];
  const room = Math.max(1, size.rows - head.length - below.length - 3);
  const body = frame.body.length > room ? [...frame.body.slice(0, room - 1), "…"] : frame.body;
  return {
    above: indented([...head, "", ...body, ""]),
    line: ` ${paint.accent("›")} ${tail(frame.typed, width - 3)}`,
    below: indented(below),
    spoken: {
      question: [frame.aside, ...frame.body, frame.message, spokenHints(frame.hints)],
      summary: [frame.title, frame.summary],
      typed: frame.typed,
    },
  };
}

export const drawing =
  (paint: Paint, frame: (width: number) => Frame): Draw =>
  (size) =>
    layOut(frame(Math.max(20, Math.min(size.columns - 2, WIDEST - 2))), paint, size);
