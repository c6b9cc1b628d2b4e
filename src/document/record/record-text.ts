/**
 * The record as a text to be read on a phone and signed, in any of the customers' languages: the same values in the same words as the PDF,
 * without sums. What is shown is these lines and nothing else, and these lines are archived with the signature.
 */

import type { Language } from "../../kernel/text.ts";
import { formatCount, formatDateTime } from "../../language/format.ts";
import type { Messages } from "../../language/messages.ts";
import { exceptionText, overallText } from "./answer.ts";
import { COLUMNS, remarkText } from "./counts.ts";
import { countedTexts, findingText, groupText, hasFindings, lineName } from "./findings.ts";
import type { RecordValues, RecordWords } from "./record.ts";

/** One line of the text, and how it is shown. */
export interface TextLine {
  readonly kind: "title" | "heading" | "strong" | "plain" | "item";
  readonly text: string;
}

/** A note may have lines of its own; here it is one. */
const line = (kind: TextLine["kind"], text: string): TextLine => ({ kind, text: text.replace(/\s*\n\s*/gu, " ") });

function opening({ messages: t, contract, inspection, time }: RecordWords): readonly TextLine[] {
  const { customer, number } = contract;
  const came = inspection.kind === "handover" ? "record.meta.wentOut" : "record.meta.cameBack";
  const fact = (label: string, value: string): TextLine => line("plain", `${label}: ${value}`);
  return [
    line("title", t("record.title")),
    fact(t("record.meta.record"), inspection.id),
    fact(t("record.meta.contract"), `${number}, ${customer.name}`),
    fact(t(came), time(inspection.cameBackAt)),
    fact(t("record.meta.by"), inspection.by.join(", ")),
    line("plain", t(`record.intro.${inspection.kind}`)),
    line("plain", t(`record.signedCopy.${inspection.signedCopy}`)),
  ];
}

/** Good things first: what is in order stands before what is not. */
function counts(words: RecordWords): readonly TextLine[] {
  const { messages: t, inspection, language } = words;
  const told = [...inspection.lines]
    .sort((a, b) => a.position - b.position)
    .map((facts) => {
      const some = COLUMNS.filter((column) => facts[column] > 0);
      const counted = some.length > 0 ? some : (["ok"] as const);
      const figures = counted.map((column) => `${t(`record.counts.${column}`)}: ${formatCount(facts[column], language)}`);
      const remark = remarkText(words, facts);
      return line("item", `${lineName(words, facts)} – ${[...figures, ...(remark === "" ? [] : [remark])].join(" · ")}`);
    });
  return [line("heading", t("record.counts.heading")), ...told];
}

function findings(words: RecordWords): readonly TextLine[] {
  const { messages: t, inspection } = words;
  const lines = [...inspection.lines].sort((a, b) => a.position - b.position).filter(hasFindings);
  const told = lines.flatMap((facts) => [
    line("strong", lineName(words, facts)),
    ...facts.groups.flatMap((found) => [
      line("item", groupText(words, found)),
      ...found.findings.map((finding) => line("plain", findingText(words, found, finding))),
    ]),
    ...countedTexts(words, facts).map((text) => line("item", text)),
    ...(facts.withoutCharge ? [line("plain", t("record.findings.withoutCharge"))] : []),
  ]);
  return [line("heading", t("record.findings.heading")), ...(told.length > 0 ? told : [line("plain", t("record.findings.none"))])];
}

function answers(words: RecordWords): readonly TextLine[] {
  const { messages: t, inspection } = words;
  const said = (text: string | null): readonly TextLine[] =>
    text === null ? [] : [line("plain", t("record.answer.words", { words: text }))];
  const { answer } = inspection;
  // Before a hand-over nobody has anything to answer yet.
  if (answer === null && inspection.kind === "handover") return [];
  return [
    line("heading", t("record.answer.heading")),
    line("plain", overallText(words)),
    ...said(answer?.words ?? null),
    ...(answer?.exceptions ?? []).flatMap((exception) => [line("item", exceptionText(words, exception)), ...said(exception.words)]),
  ];
}

/** @param messages the customers' texts in the language. Times are the contract's wall clock. */
export function recordText(
  values: Pick<RecordValues, "contract" | "inspection" | "baseline" | "since">,
  messages: Messages,
  language: Language,
): readonly TextLine[] {
  const { zone } = values.contract;
  const words: RecordWords = { ...values, messages, language, time: (moment) => formatDateTime(moment, zone, language) };
  return [...opening(words), ...counts(words), ...findings(words), ...answers(words)];
}

/** As it is archived and hashed: UTF-8, a line for each that was shown. */
export const textBytes = (lines: readonly TextLine[]): Uint8Array => Buffer.from(lines.map(({ text }) => `${text}\n`).join(""), "utf8");
