/**
 * An answer to a complaint, prepared from the record and the assessment: the clerk edits it and answers for it. It says nothing that the
 * record does not: a sentence whose fact is missing is left out. What can be done stands before what was found, and nobody's fault stands
 * anywhere.
 */
import type { Charge, NotCharged, Source } from "../../assessment/assessment.ts";
import type { Terms } from "../../contract/terms.ts";
import type { Inspection } from "../../inspection/inspection.ts";
import type { BilledDocument } from "../../invoice/billing.ts";
import type { IssuedCreditNote } from "../../invoice/credit-note.ts";
import { dayOf } from "../../kernel/dates.ts";
import { type Cents, sum } from "../../kernel/money.ts";
import { inLanguage } from "../../kernel/text.ts";
import { formatCount, formatDateTime, formatDay, formatMoney } from "../../language/format.ts";
import { composeReply, type ReplyParts } from "../../people/reply-draft.ts";
import { asSentence, capital, type Describing, factOf, findingsOf, productOf } from "../describe-source.ts";
import { customersWords } from "../letter/customers-words.ts";
import { sayStep } from "../letter/say-step.ts";
import { wasNotThere } from "../was-not-there.ts";

export const VERDICTS = ["founded", "unfounded"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What a complaint is about, as far as it was recorded. */
export interface RecordedMatter extends Describing {
  readonly terms: Terms;
  /** The hand-over's record; null where there is none. */
  readonly baseline: Inspection | null;
  /** Billed charges that it is about. */
  readonly charges: readonly Charge[];
  readonly notCharged: readonly NotCharged[];
  /** What was found and is not billed yet. */
  readonly unbilled: readonly Source[];
  readonly documents: readonly BilledDocument[];
  readonly credits: readonly IssuedCreditNote[];
}

/** Whether anything was recorded of what a complaint is about. */
export const isRecorded = ({ charges, notCharged, unbilled }: RecordedMatter): boolean =>
  charges.length + notCharged.length + unbilled.length > 0;

/** What of these charges has been given back, so that an answer can say what was done. */
export const isCredited = ({ charges, credits }: RecordedMatter): boolean =>
  credits.some(({ note }) => note.lines.some(({ charge }) => charges.some(({ id }) => id === charge)));

/**
 * @param own what the clerk writes goes before what is prepared.
 * @param phone by which the answer's writer is reached.
 */
export function preparedAnswer(matter: RecordedMatter, verdict: Verdict, own: ReplyParts, phone: string): readonly string[] {
  const { messages: t, charges } = matter;
  const parts = charges.length > 0 ? [t("case.prepared.parts", { phone })] : [];
  const prepared = {
    founded: { ours: t("case.prepared.ours"), act: null },
    unfounded: { ours: null, act: [t("case.prepared.look"), ...parts].join(" ") },
  }[verdict];
  const opening = composeReply(
    { ...own, ours: own.ours ?? prepared.ours, act: own.act ?? prepared.act },
    { thanks: t("case.reply.thanks"), experience: t("case.reply.experience") },
  );
  const items = [
    ...charges.map((charge) => chargedText(matter, charge)),
    ...matter.notCharged.map((entry) => notChargedText(matter, entry)),
    ...matter.unbilled.map((source) => found(matter, source, null).join(" ")),
  ];
  return [...opening, ...items, ...(verdict === "unfounded" && charges.length > 0 ? [t("case.prepared.stands")] : [])];
}

function chargedText(matter: RecordedMatter, charge: Charge): string {
  const { messages: t, language, documents } = matter;
  const document = documents.find(({ lines }) => lines.some((line) => line.charge === charge.id));
  const line = document?.lines.find((one) => one.charge === charge.id);
  const billed = document && line ? chargedSentence(matter, document, line.amount) : [];
  const steps = charge.trace.map((step) => sayStep(step, matter));
  const credited = creditsOf(matter, charge.id).map(({ number, amount }) =>
    t("case.prepared.credited", { number, amount: formatMoney(amount, language) }),
  );
  const reckoned = steps.length === 0 ? [] : [t("case.prepared.reckoned", { steps: steps.map(asSentence).join(" ") })];
  return inLines(found(matter, charge.source, charge.kind), clauseSentence(matter, charge.clause), [...billed, ...reckoned, ...credited]);
}

/** What was found, what was agreed and what it came to each begin a line. */
const inLines = (...parts: readonly (readonly string[])[]): string =>
  parts
    .filter((sentences) => sentences.length > 0)
    .map((sentences) => sentences.join(" "))
    .join("\n");

function chargedSentence({ messages: t, language }: RecordedMatter, { kind, number, mode, tax }: BilledDocument, amount: Cents): string[] {
  const document = `${t(`letter.document.${kind}`)} ${number ?? ""}`.trim();
  const key = mode === "net" && tax > 0 ? "case.prepared.chargedNet" : "case.prepared.charged";
  return [t(key, { document, amount: formatMoney(amount, language) })];
}

function creditsOf({ credits }: RecordedMatter, charge: string): readonly { readonly number: string; readonly amount: Cents }[] {
  return credits.flatMap(({ note }) => {
    const amounts = note.lines.filter((line) => line.charge === charge).map(({ amount }) => amount);
    return amounts.length === 0 ? [] : [{ number: note.number, amount: sum(amounts) }];
  });
}

function notChargedText(matter: RecordedMatter, entry: NotCharged): string {
  const steps = [entry, ...entry.trace].map((step) => asSentence(sayStep(step, matter)));
  const why = [matter.messages("case.prepared.notCharged"), ...steps];
  return inLines(found(matter, entry.source, null), clauseSentence(matter, entry.clause), why);
}

/** Which kind of thing it is, in a sentence of its own. */
const aboutKey = (source: Source, inspection: Inspection): string =>
  `case.prepared.about.${source.subject === "group" ? (findingsOf(source, inspection)[0]?.type ?? "other") : source.subject}`;

/** What was found, when and by whom it was seen, what the hand-over's record says, and what the customer said of it. */
function found(matter: RecordedMatter, source: Source, kind: Charge["kind"] | null): readonly string[] {
  const { messages: t, inspection, baseline, contract, language } = matter;
  const findings = findingsOf(source, inspection);
  const [first] = findings;
  const fact = capital(factOf(source, matter, kind));
  const photos = findings.flatMap((finding) => finding.photos).length;
  const words = customersWords(source, inspection);
  return [
    t(aboutKey(source, inspection), { product: productOf(source, matter) }),
    first
      ? t("case.prepared.seen", { fact, name: first.seenBy, time: formatDateTime(first.seenAt, contract.zone, language) })
      : t("case.prepared.found", { fact }),
    ...(first && wasNotThere(baseline, source, findings)
      ? [t("case.prepared.before", { day: formatDay(dayOf(contract.handOver, contract.zone), language) })]
      : []),
    ...(photos === 0 ? [] : [t("case.prepared.photos", { count: photos, figure: formatCount(photos, language) })]),
    ...(words === null ? [] : [t("letter.charge.disputedWords", { words })]),
  ];
}

function clauseSentence({ terms, language, messages: t }: RecordedMatter, number: string | null): readonly string[] {
  const clause = terms.clauses.find((candidate) => candidate.number === number);
  const text = clause ? inLanguage(clause.text, language) : "";
  return text === "" ? [] : [t("case.prepared.clause", { number: number ?? "", text })];
}
