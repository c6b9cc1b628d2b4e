/** The order of Finvoice 3.0's elements that we write, as its schema has them in sequence; written from the format's description. */
const FINVOICE_ORDER: Readonly<Record<string, readonly string[]>> = {
  Finvoice: [
    "MessageTransmissionDetails",
    "SellerPartyDetails",
    "SellerOrganisationUnitNumber",
    "SellerContactPersonName",
    "SellerCommunicationDetails",
    "SellerInformationDetails",
    "BuyerPartyDetails",
    "BuyerOrganisationUnitNumber",
    "BuyerContactPersonName",
    "BuyerCommunicationDetails",
    "DeliveryDetails",
    "InvoiceDetails",
    "InvoiceRow",
    "EpiDetails",
  ],
  MessageTransmissionDetails: ["MessageSenderDetails", "MessageReceiverDetails", "MessageDetails"],
  MessageSenderDetails: ["FromIdentifier", "FromIntermediator"],
  MessageReceiverDetails: ["ToIdentifier", "ToIntermediator"],
  MessageDetails: ["MessageIdentifier", "MessageTimeStamp", "SpecificationIdentifier"],
  SellerPartyDetails: ["SellerPartyIdentifier", "SellerOrganisationName", "SellerOrganisationTaxCode", "SellerPostalAddressDetails"],
  SellerPostalAddressDetails: ["SellerStreetName", "SellerTownName", "SellerPostCodeIdentifier", "CountryCode"],
  SellerCommunicationDetails: ["SellerPhoneNumberIdentifier", "SellerEmailaddressIdentifier"],
  SellerInformationDetails: ["SellerAccountDetails"],
  SellerAccountDetails: ["SellerAccountID", "SellerBic"],
  BuyerPartyDetails: ["BuyerPartyIdentifier", "BuyerOrganisationName", "BuyerOrganisationTaxCode", "BuyerPostalAddressDetails"],
  BuyerPostalAddressDetails: ["BuyerStreetName", "BuyerTownName", "BuyerPostCodeIdentifier", "CountryCode"],
  BuyerCommunicationDetails: ["BuyerPhoneNumberIdentifier", "BuyerEmailaddressIdentifier"],
  DeliveryDetails: ["DeliveryDate"],
  InvoiceDetails: [
    "InvoiceTypeCode",
    "InvoiceTypeCodeUN",
    "InvoiceTypeText",
    "OriginCode",
    "InvoiceNumber",
    "InvoiceDate",
    "OriginalInvoiceNumber",
    "OriginalInvoiceDate",
    "AgreementIdentifier",
    "BuyerReferenceIdentifier",
    "RowsTotalVatExcludedAmount",
    "InvoiceTotalVatExcludedAmount",
    "InvoiceTotalVatAmount",
    "InvoiceTotalVatIncludedAmount",
    "InvoicePaidAmount",
    "VatSpecificationDetails",
    "InvoiceFreeText",
    "PaymentTermsDetails",
  ],
  VatSpecificationDetails: ["VatBaseAmount", "VatRatePercent", "VatCode", "VatRateAmount", "VatFreeText", "VatExemptionReasonCode"],
  PaymentTermsDetails: ["PaymentTermsFreeText", "InvoiceDueDate"],
  InvoiceRow: [
    "ArticleName",
    "ArticleDescription",
    "InvoicedQuantity",
    "UnitPriceAmount",
    "UnitPriceNetAmount",
    "UnitPriceBaseQuantity",
    "RowPositionIdentifier",
    "RowFreeText",
    "RowDiscountAmount",
    "RowDiscountTypeCode",
    "RowDiscountTypeText",
    "RowProgressiveDiscountDetails",
    "RowChargeDetails",
    "RowVatRatePercent",
    "RowVatCode",
    "RowVatExcludedAmount",
  ],
  RowProgressiveDiscountDetails: ["RowDiscountAmount", "RowDiscountTypeCode", "RowDiscountTypeText"],
  RowChargeDetails: ["ReasonText", "Amount"],
  EpiDetails: ["EpiIdentificationDetails", "EpiPartyDetails", "EpiPaymentInstructionDetails"],
  EpiIdentificationDetails: ["EpiDate", "EpiReference"],
  EpiPartyDetails: ["EpiBfiPartyDetails", "EpiBeneficiaryPartyDetails"],
  EpiBfiPartyDetails: ["EpiBfiIdentifier"],
  EpiBeneficiaryPartyDetails: ["EpiNameAddressDetails", "EpiAccountID"],
  EpiPaymentInstructionDetails: [
    "EpiRemittanceInfoIdentifier",
    "EpiInstructedAmount",
    "EpiCharge",
    "EpiDateOptionDate",
    "EpiPaymentMeansCode",
  ],
};

type Tree = { readonly [name: string]: unknown };

/** Elements that stand where the schema has no place for them, as `parent/child`. */
export function misplaced(root: Tree, parent = ""): string[] {
  const order = FINVOICE_ORDER[parent];
  let last = -1;
  return Object.entries(root)
    .filter(([name]) => !name.startsWith("@") && name !== "#")
    .flatMap(([name, value]) => {
      const place = order === undefined ? 0 : order.indexOf(name);
      const wrong = parent !== "" && (order === undefined || place < last || place < 0) ? [`${parent}/${name}`] : [];
      last = place;
      const items = (Array.isArray(value) ? value : [value]) as unknown[];
      return [...wrong, ...items.flatMap((item) => (typeof item === "object" && item !== null ? misplaced(item as Tree, name) : []))];
    });
}
