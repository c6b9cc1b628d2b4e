/**
 * A second source: another project's model of EN 16931 takes what our UBL says, checks it against its schema with all code lists, and
 * writes its own UBL and CII. They must be ours.
 */
import { InvoiceService } from "@e-invoice-eu/core";
import { describe, expect, test } from "vitest";
import { convert } from "xmlbuilder2";
import type { EInvoice } from "../../../src/document/e-invoice/e-invoice.ts";
import { writeCii } from "../../../src/document/e-invoice/write-cii.ts";
import { writePeppol } from "../../../src/document/e-invoice/write-peppol.ts";
import { cents } from "../../../src/kernel/money.ts";
import { buildCharge, buildCleaning, buildPartyContract } from "../../support/build-billing.ts";
import { buildCreditNote } from "../../support/build-credit-note.ts";
import { buildBusiness, businessBilling, creditEInvoiceOf, eInvoicesOf } from "../../support/build-e-invoice.ts";

type Tree = { [name: string]: unknown };

/** Elements that their model has as lists, by what they stand in where that matters. */
const LISTS =
  /^(?:cbc:Note|cac:(?:BillingReference|PaymentMeans|TaxTotal|TaxSubtotal|InvoiceLine|AllowanceCharge|PartyTaxScheme of cac:AccountingSupplierParty))/u;
/** They write a credit note from an invoice with its type code. */
const NAMES: Readonly<Record<string, string>> = {
  "cac:CreditNoteLine": "cac:InvoiceLine",
  "cbc:CreditedQuantity": "cbc:InvoicedQuantity",
  "cbc:CreditNoteTypeCode": "cbc:InvoiceTypeCode",
};

/** Our file as their input: attributes are members beside their element. */
function asInput(node: Tree, within = ""): Tree {
  const result: Tree = {};
  for (const [written, value] of Object.entries(node)) {
    if (written.startsWith("@")) continue;
    const name = NAMES[written] ?? written;
    const items = (Array.isArray(value) ? value : [value]).map((item: unknown) => {
      if (typeof item !== "object" || item === null) return item;
      const members = item as Tree;
      if (!("#" in members)) return asInput(members, name === "cac:Party" ? within : name);
      for (const [attribute, text] of Object.entries(members)) {
        if (attribute.startsWith("@")) result[`${name}@${attribute.slice(1)}`] = text;
      }
      return members["#"];
    });
    const isList = LISTS.test(`${name} of ${within}`) && !(name === "cbc:Note" && within !== "");
    result[name] = isList ? items : items[0];
  }
  return result;
}

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

async function theirs(invoice: EInvoice, format: "UBL" | "CII"): Promise<string> {
  const root = Object.values(convert(text(writePeppol(invoice)), { format: "object" }))[0] as Tree;
  const silent = { log: () => undefined, warn: () => undefined, error: () => undefined };
  const made = await new InvoiceService(silent).generate(
    { "ubl:Invoice": asInput(root) } as never,
    { format, lang: "en", noWarnings: true } as never,
  );
  return String(made);
}

/**
 * The elements in order, without what only one has: their root's attributes, the profile they copy, the name said twice, a currency on
 * each allowance; and in CII what a credit note changes, which they leave out.
 */
const elements = (xml: string): readonly string[] =>
  xml
    .slice(xml.indexOf("<rsm:SupplyChainTradeTransaction>") + 1 || xml.indexOf("<cbc:CustomizationID>"))
    .replace(/<ram:InvoiceReferencedDocument>.*?<\/ram:InvoiceReferencedDocument>/su, "")
    .replaceAll('<ram:ActualAmount currencyID="EUR">', "<ram:ActualAmount>")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("<ram:TradingBusinessName>"));

const gross = () => buildPartyContract({ prices: "gross", customer: buildBusiness(), deposit: { kind: "cash", amount: cents(5000) } });
const conceded = buildCharge({ amount: cents(10_000), conceded: cents(2_000) });
const kindly = buildCleaning({ amount: cents(4_900), conceded: cents(100) });

const cases: readonly (readonly [string, () => EInvoice | undefined])[] = [
  ["an invoice", () => eInvoicesOf(businessBilling())[0]],
  ["a claim", () => eInvoicesOf(businessBilling())[1]],
  [
    "a claim that a waiver made less, part of it paid by the deposit",
    () => eInvoicesOf(businessBilling({ contract: gross(), charges: [buildCharge({ amount: cents(12_000) })] }))[0],
  ],
  [
    "an invoice of prices with VAT",
    () => eInvoicesOf(businessBilling({ contract: gross(), charges: [buildCleaning({ mode: "gross" })] }))[0],
  ],
  ["an invoice with a minimum", () => eInvoicesOf(businessBilling({ charges: [buildCleaning({ amount: cents(5000) })] }))[0]],
  ["a claim with a concession beside a waiver", () => eInvoicesOf(businessBilling({ charges: [conceded] }))[0]],
  ["an invoice with a concession from a minimum", () => eInvoicesOf(businessBilling({ charges: [kindly] }))[0]],
  ["a credit note of a claim", () => creditEInvoiceOf(buildCreditNote({}, businessBilling()))],
  ["a credit note of an invoice", () => creditEInvoiceOf(buildCreditNote({}, businessBilling(), "invoice"))],
];

describe.each(cases)("%s", (_name, make) => {
  test.each(["UBL", "CII"] as const)("is theirs in %s", async (format) => {
    const invoice = make() as EInvoice;
    const ours = text(format === "UBL" ? writePeppol(invoice) : writeCii(invoice));
    expect(elements(ours)).toEqual(elements(await theirs(invoice, format)));
  });
});
