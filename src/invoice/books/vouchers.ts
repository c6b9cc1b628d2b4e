/**
 * Double entry: what each document, payment and payout moves between accounts. Every voucher's debit and credit are the same sum. What
 * a deposit was when it was taken is the till's affair: here it is only used up and given back.
 */
import type { VatTreatment } from "../../contract/terms.ts";
import type { Day } from "../../kernel/dates.ts";
import { type BasisPoints, type Cents, subtract, sum, ZERO } from "../../kernel/money.ts";
import type { BilledDocument, Billing, DocumentLine, VatSum } from "../billing.ts";
import type { HeldOnCard } from "../card-hold.ts";
import type { CreditNote } from "../credit-note.ts";
import type { BookAccount } from "./chart.ts";

/** One line of the journal; exactly one of debit and credit is more than nothing. */
export interface Entry {
  readonly account: BookAccount;
  readonly debit: Cents;
  readonly credit: Cents;
  /** Of sales; null elsewhere. */
  readonly vat: { readonly treatment: VatTreatment; readonly rate: BasisPoints | null } | null;
}

export type VoucherKind = "invoice" | "damagesStatement" | "creditNote" | "deposit" | "payment" | "payout" | "reminder";

export interface Voucher {
  readonly kind: VoucherKind;
  /** The document's number, or what the voucher is about. */
  readonly number: string;
  readonly day: Day;
  readonly contract: string;
  readonly customer: string;
  /** Viitenumero; null where there is none. */
  readonly reference: string | null;
  readonly entries: readonly Entry[];
}

type About = Omit<Voucher, "entries" | "kind" | "number" | "day">;

const debit = (account: BookAccount, amount: Cents): Entry => ({ account, debit: amount, credit: ZERO, vat: null });
const credit = (account: BookAccount, amount: Cents, vat: Entry["vat"] = null): Entry => ({ account, debit: ZERO, credit: amount, vat });
/** The same entry the other way round: it takes back. */
export const reversed = (entry: Entry): Entry => ({ ...entry, debit: entry.credit, credit: entry.debit });
const notEmpty = ({ debit, credit }: Entry): boolean => debit !== 0 || credit !== 0;

export const aboutBilling = ({ contract, customer, settlement }: Billing): About => ({
  contract,
  customer: customer.name,
  reference: settlement.reference,
});

/** Sales of a document without VAT, by kind of charge and VAT category, and the VAT. */
function salesEntries(lines: readonly DocumentLine[], vat: readonly VatSum[]): Entry[] {
  const sales = vat.flatMap(({ treatment, rate }) => {
    const ofCategory = lines.filter((line) => line.vat === treatment);
    return [...new Set(ofCategory.map(({ kind }) => kind))].map((kind) =>
      credit(kind, sum(ofCategory.filter((line) => line.kind === kind).map(({ net }) => net)), { treatment, rate }),
    );
  });
  return [...sales, ...vat.map(({ treatment, rate, tax }) => credit("vat", tax, { treatment, rate }))].filter(notEmpty);
}

/** @param document as it was issued. */
export const voucherOfDocument = (billing: Billing, document: BilledDocument): Voucher => ({
  ...aboutBilling(billing),
  kind: document.kind,
  number: document.number as string,
  day: billing.issuedOn,
  entries: [debit("receivable", document.total), ...salesEntries(document.lines, document.vat)].filter(notEmpty),
});

/** @param note as it was issued. */
export const voucherOfCreditNote = (note: CreditNote): Voucher => ({
  contract: note.contract,
  customer: note.customer.name,
  reference: note.effect.reference,
  kind: "creditNote",
  number: note.number as string,
  day: note.issuedOn,
  entries: [...salesEntries(note.lines, note.vat).map(reversed), credit("receivable", note.total)].filter(notEmpty),
});

/**
 * The deposit that a billing sets off; null when it sets off none. A card hold is money only when it is taken.
 * @param hold what of a card hold covers it, and how that ended.
 */
export function voucherOfDeposit(billing: Billing, hold: HeldOnCard | null): Voucher | null {
  const { card } = billing.settlement;
  const taken = hold?.end?.outcome === "taken" ? hold : null;
  const amount = card ? (taken?.amount ?? ZERO) : sum(billing.documents.map(({ fromDeposit }) => fromDeposit));
  if (amount === 0) return null;
  return {
    ...aboutBilling(billing),
    kind: "deposit",
    number: billing.documents.map(({ number }) => number).join(" "),
    day: taken?.end?.on ?? billing.issuedOn,
    entries: [debit(card ? "card" : "depositsHeld", amount), credit("receivable", amount)],
  };
}

/** @param amount negative for a payment that was taken back. */
export function voucherOfPayment(about: About, number: string, day: Day, where: "bank" | "cash" | "card", amount: Cents): Voucher {
  const entries = [
    debit(where, amount < 0 ? subtract(ZERO, amount) : amount),
    credit("receivable", amount < 0 ? subtract(ZERO, amount) : amount),
  ];
  return { ...about, kind: "payment", number, day, entries: amount < 0 ? entries.map(reversed) : entries };
}

/** @param ofDeposit what of it, at most all, is the customer's deposit; the rest had been paid too much or was credited. */
export function voucherOfPayout(
  about: About,
  number: string,
  day: Day,
  where: "bank" | "cash" | "card",
  { amount, ofDeposit }: { readonly amount: Cents; readonly ofDeposit: Cents },
): Voucher {
  const entries = [debit("depositsHeld", ofDeposit), debit("receivable", subtract(amount, ofDeposit)), credit(where, amount)];
  return { ...about, kind: "payout", number, day, entries: entries.filter(notEmpty) };
}

/** Fee and interest of a reminder: outside the scope of VAT. */
export function voucherOfReminder(
  about: About,
  number: string,
  day: Day,
  charge: { readonly fee: Cents; readonly interest: Cents },
): Voucher {
  const outside = { treatment: "O", rate: null } as const;
  const entries = [
    debit("receivable", sum([charge.fee, charge.interest])),
    credit("reminderFee", charge.fee, outside),
    credit("interest", charge.interest, outside),
  ];
  return { ...about, kind: "reminder", number, day, entries: entries.filter(notEmpty) };
}

/** What a voucher's two sides come to. */
export const balanceOfVoucher = ({ entries }: Voucher): { readonly debit: Cents; readonly credit: Cents } => ({
  debit: sum(entries.map((entry) => entry.debit)),
  credit: sum(entries.map((entry) => entry.credit)),
});
