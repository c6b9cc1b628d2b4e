/** Issued bills as a list. */
import type { IssuedBilling } from "../../invoice/billing.ts";
import type { IssuedCreditNote } from "../../invoice/credit-note.ts";
import { plain } from "../../kernel/text.ts";
import { formatDay, formatMoney } from "../../language/format.ts";
import type { Session } from "../session.ts";

const COLUMNS = ["documents", "return", "contract", "customer", "issued", "toPay", "refund", "due", "credits"] as const;

/** Head and rows; off a terminal sums and days are plain: `62.02`, `2026-06-22`. */
export function billingTable(
  { t, io, language }: Session,
  billings: readonly IssuedBilling[],
  credits: readonly IssuedCreditNote[],
): [string[], string[][]] {
  const terminal = io.stdout.isTTY === true;
  const money = (amount: IssuedBilling["billing"]["settlement"]["toPay"]): string =>
    terminal ? formatMoney(amount, language) : `${Math.trunc(amount / 100)}.${String(amount % 100).padStart(2, "0")}`;
  const rows = billings.map(({ id, billing }) => {
    const { settlement, issuedOn, documents } = billing;
    const day = (value: typeof issuedOn | null): string => (value === null ? "–" : terminal ? formatDay(value, language) : value);
    return [
      documents.map((document) => document.number).join(" ") || "–",
      billing.inspection,
      plain(billing.contract),
      plain(billing.customer.name),
      day(issuedOn),
      money(settlement.toPay),
      money(settlement.refund),
      day(settlement.dueDate),
      credits.flatMap((credit) => (credit.billing === id ? credit.note.number : [])).join(" ") || "–",
    ];
  });
  return [COLUMNS.map((column) => t(`invoice.column.${column}`)), rows];
}
