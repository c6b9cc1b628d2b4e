/** Deposit and sums: how the documents and the deposit come to what is paid or refunded. */

import { duesOf } from "../../invoice/rent-credit.ts";
import { type Cents, cents, notNegative, sum } from "../../kernel/money.ts";
import { STYLE } from "../look.ts";
import { apart, type Branch, branch, type Group, group, type Row } from "../sheet/flow.ts";
import { heading, paragraph } from "../sheet/rows.ts";
import { nameOf } from "./findings.ts";
import { groupIban } from "./iban.ts";
import type { Letter } from "./letter.ts";
import { type SumLine, sumRow } from "./totals.ts";

export function sumGroups(letter: Letter): Group[] {
  const { billing, pen, body, messages: t } = letter;
  const { deposit } = billing.settlement;
  if (billing.documents.length === 0 && deposit === null && !billing.rentCredit) return [];
  const section = branch("Sect", body);
  const title = t(deposit ? "letter.sums.heading" : "letter.sums.headingNoDeposit");
  const charges = chargeLines(letter);
  const rest = depositLines(letter);
  const tables = [charges, rest]
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => table(letter, lines, section, index === 0 ? 4 : 12));
  const held = billing.settlement.heldFor.flatMap((why) => paragraph(pen, t(`letter.sums.heldFor.${why}`), STYLE.body, section));
  return [
    group([
      ...heading(pen, title, section),
      ...tables,
      ...apart([...orderRows(letter, section), ...held, ...refundRows(letter, section)], 8),
    ]),
  ];
}

/** Where the deposit pays a part of two documents: which one first, as the terms have it, and how much of each. */
function orderRows({ billing: { documents, settlement }, terms, pen, messages: t, money }: Letter, section: Branch): Row[] {
  const covered = sum(documents.map(({ fromDeposit }) => fromDeposit));
  const [invoice, claim] = (["invoice", "damagesStatement"] as const).map((kind) => documents.find((one) => one.kind === kind));
  if (!invoice || !claim || covered === 0 || covered === sum(documents.map(({ total }) => total))) return [];
  const values = {
    kind: settlement.card ? "card" : "deposit",
    first: terms.payment.depositOrder[0] ?? invoice.kind,
    invoice: money(invoice.fromDeposit),
    claim: money(claim.fromDeposit),
  };
  return paragraph(pen, t("letter.sums.order", values), STYLE.body, section);
}

function table(letter: Letter, lines: readonly SumLine[], section: Branch, gap: number): Row[] {
  const place = branch("Table", section);
  return lines.map((line, index) => sumRow(letter, line, place, index === 0 ? gap : 0));
}

const minus = (amount: Cents): Cents => cents(-amount);

/** The documents, what the deposit covers of them, and what remains to pay. */
function chargeLines({ billing, messages: t, money, ...letter }: Letter): SumLine[] {
  const { documents, settlement } = billing;
  const rentLine = rentLines({ billing, messages: t, money });
  if (documents.length === 0) return rentLine;
  const covered = sum(documents.map((document) => document.fromDeposit));
  const whole = { ...letter, billing, messages: t, money } as Letter;
  return [
    ...documents.map((document) => ({ label: nameOf(whole, document), amount: money(document.total) })),
    ...(documents.length > 1 ? [{ label: t("letter.sums.all"), amount: money(sum(documents.map(({ total }) => total))) }] : []),
    ...(covered > 0
      ? [{ label: t(settlement.card ? "letter.sums.fromCard" : "letter.sums.fromDeposit"), amount: money(minus(covered)) }]
      : []),
    ...rentLine,
    { label: t("letter.sums.toPay"), amount: money(duesOf(billing).toPay), strong: true },
  ];
}

/** What comes off the rent, with the credit note that it is on. */
function rentLines({ billing: { rentCredit }, messages: t, money }: Pick<Letter, "billing" | "messages" | "money">): SumLine[] {
  if (!rentCredit) return [];
  const number = rentCredit.number ?? t("letter.preview");
  return [{ label: t("letter.sums.rentCredit", { number }), amount: money(minus(rentCredit.total)) }];
}

/** What happens to the deposit; nothing where all of it went into the documents above, or there is none. */
function depositLines({ billing, messages: t, money }: Letter): SumLine[] {
  const { deposit, depositUsedBefore, depositHeld, refund, card } = billing.settlement;
  if (deposit === null) return [];
  const left = refund + depositHeld + (card?.released ?? 0);
  if (left === 0 && depositUsedBefore === 0 && billing.documents.length > 0) return [];
  const now = sum(billing.documents.map((document) => document.fromDeposit));
  const line = (key: string, amount: Cents, strong = false): SumLine[] =>
    amount === 0 ? [] : [{ label: t(key), amount: money(amount), strong }];
  return [
    { label: t("letter.sums.deposit", { kind: deposit.kind }), amount: money(deposit.amount) },
    ...line("letter.sums.usedBefore", minus(depositUsedBefore)),
    ...line("letter.sums.usedNow", minus(now)),
    ...line("letter.sums.held", depositHeld, true),
    ...line("letter.sums.released", notNegative(card?.released ?? cents(0)), true),
    ...line("letter.sums.refund", refund, true),
  ];
}

/** Where the money goes, and by when. */
function refundRows(letter: Letter, section: Branch): Row[] {
  const { billing, pen, messages: t, money, day } = letter;
  const { refund, refundBy } = duesOf(billing);
  if (refundBy === null) return [];
  const values = { amount: money(refund), day: day(refundBy) };
  const { iban } = billing.customer;
  const text = iban ? t("letter.refund.toAccount", { ...values, iban: groupIban(iban) }) : t("letter.refund.noAccount", values);
  return paragraph(pen, text, STYLE.body, section);
}
