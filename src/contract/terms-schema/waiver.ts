/** How a file says what the customer pays of a covered charge. */
import { z } from "zod";
import { amount, readAmount, readRate } from "../reading/quantities.ts";
import { key, oneOf, type Reading, scalar, wrong } from "../reading/scalar.ts";
import { localText, oneOrSeveral, optional, withDefault } from "../reading/shapes.ts";
import { CHARGE_FAMILIES, type WaiverShare } from "../terms.ts";
import { categoriesField, clauseNumber, findingType, productsField } from "./match.ts";

type Pays = Extract<WaiverShare, { kind: "sum" | "share" }>;

function readPays(text: string): Reading<Pays> {
  if (text.includes("%")) {
    const rate = readRate(text);
    return "value" in rate ? { value: { kind: "share", rate: rate.value } } : rate;
  }
  const sum = readAmount(text);
  return "value" in sum ? { value: { kind: "sum", amount: sum.value } } : sum;
}
const pays = scalar(readPays, {
  description: "A sum (the deductible) or a share",
  examples: ["100.00", "30 %"],
  type: ["string", "number"],
});

/** A sum and a share, in either order. */
const both = (description: string) =>
  z
    .tuple([pays, pays])
    .transform(([a, b], ctx) => {
      const [sum, share] = a.kind === "sum" ? [a, b] : [b, a];
      if (sum.kind === "sum" && share.kind === "share") return { amount: sum.amount, rate: share.rate };
      ctx.addIssue({ code: "custom", params: wrong("not-a-pair") });
      return z.NEVER;
    })
    .meta({ description });

const band = z.strictObject({
  from: optional(amount("Where the band begins, for the reader: a cent above the end of the one before")),
  upTo: optional(amount("The largest charge of the band, included; the last band has none")),
  pays,
});

const payment = z
  .union([
    pays,
    z.strictObject({ smallerOf: both("A sum and a share: the customer pays the smaller") }),
    z.strictObject({ largerOf: both("A sum and a share: the customer pays the larger, never more than the charge") }),
    z.strictObject({ bands: z.array(band).min(1).max(50).meta({ description: "By the size of the charge" }) }),
  ])
  .transform((read): WaiverShare => {
    if ("kind" in read) return read;
    if ("smallerOf" in read) return { kind: "smaller", ...read.smallerOf };
    if ("largerOf" in read) return { kind: "larger", ...read.largerOf };
    return { kind: "bands", bands: read.bands.map(({ upTo, pays: each }) => ({ upTo, pays: each })) };
  })
  .meta({ description: "What the customer pays of what is covered" });

const family = oneOf(CHARGE_FAMILIES, "A family of charges");
export const familiesField = oneOrSeveral(family, "Families of charges");
const NOTHING = { families: [], types: [], products: [], categories: [] };

export const waiverSchema = z.strictObject({
  id: key("The short name by which a contract chooses the waiver", ["deductible"]),
  clause: clauseNumber,
  name: localText("The waiver's name as printed"),
  per: oneOf(["item", "incident", "contract"], "What the customer's part counts for"),
  pays: payment,
  covers: z.array(family).min(1).max(20).meta({ description: "The families of charges it covers" }),
  never: withDefault(
    z.strictObject({
      families: familiesField,
      types: oneOrSeveral(findingType, "Never these types of findings"),
      products: productsField,
      categories: categoriesField,
    }),
    NOTHING,
  ),
});
