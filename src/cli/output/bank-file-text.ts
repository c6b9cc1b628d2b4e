/** What a bank's file brings, on the screen: a line for each payment with what it does to its settlement, then what nobody could place. */
import type { PlannedTransaction } from "../../app/bank-file-plan.ts";
import type { BankFilePreview } from "../../app/record-bank-file.ts";
import { cents, subtract } from "../../kernel/money.ts";
import { plain } from "../../kernel/text.ts";
import { formatDay, formatMoney } from "../../language/format.ts";
import type { Session } from "../session.ts";
import { nameOfSettlement } from "./account-text.ts";

/** A screen's worth; `--json` has them all. */
const MOST_LINES = 60;

export function bankFileText(session: Session, preview: BankFilePreview): string[] {
  const { t, out } = session;
  const { file, rows, known } = preview;
  const [matched, open] = [rows.filter(({ billing }) => billing !== null), rows.filter(({ billing }) => billing === null)];
  return [
    out.bold(t("invoice.pay.file", { name: plain(file.name), format: file.format, matched: matched.length, open: open.length, known })),
    ...shortened(session, matched, (row) => matchedText(session, row, preview)),
    ...(open.length > 0 ? ["", t("invoice.pay.unmatched")] : []),
    ...shortened(session, open, (row) => unmatchedText(session, row, preview)),
    ...leftOutText(session, preview),
  ];
}

function shortened(session: Session, rows: readonly PlannedTransaction[], say: (row: PlannedTransaction) => string): string[] {
  const more = rows.length - MOST_LINES;
  return [...rows.slice(0, MOST_LINES).map(say), ...(more > 0 ? [session.t("invoice.pay.more", { count: more })] : [])];
}

const sumAndDay = ({ language }: Session, { transaction }: PlannedTransaction): string =>
  `  ${formatDay(transaction.bookedOn, language)}  ${formatMoney(transaction.amount, language)}`;

function matchedText(session: Session, row: PlannedTransaction, { settlements }: BankFilePreview): string {
  const found = settlements.get(row.billing ?? 0);
  if (!found) throw new RangeError(`no settlement ${row.billing}`);
  const { before, brings } = found;
  const left = subtract(subtract(before.account.open, before.account.overpaid), brings);
  const key = left > 0 ? "leaves" : left < 0 ? "tooMuch" : "settles";
  const result = session.t(`invoice.pay.${key}`, { amount: formatMoney(cents(Math.abs(left)), session.language) });
  return `${sumAndDay(session, row)}  ${nameOfSettlement(before.issued)}: ${result}`;
}

function unmatchedText(session: Session, row: PlannedTransaction, { named }: BankFilePreview): string {
  const { payer, reference, message } = row.transaction;
  const said = [payer, reference, message].flatMap((text) => (text === null ? [] : [plain(text)])).join(" · ");
  const why = session.t(`invoice.pay.why.${row.why ?? "noReference"}`);
  const document = named.get(row.transaction.identity);
  const perhaps = document === undefined ? "" : `; ${session.t("invoice.pay.perhaps", { document: plain(document) })}`;
  return `${sumAndDay(session, row)}  ${said === "" ? "–" : said} (${why}${perhaps})`;
}

function leftOutText({ t }: Session, { file }: BankFilePreview): string[] {
  const { debits, pending, foreign } = file.leftOut;
  return [
    ...(debits + pending + foreign.length > 0 ? [""] : []),
    ...(debits > 0 ? [t("invoice.pay.debits", { count: debits })] : []),
    ...(pending > 0 ? [t("invoice.pay.pending", { count: pending })] : []),
    ...foreign.map(({ amount, currency, payer }) =>
      t("invoice.pay.foreign", { amount: plain(amount), currency: plain(currency), payer: plain(payer ?? "–") }),
    ),
  ];
}
