/** A single value in a file: text that a reader turns into what it means, or says what is wrong with it and what to write instead. */

import { z } from "zod";
import type { Values } from "../../kernel/result.ts";
import { LONGEST_TEXT, plain } from "../../kernel/text.ts";
import { shortened } from "./shortened.ts";
import { nearest } from "./suggest.ts";

export type Reading<T> = { readonly value: T } | Wrong;
export type Read<T> = (text: string) => Reading<T>;

/** What is wrong with a text: `problem.<code>` of the staff's catalogue says it. */
export interface Wrong {
  readonly code: string;
  readonly values: Values;
}
export const wrong = (code: string, values: Values = {}): Wrong => ({ code, values });

/** What an editor shows, and what it accepts: numbers too, where an author of YAML or JSON would write one. */
export interface ScalarHelp {
  readonly description?: string;
  readonly examples?: readonly string[];
  readonly type?: "string" | readonly ["string", "number"] | readonly ["string", "boolean"];
  readonly enum?: readonly (string | boolean)[];
  readonly pattern?: string;
}

/** A schema for one text; the text is trimmed before it is read. */
export const scalar = <T>(read: Read<T>, help: ScalarHelp = {}) =>
  z
    .string()
    .transform((text, ctx): T => {
      const reading = text.trim() === "" ? wrong("empty") : read(text.trim());
      if ("value" in reading) return reading.value;
      ctx.addIssue({ code: "custom", params: reading });
      return z.NEVER;
    })
    .meta({ ...help });

/** The longest name of a person, a firm, a product or a place. */
const LONGEST_NAME = 200;

/** Text as it was meant, in NFC. What could steer a terminal is refused, and nothing is cut. */
export function readText(text: string, longest: number, lines: boolean): Reading<string> {
  const folded = lines ? text.replace(/\r\n?/gu, "\n") : text;
  const normal = folded.normalize("NFC");
  if (plain(folded, { lines }) !== normal || /\p{Cs}/u.test(folded)) return oddCharacter(folded, lines);
  if (normal.length > longest) return wrong("too-long", { length: normal.length, most: longest });
  return { value: normal };
}

/** @param text has one. */
function oddCharacter(text: string, lines: boolean): Wrong {
  const odd = [...text].find((character) => plain(character, { lines }) === "" || /\p{Cs}/u.test(character)) as string;
  if (odd === "\n") return wrong("line-break");
  return wrong("control-character", { sign: `U+${(odd.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0")}` });
}

/** One line: a name, a street, a reason. */
export const name = (description: string, examples: readonly string[] = []) =>
  scalar((text) => readText(text, LONGEST_NAME, false), { description, examples });

/** A text that may have several lines: a clause, a note. */
export const longText = (description: string) => scalar((text) => readText(text, LONGEST_TEXT, true), { description });

/** One of the words an author may write, each standing for a value. Case, spaces, hyphens and underscores do not matter. */
export function words<const T>(meanings: Readonly<Record<string, T>>, description = "") {
  const bare = (text: string): string => text.toLowerCase().replace(/[\s_-]+/gu, "");
  const byWord = new Map(Object.entries(meanings).map(([word, value]) => [bare(word), value]));
  const known = Object.keys(meanings);
  const read: Read<T> = (text) => {
    const value = byWord.get(bare(text));
    if (value !== undefined) return { value };
    const near = nearest(text, known);
    const values = { text: shortened(text), known: known.join(", ") };
    return near === null ? wrong("unknown-word", values) : wrong("unknown-word-near", { ...values, near });
  };
  return scalar(read, { description, enum: known });
}

/** Words that mean themselves. */
export const oneOf = <const T extends string>(values: readonly T[], description = "") =>
  words(Object.fromEntries(values.map((value) => [value, value])) as Readonly<Record<T, T>>, description);

export const yesNo = (description: string) =>
  scalar<boolean>(
    (text) => {
      if (/^(?:yes|true)$/iu.test(text)) return { value: true };
      if (/^(?:no|false)$/iu.test(text)) return { value: false };
      return wrong("not-yes-or-no", { text: shortened(text) });
    },
    { description, type: ["string", "boolean"], enum: ["yes", "no", true, false] },
  );

/** A short name that commands and rules use: letters, digits, hyphens, dots and underscores. */
export const key = (description: string, examples: readonly string[] = []) =>
  scalar(readKey, { description, examples, type: ["string", "number"] });

const LONGEST_KEY = 60;
export function readKey(text: string): Reading<string> {
  const normal = text.normalize("NFC");
  if (normal.length > LONGEST_KEY) return wrong("too-long", { length: normal.length, most: LONGEST_KEY });
  // Names become keys of plain objects later: those that every object has would be found where nobody put them.
  if (/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u.test(normal) && !(normal in {})) return { value: normal };
  return wrong("bad-name", { text: shortened(text) });
}
