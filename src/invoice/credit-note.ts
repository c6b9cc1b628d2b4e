/** Credits of an issued document: the original never changes, each line keeps its VAT treatment, and all credits together give back exactly what was billed. */
import { type Cents, subtract, sum } from "../kernel/money.ts";
import type { BilledDocument, DocumentLine, VatSum } from "./billing.ts";
import { categorySums } from "./vat.ts";

/** What a credit note gives back, in positive sums. */
export interface Credit {
  readonly charges: readonly string[];
  readonly vat: readonly VatSum[];
  readonly net: Cents;
  readonly tax: Cents;
  readonly total: Cents;
}

/**
 * Credits whole lines. VAT is the difference between what the credited lines come to with and without this credit, so that the cents add up.
 * @param before charges that earlier credits of the document have given back.
 * @throws RangeError when a charge is not on the document, or was credited before.
 */
export function creditLines(document: BilledDocument, charges: readonly string[], before: readonly string[] = []): Credit {
  for (const charge of charges) {
    if (!document.lines.some((line) => line.charge === charge)) throw new RangeError(`not on the document: ${charge}`);
    if (before.includes(charge)) throw new RangeError(`credited before: ${charge}`);
  }
  const vat = document.vat.map((category) => {
    const earlier = creditedSums(document, category, before);
    const now = creditedSums(document, category, [...before, ...charges]);
    return { ...category, base: subtract(now.base, earlier.base), tax: subtract(now.tax, earlier.tax) };
  });
  const used = vat.filter((category) => category.base !== 0 || category.tax !== 0);
  const net = sum(used.map((category) => category.base));
  const tax = sum(used.map((category) => category.tax));
  return { charges, vat: used, net, tax, total: sum([net, tax]) };
}

function creditedSums(document: BilledDocument, category: VatSum, charges: readonly string[]): Pick<VatSum, "base" | "tax"> {
  const credited = (line: DocumentLine): boolean => line.vat === category.treatment && charges.includes(line.charge);
  const amount = sum(document.lines.filter(credited).map((line) => line.amount));
  return category.rate === null ? { base: amount, tax: category.tax } : categorySums(amount, document.mode, category.rate);
}
