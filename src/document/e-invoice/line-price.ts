/**
 * Quantity, price and difference of a line, so that quantity × price ÷ base quantity − allowance + charge is its net to the cent
 * (PEPPOL-EN16931-R120), in both price modes.
 */
import type { PriceMode } from "../../contract/contract.ts";
import type { DocumentLine } from "../../invoice/billing.ts";
import { add, type BasisPoints, type Cents, cents, multiply, netOf, subtract, ZERO } from "../../kernel/money.ts";
import type { ELine, ItemPrice, LineDifference } from "./e-invoice.ts";

export interface LineTexts {
  /** Why a line is less than quantity × price: a waiver, a cap, a concession. */
  readonly less: string;
  /** Why it is more: a minimum. */
  readonly more: string;
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
): Pick<ELine, "quantity" | "price" | "difference"> {
  const { quantity, unitAmount, amount, conceded = ZERO, net } = line;
  const netIn = (figure: Cents): Cents => (figure === amount ? net : mode === "gross" && rate !== null ? netOf(figure, rate) : figure);
  // A sum without a unit is one of itself.
  if (unitAmount === null || unitAmount <= 0 || quantity < 1) {
    const full = netIn(add(amount, conceded));
    return { quantity: 1, price: { net: full, per: 1 }, difference: differenceOf(subtract(full, net), texts) };
  }
  const full = netIn(multiply(unitAmount, quantity));
  return { quantity, price: priceOf(full, quantity), difference: differenceOf(subtract(full, net), texts) };
}

/** A price that no cent expresses is given for the whole quantity: 11.00 per 23. */
function priceOf(full: Cents, quantity: number): ItemPrice {
  return full % quantity === 0 ? { net: cents(full / quantity), per: 1 } : { net: full, per: quantity };
}

function differenceOf(over: Cents, { less, more }: LineTexts): LineDifference | null {
  if (over === 0) return null;
  return over > 0 ? { kind: "allowance", amount: over, reason: less } : { kind: "charge", amount: cents(-over), reason: more };
}
