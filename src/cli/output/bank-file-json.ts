/** What a bank's file brings, as JSON. */
import type { PlannedTransaction } from "../../app/bank-file-plan.ts";
import type { BankFilePreview } from "../../app/record-bank-file.ts";
import { settlementNames } from "./account-json.ts";
import { jsonMoney as money } from "./json.ts";

const transactionJson = ({ transaction, why }: PlannedTransaction) => ({
  kind: transaction.kind,
  account: transaction.account,
  bookedOn: transaction.bookedOn,
  amount: money(transaction.amount),
  reference: transaction.reference,
  payer: transaction.payer,
  message: transaction.message,
  bankReference: transaction.bankReference,
  why,
});

export function bankFileJson({ file, rows, known, settlements, named }: BankFilePreview) {
  const matched = rows.flatMap((row) => {
    const found = row.billing === null ? undefined : settlements.get(row.billing);
    return found ? [{ ...transactionJson(row), settlement: settlementNames(found.before.issued) }] : [];
  });
  return {
    file: { name: file.name, format: file.format },
    matched,
    unmatched: rows
      .filter(({ billing }) => billing === null)
      .map((row) => ({ ...transactionJson(row), perhaps: named.get(row.transaction.identity) ?? null })),
    known,
    leftOut: { debits: file.leftOut.debits, pending: file.leftOut.pending, foreign: file.leftOut.foreign },
  };
}
