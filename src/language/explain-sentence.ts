/** What a rule of the terms says, as one sentence. Texts are the catalogue's `explain.<sentence>`. */
import { inLanguage, type Language, type LocalText, plain } from "../kernel/text.ts";
import type { Messages, MessageValues } from "./messages.ts";
import { type SentenceValue, said } from "./trace-sentence.ts";

/** A figure, or words of the terms: names the catalogue may know, and texts that the terms bring themselves. */
export type ExplainValue =
  | SentenceValue
  | { readonly list: readonly string[]; readonly of: string | null; readonly joined: "and" | "or" }
  | { readonly pairs: readonly { readonly name: string; readonly value: SentenceValue }[] }
  | { readonly local: LocalText };

export interface ExplainPhrase {
  readonly sentence: string;
  readonly values: Readonly<Record<string, ExplainValue>>;
}

/** `a, b and c`. */
function joinWords(messages: Messages, words: readonly string[], joined: "and" | "or"): string {
  const last = words.slice(-1).join("");
  const before = words.slice(0, -1);
  return before.length === 0 ? last : `${before.join(", ")} ${messages(`explain.${joined}`)} ${last}`;
}

/** The catalogue's name for a word of the terms; firms have categories that no catalogue knows, which are printed as written. */
function nameOf(messages: Messages, of: string | null, word: string): string {
  const key = `explain.${of}.${word}`;
  return of !== null && messages.has(key) ? messages(key) : plain(word);
}

/** A figure with its unit, as it stands by itself. */
const figure = (value: SentenceValue, language: Language): string => {
  const all = said("value", value, language);
  return String(all.valueText ?? all.value);
};

function spoken(messages: Messages, name: string, value: ExplainValue, language: Language): MessageValues {
  if ("list" in value) {
    const words = value.list.map((word) => nameOf(messages, value.of, word));
    return { [name]: joinWords(messages, words, value.joined) };
  }
  if ("pairs" in value) {
    return { [name]: value.pairs.map((pair) => `${nameOf(messages, "goods", pair.name)} ${figure(pair.value, language)}`).join(", ") };
  }
  if ("local" in value) return { [name]: plain(inLanguage(value.local, language)).replace(/\s+/gu, " ").trim() };
  return said(name, value, language);
}

/** @throws RangeError for a sentence that the catalogue lacks: our bug, a test finds it. */
export function explainSentence(messages: Messages, { sentence, values }: ExplainPhrase, language: Language): string {
  const all = Object.entries(values).map(([name, value]) => spoken(messages, name, value, language));
  return messages(`explain.${sentence}`, Object.assign({}, ...all));
}
