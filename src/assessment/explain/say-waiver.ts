/** What a damage waiver says: what is left to pay, for what, and what it does not cover. */
import type { Waiver, WaiverShare } from "../../contract/terms.ts";
import { allOf, anyOf, type Phrase, phrase } from "./phrase.ts";

function sayPays(pays: WaiverShare): readonly Phrase[] {
  switch (pays.kind) {
    case "sum":
      return [phrase("waiver.sum", { amount: { cents: pays.amount } })];
    case "share":
      return [phrase("waiver.share", { rate: { rate: pays.rate } })];
    case "smaller":
    case "larger":
      return [phrase(`waiver.${pays.kind}`, { amount: { cents: pays.amount }, rate: { rate: pays.rate } })];
    case "bands":
      return pays.bands.map((band) => sayBand(band));
  }
}

function sayBand({ upTo, pays }: Extract<WaiverShare, { kind: "bands" }>["bands"][number]): Phrase {
  const part: Phrase["values"] = pays.kind === "sum" ? { amount: { cents: pays.amount } } : { rate: { rate: pays.rate } };
  return upTo === null
    ? phrase(`waiver.band.last.${pays.kind}`, part)
    : phrase(`waiver.band.${pays.kind}`, { upTo: { cents: upTo }, ...part });
}

export function sayWaiver({ pays, per, covers, never }: Waiver): readonly Phrase[] {
  const goods = [...never.categories, ...never.products];
  return [
    phrase(`waiver.per.${per}`, { covers: allOf(covers, "family") }),
    ...sayPays(pays),
    ...(never.families.length > 0 ? [phrase("waiver.never.families", { families: anyOf(never.families, "family") })] : []),
    ...(never.types.length > 0 ? [phrase("waiver.never.types", { types: anyOf(never.types, "type") })] : []),
    ...(goods.length > 0 ? [phrase("waiver.never.goods", { goods: anyOf(goods, "goods") })] : []),
  ];
}
