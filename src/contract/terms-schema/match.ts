/** Which findings and lines a rule speaks of: each member narrows it, and what is left out means all. */
import { z } from "zod";
import { millimetres } from "../reading/quantities.ts";
import { key, name, oneOf, readText, scalar, wrong } from "../reading/scalar.ts";
import { oneOrSeveral, optional } from "../reading/shapes.ts";
import { shortened } from "../reading/shortened.ts";
import { FINDING_TYPES, type Match, SEVERITIES, type SizeRange } from "../terms.ts";

export const findingType = oneOf(FINDING_TYPES, "What can be wrong with a unit");
export const severity = oneOf(SEVERITIES, "How much, as the terms define it");

/** `5.3`: a clause's number as printed. */
export const clauseNumber = scalar(
  (text) =>
    /^[\p{L}\p{N}]+(?:[.-][\p{L}\p{N}]+)*$/u.test(text) && text.length <= 20
      ? readText(text, 20, false)
      : wrong("bad-clause-number", { text: shortened(text) }),
  { description: "The number of the clause that the rule rests on", examples: ["5.3"], type: ["string", "number"] },
);

/** What every rule has. */
export const ruleFields = {
  id: optional(key("A name for the rule in calculations; left out, its section and number")),
  clause: clauseNumber,
};

export const categoriesField = oneOrSeveral(key("Category of lines"), "Only lines of these categories");
export const productsField = oneOrSeveral(key("Product"), "Only these products");

/** The goods a rule speaks of. */
export const goodsFields = { categories: categoriesField, products: productsField };

const sizeField = optional(
  z
    .strictObject({
      from: optional(millimetres("The smallest size, included")),
      below: optional(millimetres("The size from which the rule no longer speaks")),
    })
    .transform(({ from, below }, ctx): SizeRange => {
      if (from !== null) return { from, below };
      if (below !== null) return { from, below };
      // A key that is not known here is said already.
      if (ctx.issues.length === 0) ctx.addIssue({ code: "custom", params: wrong("empty") });
      return z.NEVER;
    })
    .meta({ description: "Only findings of such a size" }),
);

/** The findings and goods a rule speaks of. */
export const matchFields = {
  types: oneOrSeveral(findingType, "Only findings of these types"),
  severities: oneOrSeveral(severity, "Only findings of these severities"),
  ...goodsFields,
  parts: oneOrSeveral(name("Name of a part"), "Only these parts of a unit"),
  size: sizeField,
};

export interface MatchParts {
  readonly types?: Match["types"];
  readonly severities?: Match["severities"];
  readonly categories: readonly string[];
  readonly products: readonly string[];
  readonly parts?: readonly string[];
  readonly size?: Match["sizeMm"];
}

export const toMatch = ({ types, severities, categories, products, parts, size }: MatchParts): Match => ({
  types: types ?? [],
  severities: severities ?? [],
  categories,
  products,
  parts: parts ?? [],
  sizeMm: size ?? null,
});
