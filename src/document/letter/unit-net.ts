import { type Cents, cents } from "../../kernel/money.ts";
import type { Language } from "../../kernel/text.ts";
import { formatMoney } from "../../language/format.ts";

/** The price of one without VAT; with four decimals where the line's net does not divide into whole cents: 11.00 for 23 is 0.4783. */
export function unitNet(net: Cents, quantity: number, language: Language): string {
  if (net % quantity === 0) return formatMoney(cents(net / quantity), language);
  const tenThousandths = (2n * BigInt(net) * 100n + BigInt(quantity)) / (2n * BigInt(quantity));
  const whole = formatMoney(cents(Number(tenThousandths / 100n)), language);
  return whole.replace(/([.,]\d\d)(?=\D*$)/u, `$1${String(tenThousandths % 100n).padStart(2, "0")}`);
}
