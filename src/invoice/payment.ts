/** How the sum of a billing is paid: what the payment block, the codes and `--json` say. */
import type { Day } from "../kernel/dates.ts";
import type { Cents } from "../kernel/money.ts";
import type { Billing, Firm, Settlement } from "./billing.ts";
import { sepaQrText } from "./sepa-qr.ts";
import { virtualBarcode } from "./virtual-barcode.ts";

export interface Payment {
  readonly name: string;
  readonly iban: string;
  readonly bic: string | null;
  readonly amount: Cents;
  readonly dueDate: Day;
  /** Viitenumero and RF form, without spaces. */
  readonly reference: string;
  readonly rfReference: string;
  /** 54 digits; null where the account is not Finnish. */
  readonly barcode: string | null;
  /** Text of the SEPA QR code. */
  readonly qr: string;
}

/** A billing, or a reminder of it. */
export interface Payable extends Pick<Billing, "rentCredit"> {
  readonly firm: Firm;
  readonly settlement: Pick<Settlement, "toPay" | "dueDate" | "reference" | "rfReference">;
}

/** The payment of an issued billing; null when there is nothing to pay or no reference yet. */
export function paymentOf({ firm, settlement, rentCredit }: Payable): Payment | null {
  const { reference, rfReference, dueDate } = settlement;
  const amount = rentCredit ? rentCredit.effect.toPay : settlement.toPay;
  if (amount === 0 || reference === null || rfReference === null || dueDate === null) return null;
  const { name, iban, bic } = firm;
  return {
    name,
    iban,
    bic,
    amount,
    dueDate,
    reference,
    rfReference,
    barcode: iban.startsWith("FI") ? virtualBarcode({ iban, reference, amount, dueDate }) : null,
    qr: sepaQrText({ name, iban, bic, amount, rfReference, dueDate }),
  };
}
