/** A bill on the screen: what is fine first, then charges with clause and reason, what is not charged and why, sums, settlement. */

import type { BillingPreview } from "../../app/preview-billing.ts";
import type { Charge, NotCharged } from "../../assessment/assessment.ts";
import type { BilledDocument, Billing } from "../../invoice/billing.ts";
import { duesOf } from "../../invoice/rent-credit.ts";
import { cents } from "../../kernel/money.ts";
import { type Language, plain } from "../../kernel/text.ts";
import { formatCount, formatDateTime, formatDay, formatRate } from "../../language/format.ts";
import type { Session } from "../session.ts";
import { type BillingSubject, type BillingTexts, billingTexts } from "./billing-texts.ts";
import { withSum, wrap } from "./columns.ts";
import { idleConcessionText } from "./idle-concessions.ts";
import { errorText, hintTexts } from "./tell.ts";

/** What is shown before a bill is issued, with what stands in its way. */
export async function previewText(
  session: Session,
  preview: BillingPreview,
  language: Language = session.language,
): Promise<readonly string[]> {
  const texts = await billingTexts(session, preview, language);
  const idle = await idleConcessionText(session, preview.billing, preview.contract);
  return [
    ...billText(session, preview.billing, preview, texts),
    ...idle,
    ...noticeText(session, preview, texts),
    ...obstacleText(session, preview),
  ];
}

/** Nothing of it is on the bill yet, and a day later it cannot be any more. */
function noticeText({ t, language }: Session, { notice }: BillingPreview, texts: BillingTexts): string[] {
  if (notice === null) return [];
  const { inspection: id, findings, lastDay, more } = notice;
  const values = {
    id,
    findings: findings.join(", "),
    day: formatDay(lastDay, language),
    more: texts.money(more),
    some: more > 0 ? "yes" : "no",
  };
  return ["", ...wrap(t("invoice.notice", values), 0)];
}

/** A bill as it stands in the books. */
export async function billOnScreen(session: Session, billing: Billing, subject: BillingSubject): Promise<readonly string[]> {
  return billText(session, billing, subject, await billingTexts(session, subject));
}

function billText(session: Session, billing: Billing, subject: BillingSubject, texts: BillingTexts): string[] {
  return [
    ...headText(session, billing, subject),
    ...inOrderText(session, billing, subject),
    ...chargesText(session, billing, texts),
    ...notChargedText(session, billing, texts),
    ...oursText(session, billing, texts),
    ...sumsText(session, billing, texts),
    ...settlementText(session, billing, texts),
  ];
}

const section = ({ t, out }: Session, key: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ["", out.bold(t(`invoice.section.${key}`)), ...lines];

function headText({ t, out, language }: Session, billing: Billing, { inspection, contract }: BillingSubject): string[] {
  const title = t("invoice.title", { id: billing.inspection, contract: plain(billing.contract), customer: plain(billing.customer.name) });
  const back = formatDateTime(inspection.cameBackAt, contract.zone, language);
  return [...wrap(title, 0).map((line) => out.bold(line)), out.dim(t("invoice.cameBack", { time: back, load: inspection.load }))];
}

function inOrderText(session: Session, billing: Billing, { contract }: BillingSubject): string[] {
  const { t, language } = session;
  const rows = billing.inOrder
    .filter(({ count }) => count > 0)
    .map(({ position, count, whole }) => {
      const figure = formatCount(count, language);
      const name = contract.lines.find((line) => line.position === position)?.name ?? String(position);
      return { figure: whole ? t("invoice.inOrder.whole", { figure }) : figure, name: plain(name) };
    });
  const width = Math.max(0, ...rows.map(({ figure }) => figure.length));
  return section(
    session,
    "inOrder",
    rows.map(({ figure, name }) => `  ${figure.padStart(width)}  ${name}`),
  );
}

function chargesText(session: Session, billing: Billing, texts: BillingTexts): string[] {
  return section(
    session,
    "charges",
    billing.charges.flatMap((charge, index) => [...(index > 0 ? [""] : []), ...chargeText(session, charge, texts)]),
  );
}

function chargeText({ t, out }: Session, charge: Charge, texts: BillingTexts): string[] {
  const disputed = charge.disputed ? [t("invoice.disputed")] : [];
  const given = charge.trace.filter(({ sentence }) => sentence === "concession");
  const steps = charge.trace.filter((step) => !given.includes(step)).map((step) => texts.step(step));
  const whole = cents(charge.amount + (charge.conceded ?? 0));
  return [
    ...withSum(`${charge.id}  ${texts.product(charge.source)}`, texts.money(whole), 2),
    ...wrap([texts.fact(charge), texts.clause(charge.clause), ...disputed].join(" · "), 6),
    ...steps.flatMap((step) => wrap(step, 6)).map((line) => out.dim(line)),
    ...given.flatMap((step) => withSum(texts.step(step), texts.money(step.out), 6)),
  ];
}

const notChargedText = (session: Session, billing: Billing, texts: BillingTexts): string[] =>
  section(
    session,
    "notCharged",
    [...byReason(billing.notCharged, texts)].flatMap(([reason, entries]) => [
      ...entries.flatMap((entry) => wrap(`${texts.product(entry.source)}: ${texts.fact(entry)}`, 2)),
      ...wrap(reason, 6).map((line) => session.out.dim(line)),
    ]),
  );

/** A reason that holds for several things is said once, below them all. */
function byReason(entries: readonly NotCharged[], texts: BillingTexts): ReadonlyMap<string, readonly NotCharged[]> {
  const reasons = new Map<string, NotCharged[]>();
  for (const entry of entries) {
    const clause = entry.clause === null ? null : texts.clause(entry.clause);
    const reason = [texts.step(entry), clause].filter((text) => text !== null).join(" · ");
    reasons.set(reason, [...(reasons.get(reason) ?? []), entry]);
  }
  return reasons;
}

function sumsText(session: Session, { documents, settlement, rentCredit }: Billing, texts: BillingTexts): string[] {
  const { t } = session;
  const total = cents(documents.reduce((sum, document) => sum + document.total, 0));
  const both = documents.length > 1 ? withSum(t("invoice.sum.total"), texts.money(total), 2) : [];
  const covered = cents(-documents.reduce((sum, document) => sum + document.fromDeposit, 0));
  const cover = settlement.card ? "invoice.sum.fromCard" : "invoice.sum.fromDeposit";
  return section(session, "sums", [
    ...documents.flatMap((document) => documentText(session, document, texts)),
    ...both,
    ...(covered < 0 ? withSum(t(cover), texts.money(covered), 2) : []),
    ...(rentCredit ? withSum(t("invoice.sum.rentCredit"), texts.money(cents(-rentCredit.total)), 2) : []),
  ]);
}

function documentText({ t, out, language }: Session, document: BilledDocument, texts: BillingTexts): string[] {
  const name = [t(`invoice.document.${document.kind}`), document.number].filter((part) => part !== null).join(" ");
  const vat = document.vat.map(({ rate, base, tax }) =>
    rate === null
      ? t("invoice.sum.outside")
      : t("invoice.sum.vat", { rate: formatRate(rate, language), base: texts.money(base), tax: texts.money(tax) }),
  );
  return [...withSum(name, texts.money(document.total), 2), ...vat.flatMap((line) => wrap(line, 6)).map((line) => out.dim(line))];
}

/** What was ours, and what comes off the rent for it. */
const oursText = (session: Session, { rentCredit }: Billing, texts: BillingTexts): string[] =>
  section(
    session,
    "ours",
    (rentCredit?.lines ?? []).flatMap(({ product, fact, amount }) => [
      ...withSum(plain(product), texts.money(cents(-amount)), 2),
      ...wrap(plain(fact), 6).map((line) => session.out.dim(line)),
    ]),
  );

function settlementText({ t, out, language }: Session, billing: Billing, texts: BillingTexts): string[] {
  const { settlement } = billing;
  const { depositHeld, dueDate, card } = settlement;
  const { toPay, refund } = duesOf(billing);
  const day = dueDate === null ? "" : formatDay(dueDate, language);
  const lines = [
    ...(toPay > 0 ? withSum(t("invoice.sum.toPay", { day }), texts.money(toPay)) : []),
    ...(refund > 0 ? withSum(t("invoice.sum.refund"), texts.money(refund)) : []),
    ...(toPay === 0 && refund === 0 ? wrap(t("invoice.sum.nothing"), 0) : []),
  ];
  return [
    "",
    ...lines.map((line) => out.bold(line)),
    ...(card && card.taken > 0
      ? wrap(t("invoice.card.taken", { amount: texts.money(card.taken), day: formatDay(card.notBefore, language) }), 2)
      : []),
    ...(card && card.released > 0 ? wrap(t("invoice.card.released", { amount: texts.money(card.released) }), 2) : []),
    ...(depositHeld > 0 ? wrap(t("invoice.held", { amount: texts.money(depositHeld) }), 2) : []),
    ...(depositHeld > 0 ? settlement.heldFor.flatMap((matter) => wrap(t(`invoice.heldFor.${matter}`), 4)) : []),
  ];
}

function obstacleText({ t, out }: Session, { obstacles }: BillingPreview): string[] {
  if (obstacles.length === 0) return [];
  return [
    "",
    out.warn(t("invoice.notYet")),
    ...obstacles.flatMap((obstacle) => [
      ...wrap(errorText(t, obstacle), 2),
      ...hintTexts(t, obstacle).map((hint) => out.dim(`    ${hint}`)),
    ]),
  ];
}
