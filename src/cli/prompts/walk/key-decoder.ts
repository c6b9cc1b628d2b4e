/**
 * What a terminal sends -> characters, and one sign for each key that the walk knows. Escape sequences are read whole, also where they
 * come in pieces; those that mean nothing here, of whatever terminal, leave no trace. Readline would type the rest of an unknown one.
 * Sources: ECMA-48 (control sequences), xterm (bracketed paste), Windows Terminal (win32-input-mode).
 */

/** Signs of Unicode's private use, which nobody types, stand for keys. */
export const SIGNS = {
  escape: "\uE000",
  up: "\uE001",
  down: "\uE002",
  right: "\uE003",
  left: "\uE004",
  pasteStart: "\uE005",
  pasteEnd: "\uE006",
} as const;

const ESC = "\u001B";
const INTERRUPT = "\u0003";
/** Longer ones are no keys: a terminal's answer to a question that nobody asked. */
const LONGEST_STRING = 4_096;

const ARROWS: Readonly<Record<string, string>> = { A: SIGNS.up, B: SIGNS.down, C: SIGNS.right, D: SIGNS.left };
/** Virtual key codes of Windows. */
const WINDOWS_ARROWS: Readonly<Record<string, string>> = { 37: SIGNS.left, 38: SIGNS.up, 39: SIGNS.right, 40: SIGNS.down };

/** `Vk;Sc;Uc;Kd;Cs;Rc`: key, scan code, character, pressed or let go, modifiers, how often. */
function windowsKey(parameters: string): string {
  const [key = "0", , character = "0", pressed = "0", , times = "1"] = parameters.split(";");
  if (pressed !== "1") return "";
  const code = Number(character);
  const once = code === 0 ? (WINDOWS_ARROWS[key] ?? "") : code === 27 ? SIGNS.escape : String.fromCharCode(code);
  return once.repeat(Math.min(100, Number(times) || 1));
}

function controlSequence(parameters: string, final: string): string {
  if (final === "_") return windowsKey(parameters);
  if (final === "~") return parameters === "200" ? SIGNS.pasteStart : parameters === "201" ? SIGNS.pasteEnd : "";
  return ARROWS[final] ?? "";
}

/** How many characters of the text are one sequence, and what it means; null while its end is not there yet. */
function readSequence(text: string): { readonly length: number; readonly means: string } | null {
  const kind = text[1];
  if (kind === undefined) return null;
  if (kind === ESC) return { length: 1, means: SIGNS.escape };
  if (kind === "[") {
    // The Linux console's function keys have a second bracket.
    const match = /^.\[(?:\[[\s\S]|([0-?]*)[ -/]*([@-~]))/u.exec(text);
    if (match) return { length: match[0].length, means: controlSequence(match[1] ?? "", match[2] ?? "") };
    const broken = /^.\[[ -?]*(?=[^ -?])/u.exec(text.slice(0, LONGEST_STRING));
    return broken && text !== `${ESC}[[` ? { length: broken[0].length, means: "" } : null;
  }
  if (kind === "O") return text[2] === undefined ? null : { length: 3, means: ARROWS[text[2]] ?? "" };
  if ("]P_^X".includes(kind)) {
    const end = /\u0007|\u001B\\/u.exec(text);
    if (end) return { length: end.index + end[0].length, means: "" };
    return text.length > LONGEST_STRING ? { length: text.length, means: "" } : null;
  }
  // Alt and a character do nothing here.
  return { length: 1 + ((text.codePointAt(1) as number) > 0xffff ? 2 : 1), means: "" };
}

/** Broken bytes arrive as U+FFFD; private use is for our own signs. */
const isTyped = (character: string): boolean => !/[\uFFFD\uE000-\uF8FF]/u.test(character);

export class KeyDecoder {
  #held = "";
  #pasting = false;

  /** Whether something is held back that may be the beginning of a sequence. */
  get waits(): boolean {
    return this.#held !== "";
  }

  decode(text: string): string {
    this.#held += text;
    let decoded = "";
    while (this.#held !== "") {
      if (this.#held[0] === ESC) {
        const sequence = readSequence(this.#held);
        if (sequence === null) break;
        this.#held = this.#held.slice(sequence.length);
        decoded += this.#key(sequence.means);
      } else {
        const character = String.fromCodePoint(this.#held.codePointAt(0) as number);
        this.#held = this.#held.slice(character.length);
        decoded += this.#character(character);
      }
    }
    return decoded;
  }

  /** Nothing more came: a held escape was the key itself, anything else the beginning of nothing. */
  flush(): string {
    const alone = this.#held === ESC;
    this.#held = "";
    return alone ? this.#key(SIGNS.escape) : "";
  }

  #key(means: string): string {
    if (means === SIGNS.pasteStart) this.#pasting = true;
    else if (means === SIGNS.pasteEnd) this.#pasting = false;
    else if (this.#pasting) return "";
    return means;
  }

  /** In pasted text a line's end is a space: it answers nothing. */
  #character(character: string): string {
    if (!isTyped(character)) return "";
    if (!this.#pasting || character === INTERRUPT) return character;
    return /[\r\n\t]/u.test(character) ? " " : /\p{Cc}/u.test(character) ? "" : character;
  }
}
