/**
 * The accounts that the month's entries go to. The usual numbers follow the model chart that small Finnish firms start from; a firm
 * puts its own in `desk.json` under `accounts`.
 */
import type { ChargeKind } from "../../contract/terms.ts";
import { UserError } from "../../kernel/errors.ts";

/** What money is moved between: sales by kind of charge, what customers owe, deposits we hold, where money lies, VAT to be paid. */
export type BookAccount =
  | ChargeKind
  | "rent"
  | "receivable"
  | "depositsHeld"
  | "bank"
  | "cash"
  | "card"
  | "vat"
  | "reminderFee"
  | "interest";

/** Account numbers, as the firm's bookkeeping names them. */
export type ChartOfAccounts = Readonly<Record<BookAccount, string>>;

const USUAL: ChartOfAccounts = {
  receivable: "1700",
  depositsHeld: "2890",
  bank: "1910",
  cash: "1900",
  card: "1930",
  vat: "2939",
  rent: "3000",
  repair: "3510",
  diminution: "3510",
  lost: "3510",
  lossOfUse: "3520",
  late: "3020",
  cleaning: "3030",
  consumables: "3040",
  handling: "3050",
  delivery: "3060",
  labour: "3070",
  reminderFee: "3590",
  interest: "9110",
};

export const chartOf = (chosen: Partial<ChartOfAccounts> | undefined): ChartOfAccounts => ({ ...USUAL, ...chosen });

/** What is wrong with a desk's own accounts, each by the name of its field. */
export function chartProblems(chosen: Readonly<Record<string, unknown>>): readonly UserError[] {
  return Object.entries(chosen).flatMap(([name, number]) => {
    const field = `accounts.${name}`;
    if (!(name in USUAL)) return [new UserError("settings-account-unknown", { field, known: Object.keys(USUAL).join(", ") })];
    return typeof number === "string" && /^[0-9A-Za-z.-]{1,12}$/u.test(number) ? [] : [new UserError("settings-account-number", { field })];
  });
}
