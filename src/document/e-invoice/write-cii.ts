/** An e-invoice in UN/CEFACT's Cross Industry Invoice (D16B), profile EN 16931: the part of a Factur-X that machines read. */
import type { Day } from "../../kernel/dates.ts";
import type { Cents } from "../../kernel/money.ts";
import { DISCOUNT, ONE, SEPA_TRANSFER } from "./code-lists.ts";
import type { EInvoice, ELine, EParty, EVat } from "./e-invoice.ts";
import { SCHEME } from "./parties.ts";
import { decimal, percent, renderXml, type XmlNode } from "./xml.ts";

const PROFILE = "urn:cen.eu:en16931:2017";
const CEFACT = "urn:un:unece:uncefact:data:standard:";
/** @returns UTF-8. */
export function writeCii(invoice: EInvoice): Uint8Array {
  const root: XmlNode = {
    "rsm:CrossIndustryInvoice": {
      "@xmlns:rsm": `${CEFACT}CrossIndustryInvoice:100`,
      "@xmlns:ram": `${CEFACT}ReusableAggregateBusinessInformationEntity:100`,
      "@xmlns:qdt": `${CEFACT}QualifiedDataType:100`,
      "@xmlns:udt": `${CEFACT}UnqualifiedDataType:100`,
      "rsm:ExchangedDocumentContext": { "ram:GuidelineSpecifiedDocumentContextParameter": { "ram:ID": PROFILE } },
      "rsm:ExchangedDocument": {
        "ram:ID": invoice.number,
        "ram:TypeCode": invoice.typeCode,
        "ram:IssueDateTime": onDay("udt", invoice.issuedOn),
        "ram:IncludedNote": invoice.notes.map((note) => ({ "ram:Content": note })),
      },
      "rsm:SupplyChainTradeTransaction": {
        "ram:IncludedSupplyChainTradeLineItem": invoice.lines.map(lineOf),
        "ram:ApplicableHeaderTradeAgreement": {
          "ram:BuyerReference": invoice.buyerReference,
          "ram:SellerTradeParty": partyOf(invoice.seller),
          "ram:BuyerTradeParty": partyOf(invoice.buyer),
          "ram:ContractReferencedDocument": { "ram:IssuerAssignedID": invoice.contract },
        },
        "ram:ApplicableHeaderTradeDelivery": {
          "ram:ActualDeliverySupplyChainEvent": { "ram:OccurrenceDateTime": onDay("udt", invoice.suppliedOn) },
        },
        "ram:ApplicableHeaderTradeSettlement": settlementOf(invoice),
      },
    },
  };
  return new TextEncoder().encode(renderXml(root, "UTF-8"));
}

/** `20260521`, format 102 of UNTDID 2379. */
const onDay = (prefix: "udt" | "qdt", day: Day): XmlNode => ({
  [`${prefix}:DateTimeString`]: { "@format": "102", "#": day.replaceAll("-", "") },
});

const vatIn = (category: string, rate: ELine["rate"]): { readonly [name: string]: XmlNode } => ({
  "ram:CategoryCode": category,
  "ram:RateApplicablePercent": rate === null ? null : percent(rate),
});

function lineOf(line: ELine): XmlNode {
  const { differences, price } = line;
  return {
    "ram:AssociatedDocumentLineDocument": {
      "ram:LineID": String(line.id),
      "ram:IncludedNote": { "ram:Content": line.note },
    },
    "ram:SpecifiedTradeProduct": { "ram:Name": line.name, "ram:Description": line.description },
    "ram:SpecifiedLineTradeAgreement": {
      "ram:NetPriceProductTradePrice": {
        "ram:ChargeAmount": decimal(price.net),
        "ram:BasisQuantity": price.per === 1 ? null : { "@unitCode": ONE, "#": String(price.per) },
      },
    },
    "ram:SpecifiedLineTradeDelivery": { "ram:BilledQuantity": { "@unitCode": ONE, "#": String(line.quantity) } },
    "ram:SpecifiedLineTradeSettlement": {
      "ram:ApplicableTradeTax": { "ram:TypeCode": "VAT", ...vatIn(line.category, line.rate) },
      "ram:SpecifiedTradeAllowanceCharge": differences.map(({ kind, amount, reason }) => ({
        "ram:ChargeIndicator": { "udt:Indicator": String(kind === "charge") },
        "ram:ActualAmount": decimal(amount),
        "ram:ReasonCode": kind === "allowance" ? DISCOUNT : null,
        "ram:Reason": reason,
      })),
      "ram:SpecifiedTradeSettlementLineMonetarySummation": { "ram:LineTotalAmount": decimal(line.net) },
    },
  };
}

function partyOf({ name, businessId, vatId, address, place, contact }: EParty): XmlNode {
  return {
    "ram:Name": name,
    "ram:SpecifiedLegalOrganization": businessId === null ? null : { "ram:ID": { "@schemeID": SCHEME.businessId, "#": businessId } },
    "ram:DefinedTradeContact": {
      "ram:PersonName": contact.name,
      "ram:TelephoneUniversalCommunication": { "ram:CompleteNumber": contact.phone },
      "ram:EmailURIUniversalCommunication": { "ram:URIID": contact.email },
    },
    "ram:PostalTradeAddress": {
      "ram:PostcodeCode": place.postalCode,
      "ram:LineOne": place.street,
      "ram:CityName": place.city,
      "ram:CountryID": place.country,
    },
    // An address without a list would break BR-62 and BR-63.
    "ram:URIUniversalCommunication":
      address === null || address.scheme === null ? null : { "ram:URIID": { "@schemeID": address.scheme, "#": address.id } },
    "ram:SpecifiedTaxRegistration": vatId === null ? null : { "ram:ID": { "@schemeID": "VA", "#": vatId } },
  };
}

function settlementOf(invoice: EInvoice): XmlNode {
  const { totals, original, dueOn, terms } = invoice;
  // A credit note asks nobody to pay.
  const payment = invoice.kind === "creditNote" ? null : invoice.payment;
  const amount = (sum: Cents): string => decimal(sum);
  return {
    "ram:PaymentReference": payment?.reference ?? null,
    "ram:InvoiceCurrencyCode": "EUR",
    "ram:SpecifiedTradeSettlementPaymentMeans": payment && {
      "ram:TypeCode": SEPA_TRANSFER,
      "ram:PayeePartyCreditorFinancialAccount": { "ram:IBANID": payment.iban, "ram:AccountName": payment.name },
      "ram:PayeeSpecifiedCreditorFinancialInstitution": { "ram:BICID": payment.bic },
    },
    "ram:ApplicableTradeTax": invoice.vat.map(taxOf),
    "ram:SpecifiedTradePaymentTerms": {
      "ram:Description": terms,
      "ram:DueDateDateTime": dueOn === null ? null : onDay("udt", dueOn),
    },
    "ram:SpecifiedTradeSettlementHeaderMonetarySummation": {
      "ram:LineTotalAmount": amount(totals.net),
      "ram:TaxBasisTotalAmount": amount(totals.net),
      "ram:TaxTotalAmount": { "@currencyID": "EUR", "#": amount(totals.tax) },
      "ram:GrandTotalAmount": amount(totals.gross),
      "ram:TotalPrepaidAmount": totals.prepaid === 0 ? null : amount(totals.prepaid),
      "ram:DuePayableAmount": amount(totals.payable),
    },
    "ram:InvoiceReferencedDocument": original && {
      "ram:IssuerAssignedID": original.number,
      "ram:FormattedIssueDateTime": onDay("qdt", original.issuedOn),
    },
  };
}

const taxOf = ({ category, rate, base, tax, exemption }: EVat): XmlNode => ({
  "ram:CalculatedAmount": decimal(tax),
  "ram:TypeCode": "VAT",
  "ram:ExemptionReason": exemption?.text ?? null,
  "ram:BasisAmount": decimal(base),
  "ram:CategoryCode": category,
  "ram:ExemptionReasonCode": exemption?.code ?? null,
  "ram:RateApplicablePercent": rate === null ? null : percent(rate),
});
