/** The arithmetic and category rules of EN 16931 and Peppol BIS Billing 3.0, checked on a finished UBL file and on nothing else. */
import Big from "big.js";
import { convert } from "xmlbuilder2";

type Node = { readonly [name: string]: unknown };

const list = (value: unknown): readonly Node[] => (value === undefined ? [] : ((Array.isArray(value) ? value : [value]) as Node[]));
const at = (node: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((current, name) => (current as Node | undefined)?.[name], node);
const text = (node: unknown, ...path: readonly string[]): string | null => {
  const found = at(node, ...path);
  if (found === undefined) return null;
  return typeof found === "object" ? String((found as Node)["#"] ?? "") : String(found);
};
const amount = (node: unknown, ...path: readonly string[]): Big => new Big(text(node, ...path) ?? "0");
const total = (amounts: readonly Big[]): Big => amounts.reduce((a, b) => a.plus(b), new Big(0));
const CENT = new Big("0.01");

/** @returns the names of the rules that a file breaks. */
export function brokenRules(xml: string): string[] {
  const root = convert(xml, { format: "object" }) as unknown as Node;
  const credit = root.CreditNote !== undefined;
  const invoice = (root.Invoice ?? root.CreditNote) as Node;
  const lines = list(invoice[credit ? "cac:CreditNoteLine" : "cac:InvoiceLine"]);
  const sums = invoice["cac:LegalMonetaryTotal"];
  const vats = list(at(invoice, "cac:TaxTotal", "cac:TaxSubtotal"));
  const seller = at(invoice, "cac:AccountingSupplierParty", "cac:Party");
  const buyer = at(invoice, "cac:AccountingCustomerParty", "cac:Party");
  const broken: string[] = [];
  const rule = (name: string, holds: boolean): void => {
    if (!holds && !broken.includes(name)) broken.push(name);
  };
  const net = amount(sums, "cbc:LineExtensionAmount");
  const base = amount(sums, "cbc:TaxExclusiveAmount");
  const tax = amount(invoice, "cac:TaxTotal", "cbc:TaxAmount");
  const gross = amount(sums, "cbc:TaxInclusiveAmount");
  rule("BR-16", lines.length > 0);
  rule("BR-CO-10", total(lines.map((line) => amount(line, "cbc:LineExtensionAmount"))).eq(net));
  rule("BR-CO-13", base.eq(net));
  rule("BR-CO-14", total(vats.map((vat) => amount(vat, "cbc:TaxAmount"))).eq(tax));
  rule("BR-CO-15", gross.eq(base.plus(tax)));
  rule("BR-CO-16", amount(sums, "cbc:PayableAmount").eq(gross.minus(amount(sums, "cbc:PrepaidAmount"))));
  rule("BR-CO-18", vats.length > 0);
  const due = text(invoice, "cbc:DueDate") ?? text(invoice, "cac:PaymentTerms", "cbc:Note");
  rule("BR-CO-25", amount(sums, "cbc:PayableAmount").lte(0) || due !== null);
  rule("BR-CO-26", text(seller, "cac:PartyLegalEntity", "cbc:CompanyID") !== null);
  rule("PEPPOL-EN16931-R010", text(buyer, "cbc:EndpointID") !== null);
  rule("PEPPOL-EN16931-R020", text(seller, "cbc:EndpointID") !== null);
  rule("PEPPOL-EN16931-R003", (text(invoice, "cbc:BuyerReference") ?? "") !== "");
  rule("PEPPOL-EN16931-R002", list(invoice["cbc:Note"]).length <= 1);
  rule("PEPPOL-EN16931-R008", !/<[^/>]+(?:\/>|><\/)/u.test(xml));
  rule("BR-55", !credit || text(invoice, "cac:BillingReference", "cac:InvoiceDocumentReference", "cbc:ID") !== null);
  for (const line of lines) checkLine(line, credit, rule);
  for (const vat of vats) checkVat(vat, lines, rule);
  const outside = vats.some((vat) => text(vat, "cac:TaxCategory", "cbc:ID") === "O");
  if (outside) checkOutside(xml, vats, [seller, buyer], rule);
  else rule("BR-S-02", text(seller, "cac:PartyTaxScheme", "cbc:CompanyID") !== null);
  return broken;
}

type Rule = (name: string, holds: boolean) => void;

function checkLine(line: Node, credit: boolean, rule: Rule): void {
  const quantity = amount(line, credit ? "cbc:CreditedQuantity" : "cbc:InvoicedQuantity");
  const price = amount(line, "cac:Price", "cbc:PriceAmount");
  const per = new Big(text(line, "cac:Price", "cbc:BaseQuantity") ?? "1");
  const difference = list(line["cac:AllowanceCharge"]).map((part) => {
    const size = amount(part, "cbc:Amount");
    rule("BR-41/43", size.gt(0));
    rule("BR-42/44", (text(part, "cbc:AllowanceChargeReason") ?? "") !== "");
    return text(part, "cbc:ChargeIndicator") === "true" ? size : size.times(-1);
  });
  const exact = quantity.times(price).div(per).plus(total(difference));
  rule("PEPPOL-EN16931-R120", exact.round(2, Big.roundHalfUp).eq(amount(line, "cbc:LineExtensionAmount")));
  rule("PEPPOL-EN16931-R121", per.gt(0));
  rule("BR-22", quantity.gt(0));
  rule("BR-25", (text(line, "cac:Item", "cbc:Name") ?? "") !== "");
  rule("BR-27", price.gte(0));
}

/** The tax may be a cent away from base × rate where prices include VAT: it is taken out of the gross sum. Official checks allow it. */
function checkVat(vat: Node, lines: readonly Node[], rule: Rule): void {
  const category = text(vat, "cac:TaxCategory", "cbc:ID");
  const rate = text(vat, "cac:TaxCategory", "cbc:Percent");
  const base = amount(vat, "cbc:TaxableAmount");
  const own = lines.filter((line) => {
    const found = at(line, "cac:Item", "cac:ClassifiedTaxCategory");
    return text(found, "cbc:ID") === category && text(found, "cbc:Percent") === rate;
  });
  rule(`BR-${category}-08`, total(own.map((line) => amount(line, "cbc:LineExtensionAmount"))).eq(base));
  const expected = base
    .times(rate ?? "0")
    .div(100)
    .round(2, Big.roundHalfUp);
  rule("BR-CO-17", amount(vat, "cbc:TaxAmount").minus(expected).abs().lte(CENT));
  if (category !== "S") return;
  rule("BR-S-05", new Big(rate ?? "0").gt(0));
  rule("BR-S-10", text(vat, "cac:TaxCategory", "cbc:TaxExemptionReasonCode") === null);
}

function checkOutside(xml: string, vats: readonly Node[], parties: readonly unknown[], rule: Rule): void {
  rule("BR-O-11", vats.length === 1 && !/<cac:ClassifiedTaxCategory>\s*<cbc:ID>(?!O<)/u.test(xml));
  rule(
    "BR-O-02",
    parties.every((party) => text(party, "cac:PartyTaxScheme", "cbc:CompanyID") === null),
  );
  rule("BR-O-05", !xml.includes("<cbc:Percent>"));
  rule("BR-O-09", amount(vats[0], "cbc:TaxAmount").eq(0));
  rule("BR-O-10", text(vats[0], "cac:TaxCategory", "cbc:TaxExemptionReasonCode") === "VATEX-EU-O");
}
