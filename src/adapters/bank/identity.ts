/** What tells one transaction of an account from every other, in whichever file it comes. */
import { createHash } from "node:crypto";
import type { BankTransaction } from "../../app/ports/bank-file.ts";

export type UnnamedTransaction = Omit<BankTransaction, "identity">;

/** Names transactions in the order of a file. The bank's own reference does; without one the facts do, numbered where a day has the same twice. */
export function transactionNamer(): (transaction: UnnamedTransaction, entryReference?: string | null) => BankTransaction {
  const seen = new Map<string, number>();
  return (transaction, entryReference = null) => {
    const { kind, bankReference, bookedOn, amount, reference, payer, message } = transaction;
    // A reversal often carries the reference of what it reverses.
    if (bankReference !== null) return { ...transaction, identity: `${kind}:${bankReference}` };
    // Numbers such as 1, 2, 3 begin anew in every statement: they tell entries apart only together with the facts.
    const facts = createHash("sha256")
      .update(JSON.stringify([kind, bookedOn, amount, reference, payer, message, entryReference]))
      .digest("hex");
    const number = (seen.get(facts) ?? 0) + 1;
    seen.set(facts, number);
    return { ...transaction, identity: `${kind}:${bookedOn}:${facts}:${number}` };
  };
}
