/** The calculation of each charge on the screen: finding, clause with its words, every step with its figure. */
import type { Explained } from "../../app/explain-charge.ts";
import type { Charge, NotCharged, TraceStep } from "../../assessment/assessment.ts";
import { findingsOf } from "../../document/describe-source.ts";
import type { Finding } from "../../inspection/inspection.ts";
import { inLanguage, type Language, plain } from "../../kernel/text.ts";
import { formatDateTime } from "../../language/format.ts";
import type { Session } from "../session.ts";
import { type BillingTexts, billingTexts } from "./billing-texts.ts";
import { withSum, wrap } from "./columns.ts";

export async function explanationText(session: Session, explained: Explained, language: Language): Promise<readonly string[]> {
  const texts = await billingTexts(session, explained, language);
  const entries = [
    ...explained.charges.map((charge) => chargeText(session, explained, charge, texts)),
    ...explained.notCharged.map((entry) => notChargedText(session, explained, entry, texts)),
  ];
  if (entries.length === 0) return [session.t("invoice.explain.nothing", { id: explained.billing.inspection })];
  return entries.flatMap((lines, index) => (index === 0 ? lines : ["", ...lines]));
}

function chargeText(session: Session, explained: Explained, charge: Charge, texts: BillingTexts): string[] {
  const { t, out } = session;
  const document = explained.billing.documents.find(({ lines }) => lines.some((line) => line.charge === charge.id));
  const on = document ? [t("invoice.explain.on", { document: t(`invoice.document.${document.kind}`), number: document.number ?? "" })] : [];
  return [
    ...withSum(`${charge.id}  ${texts.product(charge.source)}: ${texts.fact(charge)}`, texts.money(charge.amount)).map((line) =>
      out.bold(line),
    ),
    ...on.flatMap((line) => wrap(line, 4)),
    ...seenText(session, explained, findingsOf(charge.source, explained.inspection)),
    ...clauseText(session, explained, charge.clause, texts),
    ...charge.trace.flatMap((step) => stepText(session, step, texts)),
  ];
}

function notChargedText(session: Session, explained: Explained, entry: NotCharged, texts: BillingTexts): string[] {
  return [
    ...withSum(`${texts.product(entry.source)}: ${texts.fact(entry)}`, session.t("invoice.explain.notCharged")).map((line) =>
      session.out.bold(line),
    ),
    ...wrap(texts.step(entry), 4),
    ...(entry.clause === null ? [] : clauseText(session, explained, entry.clause, texts)),
    ...entry.trace.flatMap((step) => stepText(session, step, texts)),
  ];
}

const stepText = ({ out }: Session, step: TraceStep, texts: BillingTexts): string[] =>
  withSum(`${step.step}. ${texts.step(step)}`, texts.money(step.out), 4).map((line) => out.dim(line));

function seenText({ t, language }: Session, { contract }: Explained, findings: readonly Finding[]): string[] {
  return findings.flatMap((finding) => {
    const seen = t("invoice.explain.seen", {
      id: finding.id,
      name: plain(finding.seenBy),
      time: formatDateTime(finding.seenAt, contract.zone, language),
    });
    const note = finding.note === null ? [] : wrap(t("invoice.explain.note", { note: plain(finding.note) }), 4);
    return [...wrap(seen, 4), ...note];
  });
}

/** The clause's own words stand with it: the sum rests on them. */
function clauseText({ out, language }: Session, { terms }: Explained, number: string, texts: BillingTexts): string[] {
  const clause = terms.clauses.find((candidate) => candidate.number === number);
  const words = clause ? plain(inLanguage(clause.text, language)).replace(/\s+/gu, " ").trim() : "";
  return [...wrap(texts.clause(number), 4), ...wrap(words, 6).map((line) => out.dim(line))];
}
