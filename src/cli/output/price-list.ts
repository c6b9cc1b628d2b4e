/** The prices of a contract on the screen and as JSON. */
import type { ContractPrices } from "../../app/contract-prices.ts";
import { priceNotes } from "../../document/prices/notes.ts";
import { priceWords } from "../../document/prices/row-text.ts";
import type { Cents } from "../../kernel/money.ts";
import { plain } from "../../kernel/text.ts";
import type { Session } from "../session.ts";
import { jsonMoney } from "./json.ts";
import { plainMoney } from "./plain-money.ts";

const COLUMNS = ["line", "product", "what", "sum"] as const;

/** Head and rows; off a terminal the sum is a plain figure: `51.71`, and the words say what it is for. */
export async function priceTable(session: Session, { contract, prices }: ContractPrices): Promise<[string[], string[][]]> {
  const { t, io, language } = session;
  const texts = await session.customerTexts(language);
  const rows = prices.lines.flatMap(({ positions, rows }) =>
    positions.flatMap((position) => {
      const product = plain(contract.lines.find((line) => line.position === position)?.name ?? "");
      return rows.map((row) => {
        const { what, sum } = priceWords(row, texts, language);
        const figure = io.stdout.isTTY === true ? sum : row.amount === null ? "" : plainMoney(row.amount);
        return [String(position), product, plain(what), figure];
      });
    }),
  );
  return [COLUMNS.map((column) => t(`contracts.prices.column.${column}`)), rows];
}

export async function priceNoteLines(session: Session, { prices }: ContractPrices): Promise<readonly string[]> {
  return priceNotes(prices, await session.customerTexts(session.language), session.language).map((note) => plain(note));
}

const moneyOrNull = (amount: Cents | null) => (amount === null ? null : jsonMoney(amount));

export const priceListJson = ({ prices }: ContractPrices): Readonly<Record<string, unknown>> => ({
  ...prices,
  lines: prices.lines.map(({ positions, rows }) => ({
    positions,
    rows: rows.map((row) => ({ ...row, amount: moneyOrNull(row.amount), most: moneyOrNull(row.most) })),
  })),
  extras: prices.extras.map((extra) => ({ ...extra, amount: jsonMoney(extra.amount) })),
  caps: prices.caps.map((cap) => ({ ...cap, amount: jsonMoney(cap.amount) })),
  smallestSum: prices.smallestSum && { ...prices.smallestSum, amount: jsonMoney(prices.smallestSum.amount) },
  minimums: prices.minimums.map((minimum) => ({ ...minimum, amount: jsonMoney(minimum.amount) })),
});
