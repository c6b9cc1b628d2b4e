/** The text of a SEPA credit transfer QR code (EPC069-12); drawn at error level M by whoever prints it. */
import type { Day } from "../kernel/dates.ts";
import type { Cents } from "../kernel/money.ts";
import { isRfReference } from "./reference.ts";

export interface SepaPayment {
  readonly name: string;
  readonly iban: string;
  readonly bic: string | null;
  readonly amount: Cents;
  /** In RF form, also where the letter prints the viitenumero. */
  readonly rfReference: string;
  /** Goes on the information line, as is the custom in Finland. */
  readonly dueDate: Day | null;
}

/** EPC069-12: the name holds 70 characters, the whole code 331 bytes. */
const LONGEST_NAME = 70;
const MOST_BYTES = 331;
/** 999,999,999.99 */
const MOST_IN_QR = 99_999_999_999;

const shorten = (name: string): string => [...name].slice(0, LONGEST_NAME).join("").trimEnd();

/** @throws RangeError when the reference is no RF reference, the sum is not from 0.01 to 999,999,999.99, or the text is too long. */
export function sepaQrText({ name, iban, bic, amount, rfReference, dueDate }: SepaPayment): string {
  if (!isRfReference(rfReference)) throw new RangeError(`not an RF reference: ${rfReference}`);
  if (amount < 1 || amount > MOST_IN_QR) throw new RangeError(`not a sum for a payment code: ${amount}`);
  const euros = `EUR${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, "0")}`;
  const lines = ["BCD", bic === null ? "002" : "001", "1", "SCT", bic ?? "", shorten(name), iban.replace(/\s/gu, ""), euros];
  const text = [...lines, "", rfReference.replace(/\s/gu, ""), "", dueDate === null ? "" : `ReqdExctnDt/${dueDate}`]
    .join("\n")
    .replace(/\n+$/u, "");
  if (new TextEncoder().encode(text).length > MOST_BYTES) throw new RangeError("too long for a payment code");
  return text;
}
