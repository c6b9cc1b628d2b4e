/** What a bank's file brings: which transactions are new, and which settlement each of them belongs to. Changes nothing. */
import { domesticReference } from "../invoice/reference.ts";
import { cents } from "../kernel/money.ts";
import type { BankFile, BankTransaction, BookedTransaction } from "./ports/bank-file.ts";
import type { Repositories } from "./ports.ts";
import { paymentLike } from "./record-payment.ts";

/** Why nobody but a person can tell what a transaction is for. */
export type Unmatched = "noReference" | "foreignReference" | "noPayment";

export interface PlannedTransaction {
  readonly transaction: BookedTransaction;
  /** Key of the billing; null: it is kept until somebody says what it is for. */
  readonly billing: number | null;
  readonly why: Unmatched | null;
}

export interface BankFilePlan {
  /** Those that are new, in the order of the file. */
  readonly rows: readonly PlannedTransaction[];
  /** How many of the file's were read before. */
  readonly known: number;
}

/** @param ownAccount where the file names no account. */
export async function planBankFile(repositories: Repositories, file: BankFile, ownAccount: string): Promise<BankFilePlan> {
  const all = file.transactions.map((transaction) => ({ ...transaction, account: transaction.account ?? ownAccount }));
  const fresh = await unknownOf(repositories, all);
  const references = fresh.flatMap((transaction) => referencesIn(transaction));
  const matcher = new Matcher(repositories, await repositories.payments.billingsByReference(references));
  const rows: PlannedTransaction[] = [];
  for (const transaction of fresh) rows.push({ transaction, ...(await matcher.match(transaction)) });
  return { rows, known: all.length - fresh.length };
}

/** An entry that a file has twice, or that came in another file, counts once. */
async function unknownOf({ payments }: Repositories, all: readonly BookedTransaction[]): Promise<readonly BookedTransaction[]> {
  const seen = new Set<string>();
  const keyOf = ({ account, identity }: BookedTransaction): string => `${account} ${identity}`;
  for (const account of new Set(all.map((one) => one.account))) {
    const own = all.filter((one) => one.account === account).map(({ identity }) => identity);
    for (const identity of await payments.known(account, own)) seen.add(`${account} ${identity}`);
  }
  return all.filter((one) => {
    if (seen.has(keyOf(one))) return false;
    seen.add(keyOf(one));
    return true;
  });
}

/** Its reference; and the message, where a payer wrote the reference there and nothing else. */
const referencesIn = ({ reference, message }: BankTransaction): string[] =>
  [reference, message].flatMap((text) => (text === null ? [] : (domesticReference(text) ?? [])));

type Match = Omit<PlannedTransaction, "transaction">;

class Matcher {
  readonly #repositories: Repositories;
  readonly #billings: ReadonlyMap<string, number>;
  /** What the file has brought so far, by archive id and by settlement and sum. */
  readonly #brought = new Map<string, number>();

  constructor(repositories: Repositories, billings: ReadonlyMap<string, number>) {
    this.#repositories = repositories;
    this.#billings = billings;
  }

  async match(transaction: BookedTransaction): Promise<Match> {
    const references = referencesIn(transaction);
    const billing = references.map((reference) => this.#billings.get(reference)).find((found) => found !== undefined) ?? null;
    if (transaction.kind === "return") return this.#matchReturn(transaction, billing);
    if (billing === null) return { billing, why: transaction.reference === null ? "noReference" : "foreignReference" };
    this.#count(`${billing} ${transaction.amount}`, 1);
    this.#brought.set(`id ${transaction.bankReference}`, billing);
    return { billing, why: null };
  }

  #count(key: string, by: number): void {
    this.#brought.set(key, (this.#brought.get(key) ?? 0) + by);
  }

  /** Takes back a payment of the same sum, in the settlement that the reference or the bank's own id leads to. */
  async #matchReturn(transaction: BookedTransaction, byReference: number | null): Promise<Match> {
    const billing = byReference ?? (await this.#byBankReference(transaction));
    if (billing === null) return { billing: null, why: "noPayment" };
    const amount = cents(-transaction.amount);
    const key = `${billing} ${amount}`;
    if ((this.#brought.get(key) ?? 0) > 0) {
      this.#count(key, -1);
      return { billing, why: null };
    }
    const recorded = paymentLike(await this.#repositories.payments.of(billing), amount);
    if (recorded === null || this.#brought.has(`taken ${recorded.id}`)) return { billing: null, why: "noPayment" };
    this.#brought.set(`taken ${recorded.id}`, 1);
    return { billing, why: null };
  }

  async #byBankReference({ account, bankReference }: BookedTransaction): Promise<number | null> {
    if (bankReference === null) return null;
    const inFile = this.#brought.get(`id ${bankReference}`);
    if (inFile !== undefined) return inFile;
    const found = await this.#repositories.payments.billingsByBankReference(account, bankReference);
    return found.length === 1 ? (found[0] ?? null) : null;
  }
}
