/** What both signed: parties, period, lines, deposit, and the terms pinned by name, version and hash. */
import type { Day, Instant } from "../kernel/dates.ts";
import type { Cents } from "../kernel/money.ts";
import type { Language } from "../kernel/text.ts";

export interface Address {
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  /** ISO 3166 alpha-2. */
  readonly country: string;
}

/** A consumer has the consumer's protection in price, VAT text and late interest; a business has its business id. */
export type CustomerKind = "consumer" | "business";

/** An identifier and the list it is from (ISO 6523): `0216:003701120389`. A bank account that a bank knows as an e-invoice address has no list. */
export interface ElectronicAddress {
  readonly scheme: string | null;
  readonly id: string;
}

/** Where e-invoices go, and by which operator or bank. */
export interface EInvoiceRoute {
  /** Null: reckoned from the business id. */
  readonly address: ElectronicAddress | null;
  /** In Finvoice: the operator's id, or the BIC of a bank. */
  readonly operator: string | null;
}

export interface Customer {
  readonly name: string;
  readonly kind: CustomerKind;
  /** The person to talk to, where the customer is a business. */
  readonly contact: string | null;
  readonly address: Address;
  readonly phone: string | null;
  readonly email: string | null;
  readonly businessId: string | null;
  readonly vatId: string | null;
  /** Where a refund goes. */
  readonly iban: string | null;
  /** Null: nobody has told. `reference` is what the customer wants to read on each e-invoice. */
  readonly eInvoice: (EInvoiceRoute & { readonly reference: string | null }) | null;
}

/** Something that belongs to one unit and can be missing or broken on its own: a lid, a cable. */
export interface Part {
  readonly name: string;
  /** Replacement price of the part alone; null when the terms price it as the whole unit. */
  readonly price: Cents | null;
}

export interface ContractLine {
  /** Counts from 1, in the order of the contract. */
  readonly position: number;
  readonly product: string;
  readonly category: string | null;
  readonly name: string;
  /** Units handed over, at least 1. */
  readonly quantity: number;
  /** Above this many units "all in order" asks for the counted number; null: never. */
  readonly countLimit: number | null;
  /** Rent of one unit for one day. */
  readonly dailyRent: Cents;
  readonly replacementPrice: Cents;
  readonly purchasePrice: Cents | null;
  /** The day the units were taken into service; ages count from it. */
  readonly inService: Day | null;
  /** Expected life of a unit; null: its category's, from the terms. */
  readonly lifeMonths: number | null;
  readonly parts: readonly Part[];
  readonly serials: readonly string[];
}

export interface Extension {
  /** The new due time. */
  readonly to: Instant;
  readonly agreedOn: Day;
  readonly note: string | null;
}

export type DepositKind = "cash" | "transfer" | "cardHold";
export interface Deposit {
  readonly kind: DepositKind;
  readonly amount: Cents;
}

/** Which terms were signed. A later edit of a terms file changes nothing that pins its hash. */
export interface TermsPin {
  readonly name: string;
  readonly version: string;
  /** Of the canonical JSON of the parsed terms, lower-case hex. */
  readonly sha256: string;
}

/** Whether the contract's prices, and what the terms charge by list, include VAT. */
export type PriceMode = "net" | "gross";

export interface Contract {
  readonly number: string;
  readonly customer: Customer;
  readonly language: Language;
  /** The desk that handed the goods over. */
  readonly desk: string;
  /** IANA time zone of that desk. */
  readonly zone: string;
  readonly handOver: Instant;
  readonly due: Instant;
  /** In the order agreed; the last one is in force. */
  readonly extensions: readonly Extension[];
  readonly deposit: Deposit | null;
  /** The id of the waiver the customer chose in the terms; null: none. */
  readonly waiver: string | null;
  readonly prices: PriceMode;
  readonly lines: readonly ContractLine[];
  readonly terms: TermsPin;
}

/** When the goods are due back, agreed extensions counted. */
export const effectiveDue = (contract: Contract): Instant => contract.extensions.at(-1)?.to ?? contract.due;
