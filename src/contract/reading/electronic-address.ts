/** Where e-invoices go: Finnish OVT ids, Peppol ids with their scheme, accounts of consumers' banks. */
import type { ElectronicAddress } from "../contract.ts";
import { readBusinessId, readIban, readVatId } from "./identifiers.ts";
import { type Reading, scalar, wrong } from "./scalar.ts";
import { shortened } from "./shortened.ts";

/** Schemes of electronic addresses (EAS code list) that end in ISO 6523 codes or Peppol's own 99xx. */
const SCHEMED = /^(0\d{3}|99\d{2}):([\p{ASCII}]{1,50})$/u;

/** `0037`, the business id's eight digits, and up to five more that the firm has chosen. */
const OVT = /^0037\d{8}[0-9A-Z]{0,5}$/u;

/**
 * Reads `0216:003701120389`, the OVT id alone, or an IBAN, which is a consumer's address at a bank. Finnish ids are checked to their digits.
 */
export function readElectronicAddress(text: string): Reading<ElectronicAddress> {
  const bare = text.replace(/\s/gu, "");
  const refused = wrong("bad-electronic-address", { text: shortened(text) });
  if (OVT.test(bare)) return isOvt(bare) ? { value: { scheme: "0216", id: bare } } : refused;
  const schemed = SCHEMED.exec(bare);
  if (schemed) {
    const [, scheme = "", id = ""] = schemed;
    return /^[\w:.-]+$/u.test(id) && suits(scheme, id) ? { value: { scheme, id } } : refused;
  }
  const account = readIban(bare);
  return "value" in account ? { value: { scheme: null, id: account.value } } : refused;
}

const isOvt = (id: string): boolean => OVT.test(id) && "value" in readBusinessId(`${id.slice(4, 11)}-${id.slice(11, 12)}`);

/** The three Finnish schemes; of the others only the shape is known here. */
function suits(scheme: string, id: string): boolean {
  if (scheme === "0212") return "value" in readBusinessId(id);
  if (scheme === "0213") return id.startsWith("FI") && "value" in readVatId(id);
  return scheme === "0216" ? isOvt(id) : true;
}

export const electronicAddress = (description: string) =>
  scalar(readElectronicAddress, { description, examples: ["003701120389", "0216:003701120389"], type: ["string", "number"] });

/** An operator's OVT id, a bank's BIC or another short id of capitals and digits. */
export function readOperatorId(text: string): Reading<string> {
  const id = text.replace(/\s/gu, "").toUpperCase();
  return /^[0-9A-Z]{8,35}$/u.test(id) ? { value: id } : wrong("bad-operator-id", { text: shortened(text) });
}
export const operatorId = (description: string) =>
  scalar(readOperatorId, { description, examples: ["NDEAFIHH", "003721291126"], type: ["string", "number"] });
