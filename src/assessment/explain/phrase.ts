/** What a rule says, before any language: the name of a sentence and what is put into it. */
import type { LocalText } from "../../kernel/text.ts";
import type { TraceValue } from "../assessment.ts";

/** Words of the terms that the catalogue may know a name for: goods by category or product, types, families of charges. */
export type Vocabulary = "goods" | "type" | "state" | "severity" | "family" | "caller" | "kind" | "document" | "fault";

export type PhraseValue =
  | TraceValue
  | { readonly list: readonly string[]; readonly of: Vocabulary | null; readonly joined: "and" | "or" }
  | { readonly pairs: readonly { readonly name: string; readonly value: TraceValue }[] }
  | { readonly local: LocalText };

/** `explain.<sentence>` in the customers' catalogue. */
export interface Phrase {
  readonly sentence: string;
  readonly values: Readonly<Record<string, PhraseValue>>;
}

export const phrase = (sentence: string, values: Phrase["values"] = {}): Phrase => ({ sentence, values });

/** Several of them, as a list of names; what has no vocabulary is printed as written. */
export const anyOf = (list: readonly string[], of: Vocabulary | null): PhraseValue => ({ list, of, joined: "or" });
export const allOf = (list: readonly string[], of: Vocabulary | null): PhraseValue => ({ list, of, joined: "and" });
