/**
 * One document as an electronic invoice: the semantic model of EN 16931, as far as we use it. Terms in brackets (BT-1, BG-4) are the
 * standard's. It says nothing of a syntax; Peppol's UBL, Factur-X's CII and Finvoice are written from the same value.
 */
import type { Address } from "../../contract/contract.ts";
import type { Day, Instant } from "../../kernel/dates.ts";
import type { BasisPoints, Cents } from "../../kernel/money.ts";

export type EInvoiceKind = "invoice" | "damagesStatement" | "creditNote";

/** S: with VAT at a rate. O: outside the scope of VAT, which forbids any rate, any other category and any VAT id beside it (BR-O-02 to 14). */
export type VatCategory = "S" | "O";

/** An identifier and the list it is from, by its code of ISO 6523; null where a bank's own address has none. */
export interface SchemedId {
  readonly scheme: string | null;
  readonly id: string;
}

/** A party [BG-4 seller, BG-7 buyer]. */
export interface EParty {
  /** Name [BT-27, BT-44]. */
  readonly name: string;
  /** Legal registration [BT-30, BT-47]: the Finnish business id. */
  readonly businessId: string | null;
  /** VAT id [BT-31, BT-48]; null in a document outside the scope of VAT. */
  readonly vatId: string | null;
  /** Electronic address [BT-34, BT-49]; null where nobody has told one. */
  readonly address: SchemedId | null;
  /** The e-invoice operator or bank by which Finvoice finds the party. */
  readonly operator: string | null;
  readonly place: Address;
  /** Contact [BG-6, BG-9]. */
  readonly contact: { readonly name: string | null; readonly phone: string | null; readonly email: string | null };
}

/** What makes a line other than quantity × price [BG-27 allowance, BG-28 charge]; the amount is positive. */
export interface LineDifference {
  readonly kind: "allowance" | "charge";
  readonly amount: Cents;
  readonly reason: string;
}

/** Price of an item [BG-29]: so much for so many, which needs no fractions of a cent. */
export interface ItemPrice {
  /** Net price [BT-146] of `per` units. */
  readonly net: Cents;
  /** Base quantity [BT-149]. */
  readonly per: number;
}

/** A line [BG-25]: net = quantity × price ÷ base quantity − allowances + charge, to the cent. */
export interface ELine {
  /** [BT-126] Counts from 1. */
  readonly id: number;
  /** [BT-129] */
  readonly quantity: number;
  /** [BT-131] */
  readonly net: Cents;
  readonly price: ItemPrice;
  /** First what the terms make of it, then what was given away: each says its own reason. */
  readonly differences: readonly LineDifference[];
  readonly category: VatCategory;
  /** [BT-152] Null for O. */
  readonly rate: BasisPoints | null;
  /** [BT-153] */
  readonly name: string;
  /** [BT-154] The fact and its clause; null when the name says it all. */
  readonly description: string | null;
  /** [BT-127] How the sum was reached; null when quantity and price say it. */
  readonly note: string | null;
}

/** VAT of one category and rate [BG-23]. */
export interface EVat {
  readonly category: VatCategory;
  /** [BT-119] Null for O. */
  readonly rate: BasisPoints | null;
  /** [BT-116] */
  readonly base: Cents;
  /** [BT-117] */
  readonly tax: Cents;
  /** Why there is no VAT [BT-120, BT-121]; null where there is. */
  readonly exemption: { readonly code: "VATEX-EU-O"; readonly text: string } | null;
}

/** Sums are positive in credit notes too; a syntax that wants them negative turns them. */
export interface EInvoice {
  readonly kind: EInvoiceKind;
  /** [BT-1] */
  readonly number: string;
  /** [BT-2] */
  readonly issuedOn: Day;
  /** When it entered the books; for envelopes that name a moment. */
  readonly issuedAt: Instant;
  /** UNTDID 1001 [BT-3]: commercial invoice, debit note (a claim is no supply) or credit note. */
  readonly typeCode: "380" | "383" | "381";
  /** What the document is called in the customer's language. */
  readonly title: string;
  /** [BT-9] Null when nothing is to be paid. */
  readonly dueOn: Day | null;
  /** [BT-20] Null where the due day says it. */
  readonly terms: string | null;
  /** [BT-10] What the buyer asked to read, else the contract. */
  readonly buyerReference: string;
  /** [BT-12] */
  readonly contract: string;
  /** [BT-22] */
  readonly notes: readonly string[];
  /** [BG-3] What a credit note changes; else null. */
  readonly original: { readonly number: string; readonly issuedOn: Day } | null;
  readonly seller: EParty;
  readonly buyer: EParty;
  /** [BT-72] Day of supply. */
  readonly suppliedOn: Day;
  /** Credit transfer [BG-16]; null when nothing comes in by it. */
  readonly payment: EPayment | null;
  readonly vat: readonly EVat[];
  readonly lines: readonly ELine[];
  readonly totals: ETotals;
}

export interface EPayment {
  /** [BT-83] Viitenumero and its RF form; null when there is nothing to pay in the whole settlement. */
  readonly reference: string | null;
  readonly rfReference: string | null;
  /** [BT-84] */
  readonly iban: string;
  /** [BT-85] */
  readonly name: string;
  /** [BT-86] */
  readonly bic: string | null;
}

/** Document totals [BG-22]; there are no allowances or charges at document level. */
export interface ETotals {
  /** Sum of line nets [BT-106], which is the total without VAT [BT-109]. */
  readonly net: Cents;
  /** [BT-110] */
  readonly tax: Cents;
  /** [BT-112] */
  readonly gross: Cents;
  /** What the deposit has paid [BT-113]. */
  readonly prepaid: Cents;
  /** [BT-115] */
  readonly payable: Cents;
}
