/** Which goods and findings a rule speaks of. */
import type { Match } from "../../contract/terms.ts";
import { allOf, anyOf, type Phrase, phrase } from "./phrase.ts";

function saySize(size: NonNullable<Match["sizeMm"]>): Phrase[] {
  const { from, below } = size;
  const least: Phrase["values"] = from === null ? {} : { from: { millimetres: from } };
  const most: Phrase["values"] = below === null ? {} : { below: { millimetres: below } };
  return [phrase(`about.size.${from === null ? "below" : below === null ? "from" : "between"}`, { ...least, ...most })];
}

/** Pieces that are printed one after another; a rule for everything has one that says so. */
export function sayMatch(match: Match): readonly Phrase[] {
  const goods = [...match.categories, ...match.products];
  const pieces = [
    ...(goods.length > 0 ? [phrase("about.goods", { goods: allOf(goods, "goods") })] : []),
    ...(match.parts.length > 0 ? [phrase("about.parts", { parts: anyOf(match.parts, null) })] : []),
    ...(match.types.length > 0 ? [phrase("about.types", { types: anyOf(match.types, "type") })] : []),
    ...(match.severities.length > 0 ? [phrase("about.severities", { severities: anyOf(match.severities, "severity") })] : []),
    ...(match.sizeMm === null ? [] : saySize(match.sizeMm)),
  ];
  return pieces.length > 0 ? pieces : [phrase("about.all")];
}
