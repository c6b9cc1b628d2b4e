/** What a bank's file says, whatever its format: `adapters/bank/` reads them. */
import type { Day } from "../../kernel/dates.ts";
import type { Cents } from "../../kernel/money.ts";

/** A booked transaction that brought us money, or took back money that it had brought. */
export interface BankTransaction {
  /** `return`: the bank reversed or returned an earlier payment; its amount is negative. */
  readonly kind: "payment" | "return";
  /** The account it is booked on, an IBAN; null where the file names none. */
  readonly account: string | null;
  /** Tells it from every other of the account, and is the same in every file that has it. */
  readonly identity: string;
  readonly bookedOn: Day;
  readonly amount: Cents;
  /** As the payer gave it: viitenumero, RF or anything else; null where there is none. */
  readonly reference: string | null;
  readonly message: string | null;
  readonly payer: string | null;
  /** The bank's own reference of the transaction (archive id). */
  readonly bankReference: string | null;
}

/** With the account that the file names, or else the firm's own. */
export type BookedTransaction = BankTransaction & { readonly account: string };

export type BankFileFormat = "camt.053" | "camt.054" | "csv";

export interface BankFile {
  readonly name: string;
  readonly format: BankFileFormat;
  /** In the order of the file. */
  readonly transactions: readonly BankTransaction[];
  /** What is no payment to us. */
  readonly leftOut: {
    readonly debits: number;
    /** Not booked yet: they come again when they are. */
    readonly pending: number;
    /** In other currencies, which are refused: `USD 100.00, Lena Norrgård`. */
    readonly foreign: readonly { readonly currency: string; readonly amount: string; readonly payer: string | null }[];
  };
}
