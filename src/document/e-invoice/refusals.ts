/** What a format forbids about a document, each with the rule's name and what to add. Asked before anything is written. */
import type { CustomerKind } from "../../contract/contract.ts";
import type { EInvoiceFormat } from "../../invoice/e-invoice-format.ts";
import { UserError } from "../../kernel/errors.ts";
import { isCountryCode } from "./country-codes.ts";
import type { EInvoice, EParty } from "./e-invoice.ts";
import { fitting } from "./finvoice-texts.ts";
import { xmlText } from "./xml.ts";

/**
 * @returns all reasons, none when the document can be written.
 * @param contract whose customer's details are to be mended. @param kind a consumer has no business id to reckon an address from.
 */
export function refusalsOf(invoice: EInvoice, format: EInvoiceFormat, contract: string, kind: CustomerKind): readonly UserError[] {
  return [
    ...(format === "peppol" ? peppolRefusals(invoice, contract, kind) : []),
    ...(format === "finvoice" ? finvoiceRefusals(invoice) : []),
    ...commonRefusals(invoice),
  ];
}

/** Says what to add below the whole error, too. */
const refusal = ({ code, values }: UserError): UserError => new UserError(code, values, [{ key: `error.${code}.add`, values }]);

/** Rules of EN 16931 that data can break; sums are right by construction, and tested. */
function commonRefusals({ vat, seller, buyer }: EInvoice): readonly UserError[] {
  const taxed = vat.some(({ category }) => category === "S");
  const outside = vat.some(({ category }) => category === "O");
  return [
    ...(taxed && outside ? [new UserError("e-invoice-mixed", { rule: "BR-O-11" })] : []),
    ...(taxed && seller.vatId === null ? [new UserError("e-invoice-no-vat-id", { rule: "BR-S-02" }, ["desk init"])] : []),
    ...[seller, buyer].flatMap(partyRefusals),
  ];
}

function partyRefusals(party: EParty, index: number): readonly UserError[] {
  const rules = index === 0 ? (["BR-06", "BR-CL-14"] as const) : (["BR-07", "BR-CL-14"] as const);
  const { country } = party.place;
  return [
    ...(xmlText(party.name) === "" ? [new UserError("e-invoice-no-name", { rule: rules[0] })] : []),
    ...(isCountryCode(country) ? [] : [refusal(new UserError("e-invoice-country", { rule: rules[1], country, name: party.name }))]),
  ];
}

/** The network finds a receiver by an id of a list; a bank account is none. */
function peppolRefusals({ buyer, seller }: EInvoice, contract: string, kind: CustomerKind): readonly UserError[] {
  return [
    ...(seller.address?.scheme ? [] : [refusal(new UserError("e-invoice-no-own-address", { rule: "PEPPOL-EN16931-R020" }))]),
    ...(buyer.address?.scheme
      ? []
      : [refusal(new UserError("e-invoice-no-address", { rule: "PEPPOL-EN16931-R010", name: buyer.name, contract, kind }))]),
  ];
}

/** Names and places have two characters at least there. */
const finvoiceRefusals = ({ seller, buyer }: EInvoice): readonly UserError[] =>
  [seller, buyer].flatMap(({ name, place }) =>
    [name, place.street, place.city, place.postalCode]
      .filter((text) => fitting(text, 35).length < 2)
      .map((text) => refusal(new UserError("e-invoice-text-short", { rule: "Finvoice genericStringType2_35", text, name }))),
  );
