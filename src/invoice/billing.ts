/**
 * A billing: up to two numbered documents under one settlement, and what the letter says beside them. Once issued it is frozen
 * with its hash; corrections are credit notes.
 */
import type { Charge, InOrder, NotCharged } from "../assessment/assessment.ts";
import type { IdleConcession } from "../assessment/concession.ts";
import type { Address, Customer, Deposit, EInvoiceRoute, PriceMode } from "../contract/contract.ts";
import type { ChargeKind, VatTreatment } from "../contract/terms.ts";
import type { Day, Instant } from "../kernel/dates.ts";
import type { BasisPoints, Cents } from "../kernel/money.ts";
import type { Language } from "../kernel/text.ts";
import type { BilledRentCredit } from "./rent-credit.ts";
import type { Witness } from "./witness.ts";

/** The firm as it appears on documents. */
export interface Firm {
  readonly name: string;
  readonly address: Address;
  readonly businessId: string;
  readonly vatId: string | null;
  readonly iban: string;
  readonly bic: string | null;
  readonly phone: string;
  readonly email: string;
  /** SHA-256 of the logo in the archive; null: the name stands alone. */
  readonly logo: string | null;
  /** Null: the e-invoice address is reckoned from the business id, and no operator is named. */
  readonly eInvoice: EInvoiceRoute | null;
}

export type DocumentKind = "invoice" | "damagesStatement";

export interface DocumentLine {
  readonly charge: string;
  /** Rent stands on credit notes alone. */
  readonly kind: ChargeKind | "rent";
  /** Contract line; null for charges of the whole return. */
  readonly position: number | null;
  readonly quantity: number;
  /** Price of one as printed; null where the line has only a sum. */
  readonly unitAmount: Cents | null;
  /** The line as printed: with VAT in gross mode, without in net mode. Waivers and caps can make it less than quantity × price. */
  readonly amount: Cents;
  /** What was given away of it, in the same mode: the line itself is `amount + conceded`. Only where there is a concession. */
  readonly conceded?: Cents;
  /** The line without VAT; the nets of a category add up to its base. */
  readonly net: Cents;
  readonly vat: VatTreatment;
}

/** One VAT category of one document. */
export interface VatSum {
  readonly treatment: VatTreatment;
  /** Null for `O`, which has no rate. */
  readonly rate: BasisPoints | null;
  readonly base: Cents;
  readonly tax: Cents;
}

/** *Lasku* (S, AA) or *Korvauserittely* (O): never mixed. */
export interface BilledDocument {
  readonly kind: DocumentKind;
  /** From the series of its kind and year, without gaps: `L-2026-0001`. Null in a preview. */
  readonly number: string | null;
  /** Whether line amounts include VAT; always `net` where there is none. */
  readonly mode: PriceMode;
  readonly lines: readonly DocumentLine[];
  readonly vat: readonly VatSum[];
  readonly net: Cents;
  readonly tax: Cents;
  /** net + tax. */
  readonly total: Cents;
  /** What of the deposit pays this document. */
  readonly fromDeposit: Cents;
  /** total − fromDeposit. */
  readonly payable: Cents;
}

/** What keeps the rest of a deposit back: sums that a later billing may still bring. `unbilled`: another load that has come back. */
export type HeldFor = "disputed" | "waiting" | "out" | "unbilled";

/** What happens to a card hold: it is no money in the till, so nothing of it is refunded. */
export interface CardHold {
  /** Taken for the documents of this billing: the sum of their `fromDeposit`. */
  readonly taken: Cents;
  /** First day it may be taken: the customer has at least 14 days to contest. */
  readonly notBefore: Day;
  /** Let go now; never paid out. */
  readonly released: Cents;
}

export interface Settlement {
  readonly deposit: Deposit | null;
  /** Of the deposit, what earlier billings have used. */
  readonly depositUsedBefore: Cents;
  /** At least one of these two is zero. */
  readonly toPay: Cents;
  readonly refund: Cents;
  /** Of the deposit, what is kept back because something is disputed, waiting or out. */
  readonly depositHeld: Cents;
  /** Why it is kept back; empty when nothing is. */
  readonly heldFor: readonly HeldFor[];
  /** Null unless the deposit is a card hold. */
  readonly card: CardHold | null;
  /** Viitenumero without spaces, and its RF form; null when there is nothing to pay. */
  readonly reference: string | null;
  readonly rfReference: string | null;
  /** Null when there is nothing to pay. */
  readonly dueDate: Day | null;
  /** The day until which the firm pays back; null when nothing is refunded. */
  readonly refundBy: Day | null;
}

/** Who reads the customer's answer, and by when they reply. */
export interface ReplyPromise {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  /** An answer that arrives on the day of issue is answered by the end of this business day. */
  readonly by: Day;
}

/** What is said of a charge where it stands alone, as in an e-invoice; in the customer's language. */
export interface ChargeWords {
  /** The product. */
  readonly name: string;
  /** The fact and the clause it rests on. */
  readonly description: string | null;
  /** How the sum was reached. */
  readonly note: string | null;
}

/** Everything the PDF and the e-invoices say, frozen. */
export interface Billing {
  readonly schemaVersion: 1;
  readonly inspection: string;
  readonly contract: string;
  readonly customer: Customer;
  readonly firm: Firm;
  readonly language: Language;
  readonly issuedOn: Day;
  /** Day of supply: when the load came back. */
  readonly returnedOn: Day;
  readonly inOrder: readonly InOrder[];
  readonly charges: readonly Charge[];
  /** By the id of the charge: an export years later gives the words of the day of issue. */
  readonly words: Readonly<Record<string, ChargeWords>>;
  readonly notCharged: readonly NotCharged[];
  /** Agreed on what is no longer charged; only where there is such a one. */
  readonly idleConcessions?: readonly IdleConcession[];
  readonly documents: readonly BilledDocument[];
  readonly settlement: Settlement;
  readonly reply: ReplyPromise;
  /** Why damage without a baseline is charged; null where it did not come up. */
  readonly release: { readonly reason: string; readonly by: string } | null;
  /** How many returns in a row came back with nothing to charge, this one counted; only where it is worth saying. */
  readonly cleanInARow?: number;
  /** What comes off the rent for what was ours, issued with this bill as a credit note; only where there is one. */
  readonly rentCredit?: BilledRentCredit;
  /** Only in what is issued: a plan has none, nor has what was issued before documents carried one. */
  readonly witness?: Witness;
}

/** A billing in the books. */
export interface IssuedBilling {
  /** Database key of the billing; its documents carry the numbers people use. */
  readonly id: number;
  readonly billing: Billing;
  /** Of the canonical JSON of `billing`, lower-case hex. */
  readonly sha256: string;
  readonly issuedAt: Instant;
  readonly issuedBy: string;
  /** The stored PDF; null until it is rendered. */
  readonly pdf: { readonly sha256: string; readonly name: string } | null;
}
