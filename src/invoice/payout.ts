/** Money that goes back to customers: what is due, what has been ordered or paid out, and a bank's order for it. */
import type { Day, Instant } from "../kernel/dates.ts";
import type { Cents } from "../kernel/money.ts";

export type PayoutWay = "transfer" | "cash" | "card";

/** Ordered at the bank, or handed over; nothing of it can be ordered a second time unless it is undone. */
export interface Payout {
  readonly id: number;
  /** Database key of the billing whose account it settles. */
  readonly billing: number;
  readonly amount: Cents;
  readonly way: PayoutWay;
  /** Where a transfer goes; null for cash and card. */
  readonly iban: string | null;
  /** Message id of the bank file that orders it; null for cash and card. */
  readonly messageId: string | null;
  readonly orderedAt: Instant;
  readonly orderedBy: string;
  /** How it ended: the money moved on `on`, or the order was undone, recorded at `at`; null while it is only ordered. */
  readonly end: { readonly outcome: "paid" | "undone"; readonly on: Day; readonly at: Instant } | null;
}

/** One payment of a bank file. */
export interface Transfer {
  /** Unique in the file and over all files. */
  readonly endToEndId: string;
  readonly amount: Cents;
  readonly name: string;
  readonly iban: string;
  /** Names the document; at most 140 characters reach the customer. */
  readonly message: string;
}

/** An order to the firm's bank. */
export interface TransferOrder {
  /** Never used twice. At most 35 characters. */
  readonly messageId: string;
  readonly createdAt: Instant;
  readonly executeOn: Day;
  readonly debtor: { readonly name: string; readonly iban: string; readonly bic: string | null; readonly businessId: string };
  readonly transfers: readonly Transfer[];
}
