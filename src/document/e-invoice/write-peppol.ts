/** An e-invoice in UBL 2.1 as Peppol BIS Billing 3.0 profiles it. Elements stand in the order of the UBL schemas. */
import { DISCOUNT, ONE, SEPA_TRANSFER } from "./code-lists.ts";
import type { EInvoice, ELine, EParty, EVat, SchemedId } from "./e-invoice.ts";
import { SCHEME } from "./parties.ts";
import { decimal, percent, renderXml, type XmlNode } from "./xml.ts";

const SPECIFICATION = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";
const PROCESS = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";
const UBL = "urn:oasis:names:specification:ubl:schema:xsd:";

const VAT: XmlNode = { "cbc:ID": "VAT" };

/** @returns UTF-8. */
export function writePeppol(invoice: EInvoice): Uint8Array {
  const credit = invoice.kind === "creditNote";
  const name = credit ? "CreditNote" : "Invoice";
  const root: XmlNode = {
    [name]: {
      "@xmlns": `${UBL}${name}-2`,
      "@xmlns:cac": `${UBL}CommonAggregateComponents-2`,
      "@xmlns:cbc": `${UBL}CommonBasicComponents-2`,
      ...headOf(invoice, credit),
      "cac:AccountingSupplierParty": { "cac:Party": partyOf(invoice.seller) },
      "cac:AccountingCustomerParty": { "cac:Party": partyOf(invoice.buyer) },
      "cac:Delivery": { "cbc:ActualDeliveryDate": invoice.suppliedOn },
      "cac:PaymentMeans": paymentOf(invoice),
      "cac:PaymentTerms": { "cbc:Note": invoice.terms },
      "cac:TaxTotal": { "cbc:TaxAmount": money(invoice.totals.tax), "cac:TaxSubtotal": invoice.vat.map(subtotalOf) },
      "cac:LegalMonetaryTotal": totalsOf(invoice),
      [credit ? "cac:CreditNoteLine" : "cac:InvoiceLine"]: invoice.lines.map((line) => lineOf(line, credit)),
    },
  };
  return new TextEncoder().encode(renderXml(root, "UTF-8"));
}

const money = (amount: Parameters<typeof decimal>[0]): XmlNode => ({ "@currencyID": "EUR", "#": decimal(amount) });
const schemed = ({ scheme, id }: SchemedId): XmlNode => ({ "@schemeID": scheme, "#": id });

/** A credit note has no due day of its own, and one note at most is allowed (PEPPOL-EN16931-R002). */
function headOf(invoice: EInvoice, credit: boolean): { readonly [name: string]: XmlNode } {
  const { original } = invoice;
  return {
    "cbc:CustomizationID": SPECIFICATION,
    "cbc:ProfileID": PROCESS,
    "cbc:ID": invoice.number,
    "cbc:IssueDate": invoice.issuedOn,
    ...(credit ? {} : { "cbc:DueDate": invoice.dueOn }),
    [credit ? "cbc:CreditNoteTypeCode" : "cbc:InvoiceTypeCode"]: invoice.typeCode,
    "cbc:Note": invoice.notes.join(" "),
    "cbc:DocumentCurrencyCode": "EUR",
    "cbc:BuyerReference": invoice.buyerReference,
    "cac:BillingReference": original && {
      "cac:InvoiceDocumentReference": { "cbc:ID": original.number, "cbc:IssueDate": original.issuedOn },
    },
    "cac:ContractDocumentReference": { "cbc:ID": invoice.contract },
  };
}

function partyOf({ name, businessId, vatId, address, place, contact }: EParty): XmlNode {
  return {
    "cbc:EndpointID": address && schemed(address),
    "cac:PartyName": { "cbc:Name": name },
    "cac:PostalAddress": {
      "cbc:StreetName": place.street,
      "cbc:CityName": place.city,
      "cbc:PostalZone": place.postalCode,
      "cac:Country": { "cbc:IdentificationCode": place.country },
    },
    "cac:PartyTaxScheme": vatId === null ? null : { "cbc:CompanyID": vatId, "cac:TaxScheme": VAT },
    "cac:PartyLegalEntity": {
      "cbc:RegistrationName": name,
      "cbc:CompanyID": businessId === null ? null : schemed({ scheme: SCHEME.businessId, id: businessId }),
    },
    "cac:Contact": { "cbc:Name": contact.name, "cbc:Telephone": contact.phone, "cbc:ElectronicMail": contact.email },
  };
}

/** A credit note asks nobody to pay. */
function paymentOf({ payment, kind }: EInvoice): XmlNode {
  if (payment === null || kind === "creditNote") return null;
  return {
    "cbc:PaymentMeansCode": SEPA_TRANSFER,
    "cbc:PaymentID": payment.reference,
    "cac:PayeeFinancialAccount": {
      "cbc:ID": payment.iban,
      "cbc:Name": payment.name,
      "cac:FinancialInstitutionBranch": { "cbc:ID": payment.bic },
    },
  };
}

/** Outside the scope of VAT there is no rate element (BR-O-05 to 07). */
function subtotalOf({ category, rate, base, tax, exemption }: EVat): XmlNode {
  return {
    "cbc:TaxableAmount": money(base),
    "cbc:TaxAmount": money(tax),
    "cac:TaxCategory": {
      "cbc:ID": category,
      "cbc:Percent": rate === null ? null : percent(rate),
      "cbc:TaxExemptionReasonCode": exemption?.code ?? null,
      "cbc:TaxExemptionReason": exemption?.text ?? null,
      "cac:TaxScheme": VAT,
    },
  };
}

const totalsOf = ({ totals }: EInvoice): XmlNode => ({
  "cbc:LineExtensionAmount": money(totals.net),
  "cbc:TaxExclusiveAmount": money(totals.net),
  "cbc:TaxInclusiveAmount": money(totals.gross),
  "cbc:PrepaidAmount": totals.prepaid === 0 ? null : money(totals.prepaid),
  "cbc:PayableAmount": money(totals.payable),
});

function lineOf(line: ELine, credit: boolean): XmlNode {
  const { differences, price } = line;
  return {
    "cbc:ID": String(line.id),
    "cbc:Note": line.note,
    [credit ? "cbc:CreditedQuantity" : "cbc:InvoicedQuantity"]: { "@unitCode": ONE, "#": String(line.quantity) },
    "cbc:LineExtensionAmount": money(line.net),
    "cac:AllowanceCharge": differences.map(({ kind, amount, reason }) => ({
      "cbc:ChargeIndicator": String(kind === "charge"),
      "cbc:AllowanceChargeReasonCode": kind === "allowance" ? DISCOUNT : null,
      "cbc:AllowanceChargeReason": reason,
      "cbc:Amount": money(amount),
    })),
    "cac:Item": {
      "cbc:Description": line.description,
      "cbc:Name": line.name,
      "cac:ClassifiedTaxCategory": {
        "cbc:ID": line.category,
        "cbc:Percent": line.rate === null ? null : percent(line.rate),
        "cac:TaxScheme": VAT,
      },
    },
    "cac:Price": {
      "cbc:PriceAmount": money(price.net),
      "cbc:BaseQuantity": price.per === 1 ? null : { "@unitCode": ONE, "#": String(price.per) },
    },
  };
}
