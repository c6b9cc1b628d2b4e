/** E-invoices of built billings: each document of a billing, and credit notes. */

import type { EInvoice } from "../../src/document/e-invoice/e-invoice.ts";
import { makeCreditEInvoice, makeEInvoice } from "../../src/document/e-invoice/make-e-invoice.ts";
import type { Billing } from "../../src/invoice/billing.ts";
import type { CreditNote } from "../../src/invoice/credit-note.ts";
import { instant } from "../../src/kernel/dates.ts";
import { buildBilling, buildPartyContract } from "./build-billing.ts";
import { buildCustomer } from "./build-contract.ts";
import { assetsIn } from "./read-document.ts";

const ISSUED_AT = instant("2026-05-21T09:00:00Z");

/** A firm in Tampere with a business id and an operator. */
export const buildBusiness = (over: Parameters<typeof buildCustomer>[0] = {}) =>
  buildCustomer({
    name: "Näsijärven Tapahtumat Oy",
    kind: "business",
    contact: "Elias Niemi",
    businessId: "2345678-0",
    vatId: "FI23456780",
    ...over,
  });

/** The documents of a billing as e-invoices, in its order. */
export function eInvoicesOf(billing: Billing): EInvoice[] {
  const { language } = billing;
  return billing.documents.map((document) => makeEInvoice(billing, document, ISSUED_AT, assetsIn(language).messages));
}

/** The chairs' claim and the cups' invoice of a firm. */
export const businessBilling = (over: Parameters<typeof buildBilling>[0] = {}): Billing =>
  buildBilling({ contract: buildPartyContract({ customer: buildBusiness() }), ...over });

export const creditEInvoiceOf = (note: CreditNote): EInvoice =>
  makeCreditEInvoice({ ...note, number: note.number ?? "" }, ISSUED_AT, assetsIn(note.language).messages);
