/** Finvoice 3.0: strict order, decimal comma, ISO 8859-15, a payment order in each, negative credit notes. */
import { describe, expect, test } from "vitest";
import { convert } from "xmlbuilder2";
import type { EInvoice } from "../../../src/document/e-invoice/e-invoice.ts";
import { encodeLatin9, inLatin9 } from "../../../src/document/e-invoice/latin-9.ts";
import { writeFinvoice } from "../../../src/document/e-invoice/write-finvoice.ts";
import { cents } from "../../../src/kernel/money.ts";
import { buildCharge, buildCleaning, buildPartyContract } from "../../support/build-billing.ts";
import { buildCreditNote } from "../../support/build-credit-note.ts";
import { buildBusiness, businessBilling, creditEInvoiceOf, eInvoicesOf } from "../../support/build-e-invoice.ts";
import { buildFirm } from "../../support/build-firm.ts";
import { misplaced } from "../../support/finvoice-order.ts";

const latin9 = new TextDecoder("iso-8859-15");
const xmlOf = (invoice: EInvoice | undefined): string => latin9.decode(writeFinvoice(invoice as EInvoice));
const treeOf = (invoice: EInvoice | undefined) => convert(xmlOf(invoice), { format: "object" }) as never;

const route = { address: { scheme: "0216", id: "003723456780" }, operator: "003721291126", reference: "PO 4512" };
const routed = () => buildPartyContract({ customer: buildBusiness({ eInvoice: route }), deposit: { kind: "cash", amount: cents(15_000) } });
const firm = buildFirm({ eInvoice: { address: null, operator: "NDEAFIHH" } });
const charges = [buildCharge({ amount: cents(12_000) }), buildCleaning({ amount: cents(5000) })];
const conceded = buildCharge({ amount: cents(10_000), conceded: cents(2_000) });

const cases: readonly (readonly [string, () => EInvoice | undefined])[] = [
  ["an invoice", () => eInvoicesOf(businessBilling())[0]],
  ["a claim", () => eInvoicesOf(businessBilling())[1]],
  ["what operators carry, with a minimum", () => eInvoicesOf(businessBilling({ contract: routed(), charges, firm }))[0]],
  ["what a deposit pays, less by a waiver", () => eInvoicesOf(businessBilling({ contract: routed(), charges, firm }))[1]],
  ["a claim with a concession beside a waiver", () => eInvoicesOf(businessBilling({ charges: [conceded] }))[0]],
  ["a firm without a BIC", () => eInvoicesOf(businessBilling({ firm: buildFirm({ bic: null }) }))[0]],
  ["a credit note", () => creditEInvoiceOf(buildCreditNote({}, businessBilling(), "invoice"))],
];

test.each(cases)("%s has every element in its place", (_name, make) => {
  expect(misplaced(treeOf(make()))).toEqual([]);
});

test("the check of places finds a wrong one", () => {
  expect(misplaced({ Finvoice: { BuyerPartyDetails: {}, SellerPartyDetails: {}, Other: "" } })).toEqual([
    "Finvoice/SellerPartyDetails",
    "Finvoice/Other",
  ]);
});

describe("what it says", () => {
  test("decimals have a comma, days no hyphens, and the reference its kind", () => {
    const xml = xmlOf(eInvoicesOf(businessBilling())[0]);
    expect(xml).toContain('<?xml version="1.0" encoding="ISO-8859-15"?>');
    expect(xml).toContain('<EpiInstructedAmount AmountCurrencyIdentifier="EUR">17,32</EpiInstructedAmount>');
    expect(xml).toContain('<InvoiceDueDate Format="CCYYMMDD">20260622</InvoiceDueDate>');
    expect(xml).toContain('<EpiRemittanceInfoIdentifier IdentificationSchemeName="SPY">2026000011</EpiRemittanceInfoIdentifier>');
    expect(xml).toContain("<VatRatePercent>25,5</VatRatePercent>");
  });

  test("an account abroad is paid with the RF form", () => {
    const xml = xmlOf(eInvoicesOf(businessBilling({ firm: buildFirm({ iban: "SE4550000000058398257466", bic: "ESSESESS" }) }))[0]);
    expect(xml).toMatch(/<EpiRemittanceInfoIdentifier IdentificationSchemeName="ISO">RF\d{2}2026000011</u);
  });

  test("a claim has no VAT id, no rate and no VAT sum", () => {
    const xml = xmlOf(eInvoicesOf(businessBilling())[1]);
    expect(xml).toContain("<VatExemptionReasonCode>VATEX-EU-O</VatExemptionReasonCode>");
    for (const forbidden of ["TaxCode", "RatePercent", "InvoiceTotalVatAmount"]) expect(xml).not.toContain(forbidden);
  });

  test("a credit note is INV02, negative, and names what it changes", () => {
    const xml = xmlOf(creditEInvoiceOf(buildCreditNote({}, businessBilling(), "invoice")));
    expect(xml).toContain('<InvoiceTypeCode CodeListAgencyIdentifier="SPY">INV02</InvoiceTypeCode>');
    expect(xml).toContain("<OriginalInvoiceNumber>L-2026-0001</OriginalInvoiceNumber>");
    expect(xml).toContain('<InvoicedQuantity QuantityUnitCodeUN="C62">-23</InvoicedQuantity>');
    expect(xml).toContain('<InvoiceTotalVatIncludedAmount AmountCurrencyIdentifier="EUR">-17,32</InvoiceTotalVatIncludedAmount>');
    expect(xml).toContain('<EpiInstructedAmount AmountCurrencyIdentifier="EUR">-17,32</EpiInstructedAmount>');
  });
});

test.each([
  ["Žižkov 5 € – ”Ok”…", 'Žižkov 5 € - "Ok"...'],
  ["Łódź, Øre, Þór, ĳ", "Lódz, Øre, Þór, ij"],
  ["Щербакова Юлия", "Štšerbakova Julija"],
  ["Ελλάδα", "Ellada"],
  ["½ kg \u00A0x\u202Fy", "1/2 kg \u00A0x y"],
  ["日本 😀", "?? ?"],
  ["a\u0301ä\u200B", "áä"],
])("%s is written %s", (text, written) => {
  expect(inLatin9(text)).toBe(written);
  expect(latin9.decode(encodeLatin9(text))).toBe(written);
});
