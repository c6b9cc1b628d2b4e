/** From a frozen billing to the e-invoices of its documents: they stay apart, each with the settlement's reference, its own share to pay and the due day. */
import type { BilledDocument, Billing, Firm, VatSum } from "../../invoice/billing.ts";
import type { CreditNote } from "../../invoice/credit-note.ts";
import type { Instant } from "../../kernel/dates.ts";
import { ZERO } from "../../kernel/money.ts";
import type { Messages } from "../../language/messages.ts";
import type { EInvoice, ELine, EPayment, EVat, VatCategory } from "./e-invoice.ts";
import { priceLine } from "./line-price.ts";
import { buyerOf, sellerOf } from "./parties.ts";

/**
 * One document of an issued billing.
 * @throws RangeError for a preview: without a number there is no e-invoice.
 */
export function makeEInvoice(billing: Billing, document: BilledDocument, issuedAt: Instant, t: Messages): EInvoice {
  if (document.number === null) throw new RangeError("a preview has no e-invoice");
  const { customer, settlement } = billing;
  const withVat = document.kind === "invoice";
  return {
    kind: document.kind,
    number: document.number,
    issuedOn: billing.issuedOn,
    issuedAt,
    typeCode: withVat ? "380" : "383",
    title: t(`letter.document.${document.kind}`),
    dueOn: settlement.dueDate,
    terms: document.payable === 0 ? t("eInvoice.nothingToPay") : null,
    buyerReference: customer.eInvoice?.reference ?? billing.contract,
    contract: billing.contract,
    notes: notesOf(billing, document, t),
    original: null,
    seller: sellerOf(billing.firm, billing.reply, withVat),
    buyer: buyerOf(customer, withVat),
    suppliedOn: billing.returnedOn,
    payment: paymentOf(billing),
    vat: document.vat.map((part) => vatOf(part, t)),
    lines: linesOf(billing, document, t),
    totals: {
      net: document.net,
      tax: document.tax,
      gross: document.total,
      prepaid: document.fromDeposit,
      payable: document.payable,
    },
  };
}

interface PaidBy {
  readonly firm: Firm;
  readonly settlement: { readonly reference: string | null; readonly rfReference: string | null };
}

const paymentOf = ({ firm, settlement }: PaidBy): EPayment => ({
  reference: settlement.reference,
  rfReference: settlement.rfReference,
  iban: firm.iban,
  name: firm.name,
  bic: firm.bic,
});

/** Where it comes from, and what is paid under the same reference. */
function notesOf({ inspection, documents }: Billing, { number, payable }: BilledDocument, t: Messages): readonly string[] {
  const others = documents.filter((other) => other.number !== number && other.payable > 0 && payable > 0);
  return [
    t("eInvoice.return", { id: inspection }),
    ...others.map((other) => t("eInvoice.together", { document: t(`letter.document.${other.kind}`), number: other.number ?? "" })),
  ];
}

/** Reduced rates (AA in the terms) are category S at their own rate: EN 16931 has no other. */
export const categoryOf = (treatment: VatSum["treatment"]): VatCategory => (treatment === "O" ? "O" : "S");

export const vatOf = ({ treatment, rate, base, tax }: VatSum, t: Messages): EVat => ({
  category: categoryOf(treatment),
  rate,
  base,
  tax,
  exemption: treatment === "O" ? { code: "VATEX-EU-O", text: t("eInvoice.outside") } : null,
});

/** A credit note: positive sums, each line at the VAT of the line it gives back (BR-S-08, BR-O-08 hold as on the original). */
export function makeCreditEInvoice(note: CreditNote & { readonly number: string }, issuedAt: Instant, t: Messages): EInvoice {
  const { customer, original } = note;
  const withVat = original.kind !== "damagesStatement";
  // What was less on the original is so here, whatever the reason was.
  const less = t("eInvoice.lessOnOriginal");
  const texts = { less, more: t("eInvoice.more"), conceded: less };
  return {
    kind: "creditNote",
    number: note.number,
    issuedOn: note.issuedOn,
    issuedAt,
    typeCode: "381",
    title: t("eInvoice.creditNote"),
    dueOn: null,
    terms: t("eInvoice.nothingToPay"),
    buyerReference: customer.eInvoice?.reference ?? note.contract,
    contract: note.contract,
    notes: original.kind === "rent" ? [note.reason, t("eInvoice.rent", { contract: note.contract })] : [note.reason],
    // The rental's own invoice is not in these books: the contract's number and the day of the hand-over say which it is.
    original: { number: original.number, issuedOn: original.issuedOn },
    seller: sellerOf(note.firm, note.reply, withVat),
    buyer: buyerOf(customer, withVat),
    suppliedOn: note.returnedOn,
    payment: paymentOf({ firm: note.firm, settlement: note.effect }),
    vat: note.vat.map((part) => vatOf(part, t)),
    lines: note.lines.map((line, index) => {
      const rate = note.vat.find(({ treatment }) => treatment === line.vat)?.rate ?? null;
      const priced = priceLine(line, note.mode, rate, texts);
      return {
        id: index + 1,
        net: line.net,
        category: categoryOf(line.vat),
        rate,
        ...priced,
        name: line.product,
        description: line.fact,
        note: null,
      };
    }),
    totals: { net: note.net, tax: note.tax, gross: note.total, prepaid: ZERO, payable: note.total },
  };
}

function linesOf(billing: Billing, document: BilledDocument, t: Messages): readonly ELine[] {
  const texts = { less: t("eInvoice.less"), more: t("eInvoice.more"), conceded: t("eInvoice.conceded") };
  return document.lines.map((line, index) => {
    const words = billing.words[line.charge];
    if (!words) throw new RangeError(`no charge ${line.charge}`);
    const rate = document.vat.find(({ treatment }) => treatment === line.vat)?.rate ?? null;
    return {
      id: index + 1,
      net: line.net,
      category: categoryOf(line.vat),
      rate,
      ...priceLine(line, document.mode, rate, texts),
      ...words,
    };
  });
}
