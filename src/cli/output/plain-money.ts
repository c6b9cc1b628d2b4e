/** Sums for programs: `62.02`, `-3.50`; spreadsheets in Finland read a decimal comma. */
import type { Cents } from "../../kernel/money.ts";

export function plainMoney(amount: Cents, mark: "." | "," = "."): string {
  const digits = String(Math.abs(amount)).padStart(3, "0");
  return `${amount < 0 ? "-" : ""}${digits.slice(0, -2)}${mark}${digits.slice(-2)}`;
}
