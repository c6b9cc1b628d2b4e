import { SIGNS } from "./key-decoder.ts";

/** A key as the walk knows it: one of a few named ones, or a character; pasted text comes as one `paste`. `wake` is nobody's key: something has come in meanwhile. */
export interface Key {
  readonly name:
    | "enter"
    | "escape"
    | "backspace"
    | "up"
    | "down"
    | "left"
    | "right"
    | "clear"
    | "word"
    | "redraw"
    | "text"
    | "paste"
    | "pasteStart"
    | "pasteEnd"
    | "wake"
    | "other";
  /** The character typed, or the text pasted; empty for other keys. */
  readonly text: string;
}

/** What readline tells of a key. */
export interface RawKey {
  readonly name?: string | undefined;
  readonly ctrl?: boolean | undefined;
  readonly meta?: boolean | undefined;
  readonly sequence?: string | undefined;
}

const NAMED: Readonly<Record<string, Key["name"]>> = {
  return: "enter",
  enter: "enter",
  escape: "escape",
  backspace: "backspace",
  up: "up",
  down: "down",
  left: "left",
  right: "right",
};
const SIGNED: ReadonlyMap<string, Key["name"]> = new Map(Object.entries(SIGNS).map(([name, sign]) => [sign, name as keyof typeof SIGNS]));
const CONTROLLED: Readonly<Record<string, Key["name"]>> = { u: "clear", w: "word", l: "redraw" };

const printable = (text: string): boolean => [...text].length === 1 && !/[\u0000-\u001F\u007F-\u009F]/u.test(text);

/** Reads readline's event; what the walk has no use for becomes `other`. */
export function readKey(raw: RawKey): Key {
  const name = raw.name ?? "";
  if (raw.ctrl) return { name: CONTROLLED[name] ?? "other", text: "" };
  const named = SIGNED.get(raw.sequence ?? "") ?? NAMED[name];
  if (named) return { name: named, text: "" };
  const text = raw.sequence ?? (name === "space" ? " " : name);
  return !raw.meta && printable(text) ? { name: "text", text } : { name: "other", text: "" };
}

/** Reads one key after the other; what is pasted becomes one key. */
export class KeyReader {
  #pasted: string | null = null;

  /** Null while a paste goes on. */
  read(raw: RawKey): Key | null {
    const key = readKey(raw);
    if (key.name === "pasteStart") this.#pasted = "";
    else if (key.name === "pasteEnd") {
      const text = this.#pasted ?? "";
      this.#pasted = null;
      return { name: "paste", text };
    } else if (this.#pasted !== null) this.#pasted += key.text;
    else return key;
    return null;
  }
}
