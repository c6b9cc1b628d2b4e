/** Payments and what the bank said, as the books keep them: only added to, never changed. */
import type { Day, Instant } from "../../kernel/dates.ts";
import type { Cents } from "../../kernel/money.ts";
import type { BankTransaction, BookedTransaction } from "./bank-file.ts";

/** `bank`: read from a bank's file. */
export type PaymentWay = "cash" | "card" | "transfer" | "bank";

export interface NewPayment {
  /** Database key of the billing whose settlement it pays. */
  readonly billing: number;
  /** Negative: takes back an earlier payment. */
  readonly amount: Cents;
  readonly receivedOn: Day;
  readonly how: PaymentWay;
  /** The bank's entry it comes from; null when it was entered by hand. */
  readonly entry: number | null;
  /** The payment that it takes back; null: it takes none back, or the bank did not say which. */
  readonly takesBack: number | null;
  /** Why it was taken back; null for a payment. */
  readonly reason: string | null;
  readonly recordedAt: Instant;
  readonly recordedBy: string;
}

export interface RecordedPayment extends NewPayment {
  readonly id: number;
}

export interface BankEntry extends Omit<BankTransaction, "account"> {
  readonly id: number;
  readonly account: string;
  /** What no settlement has been given yet; negative for a return. */
  readonly unassigned: Cents;
}

export interface PaymentRepository {
  add(payment: NewPayment): Promise<number>;
  get(id: number): Promise<RecordedPayment | null>;
  /** In the order in which they were recorded. */
  of(billing: number): Promise<readonly RecordedPayment[]>;
  list(): Promise<readonly RecordedPayment[]>;
  /** @returns their keys, in the same order. */
  addEntries(transactions: readonly BookedTransaction[], readAt: Instant, readBy: string): Promise<readonly number[]>;
  entry(id: number): Promise<BankEntry | null>;
  /** Those that no settlement has been given in whole, the oldest first. */
  unassigned(): Promise<readonly BankEntry[]>;
  /** Which of these transactions of an account are known; by `identity`. */
  known(account: string, identities: readonly string[]): Promise<ReadonlySet<string>>;
  /** Billings by the viitenumero of their settlement. @param references without spaces and leading zeros. */
  billingsByReference(references: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Billings that a transaction with this archive id of the bank has paid. */
  billingsByBankReference(account: string, bankReference: string): Promise<readonly number[]>;
}
