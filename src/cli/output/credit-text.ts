/** A credit note on the screen: what it changes, what it gives back of which line, and what that does to the settlement. */
import type { StoredFile } from "../../app/ports.ts";
import type { CreditNote, IssuedCreditNote } from "../../invoice/credit-note.ts";
import { plain } from "../../kernel/text.ts";
import { formatDay, formatMoney, formatRate } from "../../language/format.ts";
import type { Session } from "../session.ts";
import { withSum, wrap } from "./columns.ts";

/** What is shown before it is issued. */
export function creditText(session: Session, note: CreditNote): string[] {
  const { t, out, language } = session;
  const { original } = note;
  const money = (amount: typeof note.total): string => formatMoney(amount, language);
  const day = formatDay(original.issuedOn, language);
  const title = t("invoice.credit.title", { document: t(`invoice.document.${original.kind}`), number: original.number, day });
  const vat = note.vat.map(({ rate, base, tax }) =>
    rate === null
      ? t("invoice.sum.outside")
      : t("invoice.sum.vat", { rate: formatRate(rate, language), base: money(base), tax: money(tax) }),
  );
  return [
    "",
    out.bold(title),
    ...wrap(t("invoice.credit.reason", { reason: plain(note.reason) }), 2),
    ...note.lines.flatMap((line) => [
      ...withSum(`${line.charge}  ${plain(line.product)}`, money(line.amount), 2),
      ...wrap(plain(line.units === null ? `${line.fact} · ${t("invoice.credit.part")}` : line.fact), 6),
    ]),
    ...withSum(t("invoice.credit.total"), money(note.total), 2),
    ...vat.flatMap((line) => wrap(line, 6)).map((line) => out.dim(line)),
    ...effectText(session, note).flatMap((line) => wrap(line, 2)),
  ];
}

function effectText({ t, language }: Session, { effect: { toPay, refund, released } }: CreditNote): string[] {
  return [
    ...(toPay > 0 ? [t("invoice.credit.toPay", { amount: formatMoney(toPay, language) })] : []),
    ...(refund > 0 ? [t("invoice.credit.refund", { amount: formatMoney(refund, language) })] : []),
    ...(released > 0 ? [t("invoice.card.released", { amount: formatMoney(released, language) })] : []),
    ...(toPay === 0 && refund === 0 && released === 0 ? [t("invoice.credit.settled")] : []),
  ];
}

export interface StoredCredit {
  readonly issued: IssuedCreditNote;
  readonly stored: StoredFile | null;
  readonly copy: string | null;
}

/** `Credit note H-2026-0001 of K-2026-0001, 194.70 €`, what it does, and where the PDF is. */
export function creditIssuedText(session: Session, { issued, stored, copy }: StoredCredit): string[] {
  const { t, language } = session;
  const { note } = issued;
  return [
    t("invoice.credit.issued", { number: note.number, original: note.original.number, total: formatMoney(note.total, language) }),
    ...effectText(session, note),
    ...(stored || copy ? [t("invoice.issued.pdf", { path: copy ?? stored?.path ?? "" })] : []),
  ];
}
