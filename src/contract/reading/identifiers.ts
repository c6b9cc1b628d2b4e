/** Identifiers with a check digit, and how to reach somebody. */
import { FinnishBusinessIds } from "finnish-business-ids";
import { electronicFormatIBAN, isValidIBAN } from "ibantools";
import { idKind } from "../../kernel/ids.ts";
import { type Reading, readText, scalar, wrong } from "./scalar.ts";
import { shortened } from "./shortened.ts";

/** @returns the IBAN without spaces, in capitals. */
export function readIban(text: string): Reading<string> {
  const iban = electronicFormatIBAN(text);
  if (text.length <= 50 && iban !== null && isValidIBAN(iban)) return { value: iban };
  return wrong("bad-iban", { text: shortened(text) });
}
export const iban = (description: string) => scalar(readIban, { description, examples: ["FI21 1234 5600 0007 85"] });

/** Seven digits, a hyphen and a check digit. */
export function readBusinessId(text: string): Reading<string> {
  if (FinnishBusinessIds.isValidBusinessId(text)) return { value: text };
  const shape = /^\d{7}-\d$/u.test(text);
  return wrong(shape ? "bad-business-id-digit" : "bad-business-id", { text: shortened(text) });
}
export const businessId = (description: string) =>
  scalar(readBusinessId, { description, examples: ["0112038-9"], pattern: "^\\d{7}-\\d$" });

/** A Finnish VAT id is checked to its digit, those of other EU countries by their shape. */
export function readVatId(text: string): Reading<string> {
  const id = text.replace(/[\s.-]/gu, "").toUpperCase();
  const valid = id.startsWith("FI") ? FinnishBusinessIds.isValidVatNumber(id) : OTHER_VAT_ID.test(id);
  if (valid) return { value: id };
  return wrong("bad-vat-id", { text: shortened(text) });
}
const OTHER_VAT_ID = /^(?:AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK|XI)[0-9A-Z+*]{7,12}$/u;
export const vatId = (description: string) => scalar(readVatId, { description, examples: ["FI01120389"] });

export function readEmail(text: string): Reading<string> {
  if (text.length <= 254 && /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@.,;<>"]+$/u.test(text)) return readText(text, 254, false);
  return wrong("bad-email", { text: shortened(text) });
}
export const email = (description: string) => scalar(readEmail, { description, examples: ["name@example.fi"] });

/** Digits with the marks people put between them. */
export function readPhone(text: string): Reading<string> {
  const digits = text.replace(/\D/gu, "").length;
  if (/^\+?[\d ()/.-]{3,40}$/u.test(text) && digits >= 3 && digits <= 20) return { value: text };
  return wrong("bad-phone", { text: shortened(text) });
}
export const phone = (description: string) =>
  scalar(readPhone, { description, examples: ["+358 40 123 4567"], type: ["string", "number"] });

/** Letters, digits, spaces and hyphens, as some country writes it. */
export const readPostalCode = (text: string): Reading<string> =>
  /^[\p{L}\p{N}][\p{L}\p{N} -]{1,11}$/u.test(text) ? { value: text } : wrong("bad-postal-code", { text: shortened(text) });
export const postalCode = (description: string) => scalar(readPostalCode, { description, examples: ["33100"], type: ["string", "number"] });

/** ISO 3166 alpha-2 by its shape. */
export const country = (description: string) =>
  scalar((text) => (/^[a-z]{2}$/iu.test(text) ? { value: text.toUpperCase() } : wrong("bad-country", { text: shortened(text) })), {
    description,
    examples: ["FI"],
  });

const LONGEST_NUMBER = 40;

/** The firm's own contract number. Ids that the product gives, `R-12` or `L-2026-0001`, would name two things at once. */
export function readContractNumber(text: string): Reading<string> {
  if (text.length > LONGEST_NUMBER) return wrong("too-long", { length: text.length, most: LONGEST_NUMBER });
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._/-]*$/u.test(text)) {
    return wrong("bad-contract-number", { text: shortened(text) });
  }
  if (idKind(text) !== null) {
    return wrong("reserved-number", { text: shortened(text) });
  }
  return { value: text.normalize("NFC") };
}
export const contractNumber = (description: string) =>
  scalar(readContractNumber, { description, examples: ["2026-0117"], type: ["string", "number"] });
