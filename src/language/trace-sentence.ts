/** One step of a calculation as one sentence that a pocket calculator can repeat. Texts are the catalogue's `trace.<sentence>`. */
import type { Day, Instant } from "../kernel/dates.ts";
import type { BasisPoints, Cents } from "../kernel/money.ts";
import { type Language, plain } from "../kernel/text.ts";
import {
  formatCount,
  formatDateTime,
  formatDay,
  formatDays,
  formatMinutes,
  formatMoney,
  formatMonths,
  formatRate,
  formatSize,
} from "./format.ts";
import type { Messages, MessageValues } from "./messages.ts";

/** A figure in a sentence, tagged with what it is: the kinds of the assessment's trace, named here because language looks only at the kernel. */
export type SentenceValue =
  | { readonly cents: Cents }
  | { readonly rate: number }
  | { readonly hundredths: number }
  | { readonly count: number }
  | { readonly months: number }
  | { readonly days: number }
  | { readonly minutes: number }
  | { readonly millimetres: number }
  | { readonly day: Day }
  | { readonly moment: Instant; readonly zone: string }
  | { readonly text: string };

/** What is said: a step with the figure it leads to, or a reason (which has none). */
export interface Sentence {
  readonly sentence: string;
  readonly values: Readonly<Record<string, SentenceValue>>;
  readonly out?: Cents;
}

/** 150 is `1,5`: a factor, or hours. */
const formatHundredths = (hundredths: number, language: Language): string =>
  formatRate(hundredths as BasisPoints, language).replace(/\u00A0?%$/u, "");

/** Counts stay numbers, for plurals; `<name>Text` is the same written out with its unit. */
export function said(name: string, value: SentenceValue, language: Language): MessageValues {
  if ("cents" in value) return { [name]: formatMoney(value.cents, language) };
  if ("rate" in value) return { [name]: formatRate(value.rate as BasisPoints, language) };
  if ("hundredths" in value) return { [name]: formatHundredths(value.hundredths, language) };
  if ("count" in value) return { [name]: value.count, [`${name}Text`]: formatCount(value.count, language) };
  if ("months" in value) return { [name]: value.months, [`${name}Text`]: formatMonths(value.months, language) };
  if ("days" in value) return { [name]: value.days, [`${name}Text`]: formatDays(value.days, language) };
  if ("minutes" in value) return { [name]: formatMinutes(value.minutes, language) };
  if ("millimetres" in value) return { [name]: formatSize(value.millimetres, language) };
  if ("day" in value) return { [name]: formatDay(value.day, language) };
  if ("moment" in value) return { [name]: formatDateTime(value.moment, value.zone, language) };
  return { [name]: plain(value.text) };
}

/** @throws RangeError for a sentence that the catalogue lacks: our bug, a test finds it. */
export function traceSentence(messages: Messages, { sentence, values, out }: Sentence, language: Language): string {
  const all = Object.entries(values).map(([name, value]) => said(name, value, language));
  return messages(`trace.${sentence}`, Object.assign({}, ...all, out === undefined ? {} : { out: formatMoney(out, language) }));
}
