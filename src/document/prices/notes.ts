/** What holds beside the prices of single pieces, one sentence each: wear, waiting, waiver, caps, minimums, extras. */
import type { PriceList } from "../../assessment/prices/price-list.ts";
import { inLanguage, type Language } from "../../kernel/text.ts";
import { formatDays, formatMinutes, formatMoney } from "../../language/format.ts";
import type { Messages } from "../../language/messages.ts";

function waiverNote({ waiver }: PriceList, t: Messages, language: Language): string[] {
  if (waiver === null) return [];
  const values = { name: inLanguage(waiver.name, language), clause: waiver.clause };
  return [t(waiver.per === "item" ? "prices.note.waiverPerItem" : "prices.note.waiverTogether", values)];
}

/** In the order in which somebody would ask. */
export function priceNotes(list: PriceList, t: Messages, language: Language): string[] {
  const money = (amount: (typeof list.caps)[number]["amount"]): string => formatMoney(amount, language);
  return [
    ...list.wear.map((clause) => t("prices.note.wear", { clause })),
    ...list.waiting.map(({ days, clause }) => t("prices.note.waiting", { days: formatDays(days, language), clause })),
    ...list.grace.map(({ minutes, deducted, clause }) =>
      t(deducted ? "prices.note.graceDeducted" : "prices.note.grace", { time: formatMinutes(minutes, language), clause }),
    ),
    ...list.minimums.map(({ amount, clause }) => t("prices.note.minimum", { amount: money(amount), clause })),
    ...list.extras.map(({ kind, per, amount, clause }) =>
      t("prices.note.extra", { kind: t(`facts.extra.${kind}`), amount: t(`prices.per.${per}`, { amount: money(amount) }), clause }),
    ),
    ...waiverNote(list, t, language),
    ...list.caps.map(({ per, amount, clause }) => t(`prices.note.cap.${per}`, { amount: money(amount), clause })),
    ...(list.smallestSum === null
      ? []
      : [t("prices.note.smallestSum", { amount: money(list.smallestSum.amount), clause: list.smallestSum.clause })]),
  ];
}
