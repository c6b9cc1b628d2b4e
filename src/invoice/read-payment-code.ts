/** What a payment code of ours asks for: the bank barcode and the SEPA QR code, read back. */
import { type Cents, cents } from "../kernel/money.ts";

export interface AskedPayment {
  /** Viitenumero without spaces or leading zeros. */
  readonly reference: string;
  readonly amount: Cents;
}

/** Null for any other code: a picture may carry anybody's. */
export function readPaymentCode(text: string): AskedPayment | null {
  return readBarcode(text.replace(/\s/gu, "")) ?? readSepaQr(text);
}

/** Version 4, the one we print (see `virtual-barcode.ts`). */
function readBarcode(digits: string): AskedPayment | null {
  const match = /^4\d{16}(\d{8})000(\d{20})\d{6}$/u.exec(digits);
  if (!match) return null;
  return { reference: (match[2] as string).replace(/^0+/u, ""), amount: cents(Number(match[1])) };
}

function readSepaQr(text: string): AskedPayment | null {
  const lines = text.split(/\r?\n/u);
  const sum = /^EUR(\d{1,9})\.(\d{2})$/u.exec(lines[7] ?? "");
  const reference = /^RF\d{2}0*(\d{4,20})$/u.exec(lines[9] ?? "")?.[1];
  if (lines[0] !== "BCD" || sum === null || reference === undefined) return null;
  return { reference, amount: cents(Number(`${sum[1]}${sum[2]}`)) };
}
