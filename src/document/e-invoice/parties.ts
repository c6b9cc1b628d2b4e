/** Seller and buyer of an e-invoice, and the addresses by which they are found. */
import type { Customer, ElectronicAddress } from "../../contract/contract.ts";
import type { Billing, Firm } from "../../invoice/billing.ts";
import type { EParty } from "./e-invoice.ts";

/** ISO 6523: the Finnish business id, and the OVT id made of it. */
export const SCHEME = { businessId: "0212", ovt: "0216" } as const;

/** `0112038-9` from `FI01120389`; null for ids of other countries. */
function finnishBusinessId(businessId: string | null, vatId: string | null): string | null {
  if (businessId !== null) return businessId;
  const digits = /^FI(\d{7})(\d)$/u.exec(vatId ?? "");
  return digits ? `${digits[1]}-${digits[2]}` : null;
}

/** The address somebody told, else the OVT id that Finnish firms have by default: 0037 and the business id. */
function electronicAddress(told: ElectronicAddress | null, businessId: string | null): ElectronicAddress | null {
  if (told !== null) return told;
  return businessId === null ? null : { scheme: SCHEME.ovt, id: `0037${businessId.replace("-", "")}` };
}

/** @param withVat false in a document outside the scope of VAT, which must carry no VAT id (BR-O-02 to 04). */
export function sellerOf(firm: Firm, reply: Billing["reply"], withVat: boolean): EParty {
  return {
    name: firm.name,
    businessId: firm.businessId,
    vatId: withVat ? firm.vatId : null,
    address: electronicAddress(firm.eInvoice?.address ?? null, firm.businessId),
    operator: firm.eInvoice?.operator ?? null,
    place: firm.address,
    contact: { name: reply.name, phone: reply.phone, email: reply.email },
  };
}

export function buyerOf(customer: Customer, withVat: boolean): EParty {
  const businessId = finnishBusinessId(customer.businessId, customer.vatId);
  return {
    name: customer.name,
    businessId,
    vatId: withVat ? customer.vatId : null,
    address: electronicAddress(customer.eInvoice?.address ?? null, businessId),
    operator: customer.eInvoice?.operator ?? null,
    place: customer.address,
    contact: { name: customer.contact, phone: customer.phone, email: customer.email },
  };
}
