/**
 * An e-invoice as Finvoice 3.0, the Finnish banks' format: elements in the strict order of its schema, decimals with a comma, days as
 * CCYYMMDD, ISO 8859-15. A credit note has negative sums.
 */
import type { Day } from "../../kernel/dates.ts";
import { type Cents, cents } from "../../kernel/money.ts";
import { DISCOUNT, ONE, SEPA_TRANSFER } from "./code-lists.ts";
import type { EInvoice, ELine, EParty, EPayment, EVat, LineDifference } from "./e-invoice.ts";
import { fitting, pieces } from "./finvoice-texts.ts";
import { encodeLatin9, inLatin9 } from "./latin-9.ts";
import { decimal, percent, renderXml, type XmlNode } from "./xml.ts";

/** @returns ISO 8859-15. */
export function writeFinvoice(invoice: EInvoice): Uint8Array {
  const sign = signOf(invoice);
  const root: XmlNode = {
    Finvoice: {
      "@Version": "3.0",
      "@xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
      "@xsi:noNamespaceSchemaLocation": "Finvoice3.0.xsd",
      MessageTransmissionDetails: transmissionOf(invoice),
      ...partyOf("Seller", invoice.seller),
      SellerInformationDetails: sellersAccount(invoice),
      ...partyOf("Buyer", invoice.buyer),
      DeliveryDetails: { DeliveryDate: onDay(invoice.suppliedOn) },
      InvoiceDetails: detailsOf(invoice),
      InvoiceRow: invoice.lines.map((line) => rowOf(line, sign)),
      EpiDetails: paymentOf(invoice),
    },
  };
  return encodeLatin9(renderXml(root, "ISO-8859-15", inLatin9));
}

type Sign = 1 | -1;
const signOf = ({ kind }: EInvoice): Sign => (kind === "creditNote" ? -1 : 1);

const commaDecimal = (amount: Cents): string => decimal(amount).replace(".", ",");
const money = (amount: Cents, sign: Sign): XmlNode => ({ "@AmountCurrencyIdentifier": "EUR", "#": commaDecimal(cents(sign * amount)) });
const onDay = (day: Day): XmlNode => ({ "@Format": "CCYYMMDD", "#": day.replaceAll("-", "") });
const rateText = (rate: EVat["rate"]): string | null => (rate === null ? null : percent(rate).replace(".", ","));

/** Only where both operators are known: otherwise the sender's operator finds the way by the addresses. */
function transmissionOf({ seller, buyer, number, issuedAt }: EInvoice): XmlNode {
  if (!seller.operator || !buyer.operator || !seller.address || !buyer.address) return null;
  return {
    MessageSenderDetails: { FromIdentifier: addressOf(seller), FromIntermediator: seller.operator },
    MessageReceiverDetails: { ToIdentifier: addressOf(buyer), ToIntermediator: buyer.operator },
    MessageDetails: { MessageIdentifier: number, MessageTimeStamp: issuedAt, SpecificationIdentifier: "EN16931" },
  };
}

const addressOf = ({ address }: EParty): XmlNode => address && { "@SchemeID": address.scheme, "#": address.id };

/** `SellerPartyDetails` and what follows it at the top level; the buyer's elements have the same names. */
function partyOf(role: "Seller" | "Buyer", party: EParty): { readonly [name: string]: XmlNode } {
  const { name, businessId, vatId, place, contact, address } = party;
  return {
    [`${role}PartyDetails`]: {
      [`${role}PartyIdentifier`]: businessId,
      [`${role}OrganisationName`]: pieces(name, 70, 2),
      [`${role}OrganisationTaxCode`]: vatId,
      [`${role}PostalAddressDetails`]: {
        [`${role}StreetName`]: pieces(place.street, 35, 3),
        [`${role}TownName`]: fitting(place.city, 35),
        [`${role}PostCodeIdentifier`]: fitting(place.postalCode, 35),
        CountryCode: place.country,
      },
    },
    [`${role}OrganisationUnitNumber`]: address?.id ?? null,
    [`${role}ContactPersonName`]: contact.name && fitting(contact.name, 35),
    [`${role}CommunicationDetails`]: {
      [`${role}PhoneNumberIdentifier`]: contact.phone && fitting(contact.phone, 35),
      // A cut address reaches nobody.
      [`${role}EmailaddressIdentifier`]: contact.email !== null && contact.email.length <= 70 ? contact.email : null,
    },
  };
}

/** The format wants the BIC beside the account; without one the account stands in the payment order alone. */
function sellersAccount({ payment }: EInvoice): XmlNode {
  if (!payment?.bic) return null;
  return { SellerAccountDetails: { SellerAccountID: iban(payment), SellerBic: { "@IdentificationSchemeName": "BIC", "#": payment.bic } } };
}

const iban = (payment: EPayment): XmlNode => ({ "@IdentificationSchemeName": "IBAN", "#": payment.iban });

function detailsOf(invoice: EInvoice): XmlNode {
  const { totals, original } = invoice;
  const sign = signOf(invoice);
  const outside = invoice.vat.every(({ category }) => category === "O");
  return {
    InvoiceTypeCode: { "@CodeListAgencyIdentifier": "SPY", "#": invoice.kind === "creditNote" ? "INV02" : "INV01" },
    InvoiceTypeCodeUN: invoice.typeCode,
    InvoiceTypeText: fitting(invoice.title, 35),
    OriginCode: "Original",
    InvoiceNumber: invoice.number,
    InvoiceDate: onDay(invoice.issuedOn),
    OriginalInvoiceNumber: original?.number ?? null,
    OriginalInvoiceDate: original && onDay(original.issuedOn),
    AgreementIdentifier: fitting(invoice.contract, 70),
    BuyerReferenceIdentifier: fitting(invoice.buyerReference, 70),
    RowsTotalVatExcludedAmount: money(totals.net, sign),
    InvoiceTotalVatExcludedAmount: money(totals.net, sign),
    InvoiceTotalVatAmount: outside ? null : money(totals.tax, sign),
    InvoiceTotalVatIncludedAmount: money(totals.gross, sign),
    InvoicePaidAmount: totals.prepaid === 0 ? null : money(totals.prepaid, sign),
    VatSpecificationDetails: invoice.vat.map((part) => vatOf(part, sign)),
    InvoiceFreeText: invoice.notes.flatMap((note) => pieces(note, 512, 3)),
    PaymentTermsDetails: {
      PaymentTermsFreeText: invoice.terms && pieces(invoice.terms, 70, 2),
      InvoiceDueDate: invoice.dueOn && onDay(invoice.dueOn),
    },
  };
}

const vatOf = ({ category, rate, base, tax, exemption }: EVat, sign: Sign): XmlNode => ({
  VatBaseAmount: money(base, sign),
  VatRatePercent: rateText(rate),
  VatCode: category,
  VatRateAmount: money(tax, sign),
  VatFreeText: exemption && pieces(exemption.text, 70, 3),
  VatExemptionReasonCode: exemption?.code ?? null,
});

function rowOf(line: ELine, sign: Sign): XmlNode {
  const { differences, price } = line;
  const charge = differences.find(({ kind }) => kind === "charge");
  const [discount, ...more] = differences.filter(({ kind }) => kind === "allowance").map((difference) => discountOf(difference, sign));
  const unitPrice: XmlNode = { "@AmountCurrencyIdentifier": "EUR", "@QuantityUnitCodeUN": ONE, "#": commaDecimal(price.net) };
  return {
    ArticleName: fitting(line.name, 100),
    ArticleDescription: line.description && fitting(line.description, 512),
    InvoicedQuantity: { "@QuantityUnitCodeUN": ONE, "#": String(sign * line.quantity) },
    UnitPriceAmount: unitPrice,
    UnitPriceNetAmount: unitPrice,
    UnitPriceBaseQuantity: price.per === 1 ? null : { "@QuantityUnitCodeUN": ONE, "#": String(price.per) },
    RowPositionIdentifier: String(line.id),
    RowFreeText: line.note && pieces(line.note, 512, 3),
    ...discount,
    RowProgressiveDiscountDetails: more,
    RowChargeDetails: charge ? { ReasonText: fitting(charge.reason, 70), Amount: money(charge.amount, sign) } : null,
    RowVatRatePercent: rateText(line.rate),
    RowVatCode: line.category,
    RowVatExcludedAmount: money(line.net, sign),
  };
}

/** The first of a row stands in the row itself, any other in an element of its own. */
const discountOf = ({ amount, reason }: LineDifference, sign: Sign): { readonly [name: string]: XmlNode } => ({
  RowDiscountAmount: money(amount, sign),
  RowDiscountTypeCode: DISCOUNT,
  RowDiscountTypeText: fitting(reason, 35),
});

/** The payment order, which every Finvoice has: with nothing to pay its sum is zero and its day the day of issue. */
function paymentOf(invoice: EInvoice): XmlNode {
  const { payment, seller, totals } = invoice;
  if (payment === null) throw new RangeError("a Finvoice names an account");
  return {
    EpiIdentificationDetails: { EpiDate: onDay(invoice.issuedOn), EpiReference: payment.reference ?? invoice.number },
    EpiPartyDetails: {
      // The element must be there, what it holds need not.
      EpiBfiPartyDetails: payment.bic === null ? {} : { EpiBfiIdentifier: { "@IdentificationSchemeName": "BIC", "#": payment.bic } },
      EpiBeneficiaryPartyDetails: { EpiNameAddressDetails: fitting(seller.name, 35), EpiAccountID: iban(payment) },
    },
    EpiPaymentInstructionDetails: {
      EpiRemittanceInfoIdentifier: remittanceOf(payment),
      EpiInstructedAmount: money(totals.payable, signOf(invoice)),
      EpiCharge: { "@ChargeOption": "SLEV", "#": "SLEV" },
      EpiDateOptionDate: onDay(invoice.dueOn ?? invoice.issuedOn),
      EpiPaymentMeansCode: SEPA_TRANSFER,
    },
  };
}

/** A viitenumero to a Finnish account, its RF form to others. */
function remittanceOf({ reference, rfReference, iban: account }: EPayment): XmlNode {
  if (account.startsWith("FI")) return reference && { "@IdentificationSchemeName": "SPY", "#": reference };
  return rfReference && { "@IdentificationSchemeName": "ISO", "#": rfReference };
}
