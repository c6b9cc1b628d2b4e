/**
 * Quantity, price and differences of a line, so that quantity × price ÷ base quantity − allowances + charge is its net to the cent
 * (PEPPOL-EN16931-R120), in both price modes.
 */
import type { PriceMode } from "../../contract/contract.ts";
import type { DocumentLine } from "../../invoice/billing.ts";
import { add, type BasisPoints, type Cents, cents, multiply, netOf, subtract, ZERO } from "../../kernel/money.ts";
import type { ELine, ItemPrice, LineDifference } from "./e-invoice.ts";

export interface LineTexts {
  /** Why a line is less than quantity × price: a waiver, a cap. */
  readonly less: string;
  /** Why it is more: a minimum. */
  readonly more: string;
  /** What was given away of it. */
  readonly conceded: string;
}

/**
 * @param line as billed, or the part of it that a credit note gives back: `amount` and `net` are then that part's.
 * @param rate null outside the scope of VAT.
 */
export function priceLine(
  line: Pick<DocumentLine, "quantity" | "unitAmount" | "amount" | "conceded" | "net">,
  mode: PriceMode,
  rate: BasisPoints | null,
  texts: LineTexts,
): Pick<ELine, "quantity" | "price" | "differences"> {
  const { quantity, unitAmount, amount, conceded = ZERO, net } = line;
  const netIn = (figure: Cents): Cents => (figure === amount ? net : mode === "gross" && rate !== null ? netOf(figure, rate) : figure);
  const before = netBefore(netIn(add(amount, conceded)), net);
  const given = differenceOf(subtract(before, net), { ...texts, less: texts.conceded });
  // A sum without a unit is one of itself.
  if (unitAmount === null || unitAmount <= 0 || quantity < 1) return { quantity: 1, price: { net: before, per: 1 }, differences: given };
  const product = multiply(unitAmount, quantity);
  const full = product === add(amount, conceded) ? before : netIn(product);
  return { quantity, price: priceOf(full, quantity), differences: [...differenceOf(subtract(full, before), texts), ...given] };
}

/** The cent that a line got when the nets of its category were shared out may be more than what was given away: then nothing is left to say of it. */
const netBefore = (whole: Cents, net: Cents): Cents => (whole < net ? net : whole);

/** A price that no cent expresses is given for the whole quantity: 11.00 per 23. */
function priceOf(full: Cents, quantity: number): ItemPrice {
  return full % quantity === 0 ? { net: cents(full / quantity), per: 1 } : { net: full, per: quantity };
}

function differenceOf(over: Cents, { less, more }: LineTexts): readonly LineDifference[] {
  if (over === 0) return [];
  return [over > 0 ? { kind: "allowance", amount: over, reason: less } : { kind: "charge", amount: cents(-over), reason: more }];
}
