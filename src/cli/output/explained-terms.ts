/** Terms in plain words on the screen: a heading for each section, then rule after rule with its example. */
import type { RuleInWords, TermsInWords } from "../../app/explain-terms.ts";
import { formatMoney } from "../../language/format.ts";
import type { Messages } from "../../language/messages.ts";
import type { Paint } from "../session.ts";
import { withSum, wrap } from "./columns.ts";
import { jsonMoney } from "./json.ts";

interface Printing {
  readonly words: TermsInWords;
  /** The customers' texts in the language of the words. */
  readonly messages: Messages;
  readonly paint: Paint;
}

export function explainedTerms(printing: Printing): readonly string[] {
  const { words, messages, paint } = printing;
  const sections = [...new Set(words.rules.map(({ section }) => section))];
  const note = words.rules.some(({ example }) => example !== null) ? wrap(messages(`explain.prices.${words.prices}`), 0) : [];
  return [
    paint.bold(words.title),
    ...note.map((line) => paint.dim(line)),
    ...sections.flatMap((section) => [
      "",
      paint.bold(messages(`explain.section.${section}`)),
      ...words.rules.filter((rule) => rule.section === section).flatMap((rule) => ruleLines(rule, printing)),
    ]),
  ];
}

function ruleLines(rule: RuleInWords, { words, messages, paint }: Printing): string[] {
  const { clause, name, about, says, example } = rule;
  if (clause === null) return [...(about === null ? [] : wrap(about, 4)), ...wrap(says, about === null ? 4 : 6)];
  const told =
    example === null
      ? []
      : [
          ...(example.amount === null
            ? wrap(messages("explain.example", { story: example.story }), 6)
            : withSum(messages("explain.example", { story: example.story }), formatMoney(example.amount, words.language), 6)),
          ...example.steps.flatMap(({ text }) => wrap(text, 8).map((line) => paint.dim(line))),
        ];
  return [
    "",
    ...wrap(`${clause.number} ${name ?? clause.title}`, 2).map((line) => paint.accent(line)),
    ...(about === null ? [] : wrap(about, 4)),
    ...wrap(says, 4),
    ...told,
  ];
}

/** The same for `--json`; money as everywhere. */
export const explainedJson = ({ language, title, prices, rules }: TermsInWords) => ({
  language,
  title,
  prices,
  rules: rules.map(({ example, ...rule }) => ({
    ...rule,
    example: example && {
      story: example.story,
      steps: example.steps.map(({ text, out }) => ({ text, out: out === null ? null : jsonMoney(out) })),
      amount: example.amount === null ? null : jsonMoney(example.amount),
    },
  })),
});
