/**
 * The Finnish bank barcode (Pankkiviivakoodi) as its 54 digits; drawn as Code 128 subset C by whoever prints it.
 * Version 4 carries a viitenumero, version 5 an RF reference.
 */
import type { Day } from "../kernel/dates.ts";
import type { Cents } from "../kernel/money.ts";
import { isReference, isRfReference } from "./reference.ts";

export interface BarcodePayment {
  /** Finnish: the code has no room for a country. */
  readonly iban: string;
  /** A viitenumero or an RF reference with a Finnish body. */
  readonly reference: string;
  readonly amount: Cents;
  /** Null: no due date is given. */
  readonly dueDate: Day | null;
}

/** 999,999.99: above it the code leaves the sum open. */
const MOST_IN_BARCODE = 99_999_999;

/** @throws RangeError when the IBAN is not Finnish, the reference is none, or the sum is negative. */
export function virtualBarcode({ iban, reference, amount, dueDate }: BarcodePayment): string {
  const account = /^FI(\d{16})$/u.exec(iban.replace(/\s/gu, ""))?.[1];
  if (account === undefined) throw new RangeError(`not a Finnish IBAN: ${iban}`);
  if (amount < 0) throw new RangeError(`not a sum to pay: ${amount}`);
  const sum = amount > MOST_IN_BARCODE ? "00000000" : String(amount).padStart(8, "0");
  const due = dueDate === null ? "000000" : dueDate.slice(2).replaceAll("-", "");
  const text = reference.replace(/\s/gu, "");
  if (isReference(text)) return `4${account}${sum}000${text.replace(/^0+/u, "").padStart(20, "0")}${due}`;
  if (isRfReference(text) && isReference(text.slice(4)))
    return `5${account}${sum}${text.slice(2, 4)}${text.slice(4).padStart(21, "0")}${due}`;
  throw new RangeError(`not a reference for a bank barcode: ${reference}`);
}
