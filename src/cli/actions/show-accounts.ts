/** What `invoice list --open`, `--overdue` and `--overpaid` show. */
import { listAccounts, type Standing } from "../../app/list-accounts.ts";
import { namesOf, type SettlementState } from "../../app/settlement-account.ts";
import { cents, subtract } from "../../kernel/money.ts";
import { plain } from "../../kernel/text.ts";
import { formatMoney } from "../../language/format.ts";
import { accountJson, settlementNames } from "../output/account-json.ts";
import { jsonMoney } from "../output/json.ts";
import { cellDay, cellMoney } from "../output/list-cells.ts";
import type { Session } from "../session.ts";

const COLUMNS = ["documents", "contract", "customer", "due", "late", "billed", "paid", "open", "overpaid"] as const;

export async function showAccounts(session: Session, standings: readonly Standing[]): Promise<void> {
  const { t, language } = session;
  const { settlements, totals } = await listAccounts(await session.desk(), standings);
  const sums = { open: totals.open, overdue: totals.overdue, overpaid: totals.overpaid };
  if (session.flags.json) {
    return session.json({
      settlements: settlements.map((state) => ({ ...settlementNames(state.issued), account: accountJson(state) })),
      totals: Object.fromEntries(Object.entries(sums).map(([name, amount]) => [name, jsonMoney(amount)])),
    });
  }
  if (settlements.length === 0) return session.remark(t(`invoice.accounts.none.${standings.length === 1 ? standings[0] : "any"}`));
  session.table(
    COLUMNS.map((column) => t(`invoice.column.${column}`)),
    settlements.map((state) => cellsOf(session, state)),
  );
  const values = Object.fromEntries(Object.entries(sums).map(([name, amount]) => [name, formatMoney(amount, language)]));
  session.remark("", t("invoice.accounts.totals", { ...values, count: settlements.length }));
}

function cellsOf(session: Session, { issued, account }: SettlementState): string[] {
  const { billing } = issued;
  // What the customer was asked for in all: documents and reminders, less credits and deposit.
  const billed = subtract(cents(account.documents + account.reminders), cents(account.credits + account.deposit));
  const money = (amount: typeof billed): string => cellMoney(session, amount);
  return [
    namesOf(issued).join(" "),
    plain(billing.contract),
    plain(billing.customer.name),
    cellDay(session, account.dueDate),
    account.overdueDays > 0 ? String(account.overdueDays) : "–",
    money(billed),
    money(subtract(account.payments, account.payouts)),
    money(account.open),
    money(account.overpaid),
  ];
}
