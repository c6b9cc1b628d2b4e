/** Payment references: the Finnish viitenumero and the RF creditor reference (ISO 11649) made from it. Kept without spaces, printed in groups. */

const WEIGHTS = [7, 3, 1] as const;

/** The check digit of a viitenumero: weights 7, 3, 1 from the right, up to the next ten. */
function checkDigit(body: string): number {
  let total = 0;
  for (let i = 0; i < body.length; i += 1) total += Number(body[body.length - 1 - i]) * (WEIGHTS[i % 3] as number);
  return (10 - (total % 10)) % 10;
}

const compact = (text: string): string => text.replace(/\s/gu, "").toUpperCase();

/**
 * A viitenumero from the digits that shall stand before its check digit.
 * @param body 3 to 19 digits that do not begin with 0.
 * @throws RangeError for anything else.
 */
export function makeReference(body: string): string {
  if (!/^[1-9]\d{2,18}$/u.test(body)) throw new RangeError(`not the body of a reference number: ${body}`);
  return `${body}${checkDigit(body)}`;
}

/** The viitenumero of a settlement: the year and a serial of at least five digits. @throws RangeError for a serial below 1. */
export function settlementReference(year: number, serial: number): string {
  if (!Number.isSafeInteger(serial) || serial < 1) throw new RangeError(`not a settlement serial: ${serial}`);
  return makeReference(`${year}${String(serial).padStart(5, "0")}`);
}

/** Whether a text is a viitenumero: 4 to 20 digits, leading zeros and spaces aside, with a check digit that fits. */
export function isReference(text: string): boolean {
  const digits = compact(text).replace(/^0+/u, "");
  return /^\d{4,20}$/u.test(digits) && checkDigit(digits.slice(0, -1)) === Number(digits.at(-1));
}

/** The remainder of ISO 11649 (ISO 7064 mod 97-10): letters count as two digits, A = 10. */
function remainder(text: string): number {
  let rest = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}

/** The RF form of a viitenumero, leading zeros dropped. @throws RangeError when the text is no viitenumero. */
export function toRfReference(reference: string): string {
  if (!isReference(reference)) throw new RangeError(`not a reference number: ${reference}`);
  const body = compact(reference).replace(/^0+/u, "");
  return `RF${String(98 - remainder(`${body}RF00`)).padStart(2, "0")}${body}`;
}

/** Whether a text is a valid RF creditor reference, whoever made it; its body need not be Finnish. */
export function isRfReference(text: string): boolean {
  const rf = compact(text);
  return /^RF\d{2}[0-9A-Z]{1,21}$/u.test(rf) && remainder(rf.slice(4) + rf.slice(0, 4)) === 1;
}

/** The viitenumero that a payer's reference stands for, in whichever form and with whatever spaces and zeros it came; null when it is none. */
export function domesticReference(text: string): string | null {
  const given = compact(text);
  const digits = isRfReference(given) ? given.slice(4) : given;
  return isReference(digits) ? digits.replace(/^0+/u, "") : null;
}

/** As printed: a viitenumero in fives from the right without leading zeros, an RF reference in fours from the left. */
export function printReference(reference: string): string {
  const text = compact(reference);
  if (text.startsWith("RF")) return text.replace(/(.{4})(?=.)/gu, "$1 ");
  return text.replace(/^0+/u, "").replace(/(?=(?:\d{5})+$)(?!^)/gu, " ");
}
