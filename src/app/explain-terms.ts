/** A terms file in plain words: each rule with its clause and a small example, in a language the terms promise. */

import type { ExampleWords } from "../assessment/explain/example-goods.ts";
import { type ExplainedRule, type ExplainedSection, explainTerms } from "../assessment/explain/explain-terms.ts";
import type { Phrase } from "../assessment/explain/phrase.ts";
import type { WorkedExample } from "../assessment/explain/work-example.ts";
import type { Terms } from "../contract/terms.ts";
import { UserError } from "../kernel/errors.ts";
import type { Cents } from "../kernel/money.ts";
import { inLanguage, type Language, type LocalText, plain } from "../kernel/text.ts";
import { explainSentence } from "../language/explain-sentence.ts";
import type { Messages } from "../language/messages.ts";
import { traceSentence } from "../language/trace-sentence.ts";

export interface ExampleInWords {
  readonly story: string;
  readonly steps: readonly { readonly text: string; readonly out: Cents | null }[];
  /** Null where the example ends in no sum. */
  readonly amount: Cents | null;
}

export interface RuleInWords {
  readonly section: ExplainedSection;
  readonly rule: string | null;
  readonly clause: { readonly number: string; readonly title: string } | null;
  readonly name: string | null;
  /** What it speaks of; null where that goes without saying. */
  readonly about: string | null;
  readonly says: string;
  readonly example: ExampleInWords | null;
}

export interface TermsInWords {
  readonly language: Language;
  readonly title: string;
  /** Whether the examples' prices are with or without VAT. */
  readonly prices: "net" | "gross";
  readonly rules: readonly RuleInWords[];
}

/**
 * The language to explain terms in: the one asked for, else the reader's own where the terms have it, else their first.
 * @throws UserError `language-not-in-terms`.
 */
export function explainingLanguage(terms: Terms, asked: string | null, own: Language): Language {
  const known = terms.languages.find((language) => language === asked);
  if (known) return known;
  if (asked !== null)
    throw new UserError(
      "language-not-in-terms",
      { terms: `${terms.name} ${terms.version}`, language: asked.slice(0, 20) },
      terms.languages.map((language) => `--language ${language}`),
    );
  return terms.languages.includes(own) ? own : (terms.languages[0] ?? own);
}

function wordsFor(messages: Messages): ExampleWords {
  const one = (goods: string | null): string => {
    if (goods === null) return messages("explain.oneUnit");
    return messages.has(`explain.one.${goods}`) ? messages(`explain.one.${goods}`) : plain(goods);
  };
  return { one, estimate: messages("explain.estimate") };
}

const inCapitals = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** @param messages the customers' texts in that language. */
export function explainInWords(terms: Terms, language: Language, messages: Messages): TermsInWords {
  const say = ({ sentence, values }: Phrase): string => explainSentence(messages, { sentence, values }, language);
  const local = (text: LocalText): string => plain(inLanguage(text, language)).trim();
  const exampleOf = ({ story, steps, amount }: WorkedExample): ExampleInWords => ({
    story: story.map(say).join(", "),
    steps: steps.map(({ sentence, values, out }) => ({
      text: traceSentence(messages, out === null ? { sentence, values } : { sentence, values, out }, language),
      out,
    })),
    amount,
  });
  const ruleOf = ({ section, rule, clause, name, about, says, example }: ExplainedRule): RuleInWords => ({
    section,
    rule,
    clause: clause === null ? null : { number: clause, title: local(terms.clauses.find(({ number }) => number === clause)?.title ?? {}) },
    name: name && local(name),
    about: about.length === 0 ? null : inCapitals(about.map(say).join(" · ")),
    says: says.map(say).join(" "),
    example: example && exampleOf(example),
  });
  return {
    language,
    title: local(terms.title),
    prices: terms.value?.claims ?? "net",
    rules: explainTerms(terms, wordsFor(messages)).map(ruleOf),
  };
}
