/** One price in words: what it is for, and what stands in the column of sums. */

import type { DamageKind, PriceRow } from "../../assessment/prices/price-list.ts";
import type { Language } from "../../kernel/text.ts";
import { formatMoney } from "../../language/format.ts";
import type { Messages } from "../../language/messages.ts";
import { capital } from "../describe-source.ts";

export interface PriceWords {
  readonly what: string;
  readonly sum: string;
}

const either = (t: Messages, words: readonly string[]): string => {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} ${t("prices.or")} ${last}`;
};

function sizeText(t: Messages, { sizeMm }: DamageKind): string | null {
  if (sizeMm === null) return null;
  const { from, below } = sizeMm;
  if (from !== null && below !== null) return t("prices.size.between", { from, below });
  return from === null ? t("prices.size.below", { below: below ?? 0 }) : t("prices.size.from", { from });
}

function kindText(t: Messages, kind: DamageKind, part: string | null): string {
  const types = either(
    t,
    kind.types.map((type) => t(`facts.finding.${type}`, { count: 1 })),
  );
  const severities = either(
    t,
    kind.severities.map((severity) => t(`facts.severity.${severity}`)),
  );
  const details = [part === null ? null : t("facts.partOf", { part }), severities === "" ? null : severities, sizeText(t, kind)].filter(
    (detail) => detail !== null,
  );
  return details.length === 0 ? types : `${types} (${details.join(", ")})`;
}

const damageText = (t: Messages, { damage, part }: PriceRow): string => damage.map((kind) => kindText(t, kind, part)).join(", ");

function whatText(t: Messages, row: PriceRow): string {
  if (row.what === "damaged") return row.repair ? t("prices.repair", { what: damageText(t, row) }) : damageText(t, row);
  if (row.what === "part") return t("prices.part", { part: row.part ?? "" });
  if (row.what !== "late") return t(`prices.${row.what}`);
  return t(`prices.late.${row.per}`);
}

function lateSum(t: Messages, { most, mostPeriods }: PriceRow, amount: string, money: (row: PriceRow["most"]) => string): string {
  if (mostPeriods !== null) return t("prices.late.mostPeriods", { amount, count: mostPeriods });
  return most === null ? amount : t("prices.late.most", { amount, most: money(most) });
}

function sumText(t: Messages, row: PriceRow, money: (row: PriceRow["most"]) => string): string {
  if (row.amount === null) return t("prices.asRepair");
  if (row.repair) return t("prices.atMost", { amount: money(row.amount) });
  if (row.what === "late") return lateSum(t, row, money(row.amount), money);
  return row.per === "unit" ? money(row.amount) : t(`prices.per.${row.per}`, { amount: money(row.amount) });
}

/** `Säröillä tai rikki (vakava) (5.2)` and `51,71 €`. */
export function priceWords(row: PriceRow, t: Messages, language: Language): PriceWords {
  const money = (amount: PriceRow["most"]): string => (amount === null ? "" : formatMoney(amount, language));
  const capped = row.capped ? ` ${t("prices.capped")}` : "";
  return { what: `${capital(whatText(t, row))}${capped} (${row.clause})`, sum: sumText(t, row, money) };
}
