/** Waits for one answer: a command key while nothing is typed, or a typed line. */
import type { Key } from "./key.ts";
import type { Draw, Stage } from "./stage.ts";

/** `key` is a command's letter or digit, or `enter`, `escape`, `up`, `down`. */
export type Heard = { readonly kind: "key"; readonly key: string } | { readonly kind: "line"; readonly text: string };

export interface Codes {
  /** Whether a code may begin so: only then is it worth a moment's wait for more. */
  begin(letter: string): boolean;
  is(text: string): boolean;
}

export interface Listening {
  /** Draws with what was typed so far and what to mend. */
  readonly draw: (typed: string, message: string) => Draw;
  /** Letters, digits and signs that act at once while nothing is typed; letters in lower case. */
  readonly commands: string;
  /** What a typed line may begin with; null: no line can be typed here. */
  readonly begins: RegExp | null;
  /** What stands there already. */
  readonly typed?: string;
  /** Whether the first character typed takes the place of what stands there, as in a number's field. */
  readonly replaces?: boolean;
  readonly message?: string;
  /** What a barcode scanner types, all at once and with Enter at its end: a line then, whatever its letters would do. */
  readonly codes?: Codes;
  /** Takes the arrow keys up and down, so that they choose from a list while one types; the screen is drawn anew. */
  readonly onArrow?: (arrow: "up" | "down") => void;
  /** The word about what came in while somebody waits; empty for none. */
  readonly news?: () => string;
  /** Shown for a key that does nothing here. */
  readonly nudge: string;
}

/** The longest line one can type: longer texts come from files. */
const LONGEST = 500;

const withoutLastWord = (text: string): string => text.trimEnd().replace(/\S+$/u, "");

function edited(typed: string, key: Key): string | null {
  if (key.name === "text" || key.name === "paste") return (typed + key.text).slice(0, LONGEST);
  if (key.name === "backspace") return [...typed].slice(0, -1).join("");
  if (key.name === "word") return withoutLastWord(typed);
  if (key.name === "clear" || key.name === "escape") return "";
  return null;
}

/** Arrow keys do what their letters do. */
function commandOf(key: Key, commands: string): string | null {
  if (key.name === "left" && commands.includes("b")) return "b";
  if (key.name === "right" && commands.includes("s")) return "s";
  if (key.name === "enter" || key.name === "escape" || key.name === "up" || key.name === "down") return key.name;
  if (key.name !== "text") return null;
  const letter = key.text.toLowerCase();
  return letter !== "" && commands.includes(letter) ? letter : null;
}

/** What a barcode scanner has typed, beginning with this key; null where it were fingers, and all keys wait as they came. */
async function scanned(stage: Stage, first: Key, codes: Codes): Promise<string | null> {
  const more = await stage.burst(codes.begin(first.text));
  const text = (first.text + more.map((key) => key.text).join("")).trim();
  if (more.at(-1)?.name === "enter" && codes.is(text)) return text;
  stage.unread(more);
  return null;
}

export async function listen(stage: Stage, listening: Listening): Promise<Heard> {
  let typed = listening.typed ?? "";
  let untouched = listening.replaces === true;
  let message = listening.message ?? "";
  for (;;) {
    stage.show(listening.draw(typed, message));
    const key = await stage.key();
    if (key.name === "wake") {
      message = listening.news?.() || message;
      continue;
    }
    if (listening.onArrow && (key.name === "up" || key.name === "down")) {
      listening.onArrow(key.name);
      continue;
    }
    if (typed === "") {
      const code = key.name === "text" && listening.codes ? await scanned(stage, key, listening.codes) : null;
      if (code !== null) return { kind: "line", text: code };
      const command = commandOf(key, listening.commands);
      if (command !== null) return { kind: "key", key: command };
      const begins = listening.begins !== null && (key.name === "paste" || (key.name === "text" && listening.begins.test(key.text)));
      if (begins) typed = key.text.slice(0, LONGEST);
      message = begins ? "" : listening.nudge;
    } else if (key.name === "enter") {
      return { kind: "line", text: typed.trim() };
    } else {
      const next = edited(untouched && key.text !== "" ? "" : typed, key);
      if (next === null) continue;
      typed = next;
      untouched = false;
      message = "";
    }
  }
}
