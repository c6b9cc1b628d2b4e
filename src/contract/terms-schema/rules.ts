/** One schema for each section of rules; the rule's number within its section becomes its id where the author gave none. */
import { z } from "zod";
import { basisPoints, cents } from "../../kernel/money.ts";
import { amount, count, millimetres, minutes, months, rate, readRate } from "../reading/quantities.ts";
import { key, oneOf, type Reading, scalar, words, wrong, yesNo } from "../reading/scalar.ts";
import { oneOrSeveral, optional, withDefault } from "../reading/shapes.ts";
import { shortened } from "../reading/shortened.ts";
import type { Depreciation } from "../terms.ts";
import { clauseNumber, goodsFields, matchFields, ruleFields, toMatch } from "./match.ts";
import { dirtyFee, feePer, lateCap, latePrice, price } from "./price.ts";
import { familiesField } from "./waiver.ts";

export const wearSchema = z
  .strictObject({
    ...ruleFields,
    types: matchFields.types,
    ...goodsFields,
    parts: matchFields.parts,
    upToSize: optional(millimetres("Marks up to this size are wear, the size included")),
    upToMarks: optional(count("Up to so many marks on a unit are wear", 1, 1_000)),
    beyond: withDefault(oneOf(["excess", "all"], "With more marks than that: only those beyond count, or all of them"), "excess"),
  })
  .transform(({ upToSize, upToMarks, beyond, id, clause, ...match }) => ({
    id,
    clause,
    match: toMatch(match),
    upToSizeMm: upToSize,
    upToMarks,
    beyond,
  }));

const depreciationTable = z.strictObject({
  table: z
    .array(
      z.strictObject({
        from: optional(months("Where the step begins, for the reader: the age at which the one before ends")),
        under: optional(months("Up to this age, not included; the last step has none")),
        share: rate("What a unit of that age is worth of its base", 100),
      }),
    )
    .min(1)
    .max(100)
    .meta({ description: "What a unit is worth by its age, in rising order" }),
});

const depreciation = z
  .union([
    scalar(
      (text): Reading<Depreciation> => {
        const plain = text.toLowerCase().replace(/\s+/gu, " ");
        if (plain === "none") return { value: { kind: "none" } };
        if (plain === "straight line") return { value: { kind: "straightLine" } };
        const yearly = /^(.+?) (?:a|per) year$/u.exec(plain);
        if (!yearly) return wrong("not-a-depreciation", { text: shortened(text) });
        const read = readRate(yearly[1] as string);
        return "value" in read ? { value: { kind: "perYear", rate: read.value } } : read;
      },
      { description: "none, straight line over the life, or a share a year", examples: ["straight line", "10 % a year"] },
    ),
    depreciationTable,
  ])
  .transform((read): Depreciation => {
    if ("kind" in read) return read;
    return { kind: "table", steps: read.table.map(({ under, share }) => ({ underMonths: under, share })) };
  })
  .meta({ description: "How a unit loses value with age" });

export const valueSchema = z
  .strictObject({
    clause: clauseNumber,
    base: words({ "replacement price": "replacementPrice", "purchase price": "purchasePrice" }, "The price that ages"),
    life: withDefault(z.record(key("Category"), months("Expected life")), {}).meta({ description: "Expected life by category" }),
    depreciation,
    floor: withDefault(rate("The least a unit is worth, as a share of its base", 100), basisPoints(0)),
    claims: oneOf(["net", "gross"], "Whether claims are for the price without VAT (net) or with it (gross)"),
  })
  .transform(({ life, ...rest }) => ({ id: "value", lives: life, ...rest }));

const aboveValue = withDefault(
  words({ never: true, allowed: false }, "Whether the findings of one unit may together cost more than it is worth"),
  true,
);

export const damagedSchema = z
  .strictObject({
    ...ruleFields,
    ...matchFields,
    price,
    per: withDefault(oneOf(["unit", "mark"], "What the price is for"), "unit"),
    aboveValue,
  })
  .transform(({ id, clause, price: each, per, aboveValue: never, ...match }) => ({
    id,
    clause,
    match: toMatch(match),
    price: each,
    per,
    neverAboveValue: never,
  }));

export const missingSchema = z
  .strictObject({
    ...ruleFields,
    ...goodsFields,
    parts: matchFields.parts,
    price,
    waitingDays: withDefault(count("Found and brought within so many days, it costs nothing", 0, 365), 0),
    aboveValue,
  })
  .transform(({ id, clause, price: each, waitingDays, aboveValue: never, ...match }) => ({
    id,
    clause,
    match: toMatch(match),
    price: each,
    waitingDays,
    neverAboveValue: never,
  }));

export const dirtySchema = z
  .strictObject({ ...ruleFields, ...goodsFields, fee: dirtyFee, minimum: withDefault(amount("The least for a return"), cents(0)) })
  .transform(({ id, clause, fee, minimum, ...match }) => ({ id, clause, match: toMatch(match), fee, minimum }));

export const lateSchema = z
  .strictObject({
    ...ruleFields,
    ...goodsFields,
    period: oneOf(["hour", "day", "week"], "A started period counts whole"),
    price: latePrice,
    grace: withDefault(minutes("A delay up to this costs nothing"), 0),
    graceDeducted: withDefault(yesNo("Whether the grace is taken off a longer delay"), false),
    closedDays: withDefault(oneOf(["counted", "skipped"], "Whether days on which the desk is closed count"), "counted"),
    cap: optional(lateCap),
  })
  .transform(({ id, clause, period, price: each, grace, graceDeducted, closedDays, cap, ...match }) => ({
    id,
    clause,
    match: toMatch(match),
    period,
    price: each,
    graceMinutes: grace,
    graceDeducted,
    closedDays,
    cap,
  }));

export const lossOfUseSchema = z
  .strictObject({
    ...ruleFields,
    ...goodsFields,
    utilisation: rate("How much of the time the goods are out on rent", 100),
    capDays: optional(count("At most so many days", 1, 3_650)),
  })
  .transform(({ id, clause, utilisation, capDays, ...match }) => ({ id, clause, match: toMatch(match), utilisation, capDays }));

export const extraSchema = z
  .strictObject({
    ...ruleFields,
    kind: oneOf(["handling", "delivery", "labour", "consumables"], "What it is for"),
    ...goodsFields,
    when: z
      .array(oneOf(["damaged", "missing", "dirty", "late"]))
      .min(1)
      .max(4)
      .meta({ description: "What calls for it" }),
    fee: feePer(["unit", "line", "return", "hour"], "A sum per unit, line, return or hour"),
    inside: oneOrSeveral(oneOf(["waiver", "cap"]), "Whether the waiver or the cap counts it in; left out, neither"),
  })
  .transform(({ id, clause, kind, when, fee, inside, ...match }) => ({ id, clause, kind, match: toMatch(match), when, ...fee, inside }));

const CAPPED = ["damage", "missing", "lossOfUse"] as const;

export const capSchema = z
  .strictObject({
    ...ruleFields,
    per: oneOf(["unit", "line", "contract"], "What the cap is for"),
    amount: amount("The most that is charged"),
    families: familiesField,
  })
  .transform(({ families, ...rest }) => ({ ...rest, families: families.length > 0 ? families : CAPPED }));
