/** Credits of an issued document: the original never changes, each line keeps its VAT treatment, and all credits together give back exactly what was billed. */
import type { Source } from "../assessment/assessment.ts";
import type { Customer, PriceMode } from "../contract/contract.ts";
import type { Day, Instant } from "../kernel/dates.ts";
import { allocate, type Cents, mulDiv, notNegative, smaller, subtract, sum, ZERO } from "../kernel/money.ts";
import type { Language } from "../kernel/text.ts";
import type { BilledDocument, DocumentKind, DocumentLine, Firm, ReplyPromise, VatSum } from "./billing.ts";
import { categorySums } from "./vat.ts";
import type { Witness } from "./witness.ts";

/** What of a billed line is given back, as printed on the line: with VAT in gross mode, without in net mode. */
export interface CreditPart {
  readonly charge: string;
  readonly amount: Cents;
  /** Units that it gives back; null where a sum was named. */
  readonly quantity: number | null;
}

/** A line of a credit note, in positive sums. A part named as a sum is one of that price. */
export interface CreditedLine extends DocumentLine {
  /** Whole units of the billed line; null where a sum was named. */
  readonly units: number | null;
  readonly source: Source;
  /** What the billed line was about, in the customer's language: product and fact as they stood on the bill. */
  readonly product: string;
  readonly fact: string;
}

/** What a credit note gives back, in positive sums. */
export interface Credit {
  readonly lines: readonly (DocumentLine & { readonly units: number | null })[];
  readonly vat: readonly VatSum[];
  readonly net: Cents;
  readonly tax: Cents;
  readonly total: Cents;
}

/** How the settlement of the credited billing stands once the credit note is issued. */
export interface CreditEffect {
  /** Still to pay for the whole billing; 0 when it is settled. */
  readonly toPay: Cents;
  /** What goes back because of this credit note; never a card hold. */
  readonly refund: Cents;
  /** The day by which it goes back; null when nothing does. */
  readonly refundBy: Day | null;
  /** What of a card hold is let go because of it. */
  readonly released: Cents;
  /** The billing's reference and due date; null when there was nothing to pay. */
  readonly reference: string | null;
  readonly rfReference: string | null;
  readonly dueDate: Day | null;
}

/** Everything the PDF of a credit note says, frozen. All sums are positive: what is given back. */
export interface CreditNote {
  readonly schemaVersion: 1;
  /** Of the series for credit notes: `H-2026-0001`. Null in a preview. */
  readonly number: string | null;
  /** What it changes: a document of ours, or the rental by its contract and the day of the hand-over. */
  readonly original: { readonly kind: DocumentKind | "rent"; readonly number: string; readonly issuedOn: Day };
  readonly inspection: string;
  readonly contract: string;
  readonly customer: Customer;
  readonly firm: Firm;
  readonly language: Language;
  readonly issuedOn: Day;
  /** Day of supply of the original. */
  readonly returnedOn: Day;
  /** As the customer reads it. */
  readonly reason: string;
  /** Of the original: whether line amounts include VAT. */
  readonly mode: PriceMode;
  readonly lines: readonly CreditedLine[];
  readonly vat: readonly VatSum[];
  readonly net: Cents;
  readonly tax: Cents;
  readonly total: Cents;
  readonly effect: CreditEffect;
  readonly reply: ReplyPromise;
  /** As a billing's; it names the record that the credited billing rests on, as it stands now. */
  readonly witness?: Witness;
}

/** Why it was issued: somebody's decision, something of ours that comes off the rent, or findings that a correction of the books has reckoned anew. */
export type CreditCause = "decision" | "correction" | "ourFault";

/** A credit note in the books. */
export interface IssuedCreditNote {
  readonly id: number;
  /** Database key of the billing whose document it changes. */
  readonly billing: number;
  readonly note: CreditNote & { readonly number: string };
  readonly cause: CreditCause;
  /** Of the canonical JSON of `note`, lower-case hex. */
  readonly sha256: string;
  readonly issuedAt: Instant;
  readonly issuedBy: string;
  /** The stored PDF; null until it is rendered. */
  readonly pdf: { readonly sha256: string; readonly name: string } | null;
}

const lineOf = (document: BilledDocument, charge: string): DocumentLine => {
  const line = document.lines.find((candidate) => candidate.charge === charge);
  if (!line) throw new RangeError(`not on the document: ${charge}`);
  return line;
};

const partsOf = (charge: string, parts: readonly CreditPart[]): readonly CreditPart[] => parts.filter((part) => part.charge === charge);

/** What of a billed line earlier credits have left. */
export const leftOf = (line: DocumentLine, before: readonly CreditPart[]): Cents =>
  subtract(line.amount, sum(partsOf(line.charge, before).map(({ amount }) => amount)));

/** Units of a billed line that earlier credits have left. */
export const unitsLeft = (line: DocumentLine, before: readonly CreditPart[]): number =>
  line.quantity - partsOf(line.charge, before).reduce((total, { quantity }) => total + (quantity ?? 0), 0);

/** All that is left of a line. */
export function wholeLine(line: DocumentLine, before: readonly CreditPart[]): CreditPart {
  const touched = partsOf(line.charge, before).length > 0;
  return { charge: line.charge, amount: leftOf(line, before), quantity: touched ? unitsLeft(line, before) || null : line.quantity };
}

/** So many units of a line: their share of its sum, the last ones taking what is left. @param count at most {@link unitsLeft}. */
export function unitsOf(line: DocumentLine, count: number, before: readonly CreditPart[]): CreditPart {
  const left = leftOf(line, before);
  const amount = count === unitsLeft(line, before) ? left : smaller(left, mulDiv(line.amount, count, line.quantity));
  return { charge: line.charge, amount, quantity: count };
}

/**
 * What a credit gives back. VAT is the difference between what the credited sums come to with and without this credit, so that the cents
 * add up and the last credit takes the one that remains.
 * @param before what earlier credits of the document have given back.
 * @throws RangeError when a charge is not on the document, or more is credited than it was billed with.
 */
export function creditParts(document: BilledDocument, parts: readonly CreditPart[], before: readonly CreditPart[] = []): Credit {
  for (const [index, part] of parts.entries()) {
    const line = lineOf(document, part.charge);
    if (part.amount <= 0 || part.amount > leftOf(line, [...before, ...parts.slice(0, index)]))
      throw new RangeError(`credited beyond what was billed: ${part.charge}`);
  }
  const vat = document.vat.map((category) => {
    const earlier = creditedSums(document, category, before);
    const now = creditedSums(document, category, [...before, ...parts]);
    return { ...category, base: subtract(now.base, earlier.base), tax: subtract(now.tax, earlier.tax) };
  });
  const used = vat.filter((category) => category.base !== 0 || category.tax !== 0);
  const net = sum(used.map((category) => category.base));
  const tax = sum(used.map((category) => category.tax));
  return { lines: linesOf(document, parts, used), vat: used, net, tax, total: sum([net, tax]) };
}

function linesOf(document: BilledDocument, parts: readonly CreditPart[], vat: readonly VatSum[]): Credit["lines"] {
  const nets = new Map<CreditPart, Cents>();
  for (const { treatment, base } of vat) {
    const own = parts.filter(({ charge }) => lineOf(document, charge).vat === treatment);
    const shares = allocate(
      base,
      own.map(({ amount }) => amount),
    );
    own.forEach((part, index) => {
      nets.set(part, shares[index] as Cents);
    });
  }
  return parts.map((part) => {
    const { conceded: _, ...line } = lineOf(document, part.charge);
    const { amount, quantity: units } = part;
    const whole = units === null ? { quantity: 1, unitAmount: amount } : { quantity: units, unitAmount: line.unitAmount };
    return { ...line, ...whole, amount, net: nets.get(part) as Cents, units };
  });
}

function creditedSums(document: BilledDocument, category: VatSum, parts: readonly CreditPart[]): Pick<VatSum, "base" | "tax"> {
  const own = parts.filter(({ charge }) => lineOf(document, charge).vat === category.treatment);
  const amount = sum(own.map((part) => part.amount));
  return category.rate === null ? { base: amount, tax: category.tax } : categorySums(amount, document.mode, category.rate);
}

/** The parts that issued credit notes have given back of a document. */
export const creditedParts = (notes: readonly Pick<CreditNote, "original" | "lines">[], document: string): readonly CreditPart[] =>
  notes
    .filter(({ original }) => original.kind !== "rent" && original.number === document)
    .flatMap(({ lines }) => lines.map(({ charge, amount, units }) => ({ charge, amount, quantity: units })));

/** What a billing's account holds before a credit. */
export interface AccountBefore {
  /** Documents less earlier credits. */
  readonly owed: Cents;
  /** Of the deposit; a card hold counts as long as it is not let go. */
  readonly fromDeposit: Cents;
  /** Payments less what has been paid back. */
  readonly paid: Cents;
  /** Of `fromDeposit`, what a card hold still backs. */
  readonly onCard: Cents;
}

/** What a credit does: it makes less of what is still to pay; beyond that a card hold is let go, and money goes back. */
export function effectOf(
  total: Cents,
  { owed, fromDeposit, paid, onCard }: AccountBefore,
): Pick<CreditEffect, "toPay" | "refund" | "released"> {
  const open = subtract(owed, sum([fromDeposit, paid]));
  const after = subtract(open, total);
  const back = subtract(notNegative(subtract(total, open)), notNegative(subtract(ZERO, open)));
  const released = smaller(onCard, back);
  return { toPay: notNegative(after), refund: subtract(back, released), released };
}
