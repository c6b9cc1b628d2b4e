/** How a file says what one thing costs: in plain words where words do, with keys where there is a list or a reference. */
import { z } from "zod";
import type { BasisPoints, Cents } from "../../kernel/money.ts";
import { amount, months, readAmount, readRate } from "../reading/quantities.ts";
import { key, type Reading, scalar, wrong } from "../reading/scalar.ts";
import { optional } from "../reading/shapes.ts";
import { shortened } from "../reading/shortened.ts";
import type { DirtyRule, LateRule, Price } from "../terms.ts";
import { findingType, severity } from "./match.ts";

const oneSpace = (text: string): string => text.toLowerCase().replace(/\s+/gu, " ");

/** `25 % of value`; null when the text does not end in one of the words. */
function readShareOf<T>(text: string, of: ReadonlyMap<string, T>): Reading<{ readonly rate: BasisPoints; readonly of: T }> | null {
  const match = /^(.+?) of ([a-z ]+)$/u.exec(oneSpace(text));
  const what = of.get(match?.[2] ?? "");
  if (!match || what === undefined) return null;
  const rate = readRate(match[1] as string);
  return "value" in rate ? { value: { rate: rate.value, of: what } } : rate;
}

const VALUES = new Map<string, "currentValue" | "base">([
  ["value", "currentValue"],
  ["current value", "currentValue"],
  ["base", "base"],
]);
const WORDS = new Map<string, Price>([
  ["current value", { kind: "currentValue" }],
  ["repair", { kind: "repair" }],
  ["repair or value", { kind: "repairOrValue" }],
]);
const PRICES = "current value, repair, repair or value, 25 % of value, 25 % of base, or a sum like 10.00";

function readPrice(text: string): Reading<Price> {
  const word = WORDS.get(oneSpace(text));
  if (word) return { value: word };
  const share = readShareOf(text, VALUES);
  if (share) return "value" in share ? { value: { kind: "share", ...share.value } } : share;
  if (/^[-−\d]/u.test(text) && !text.includes("%")) {
    const sum = readAmount(text);
    return "value" in sum ? { value: { kind: "fixed", amount: sum.value } } : sum;
  }
  return wrong("not-a-price", { text: shortened(text) });
}

/** `2` or `1.5`, in hundredths. */
const times = scalar(
  (text): Reading<number> => {
    const match = /^(\d{1,3})(?:[.,](\d{1,2}))?$/u.exec(text);
    const hundredths = match ? Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0")) : 0;
    return hundredths > 0 ? { value: hundredths } : wrong("not-a-multiple", { text: shortened(text) });
  },
  { description: "How many times what the finding in `of` costs", examples: ["2"], type: ["string", "number"] },
);

const priceKeys = z.union([
  z.strictObject({
    list: z.record(key("Product, or category"), amount("Price of one")).meta({ description: "A price list by product, then by category" }),
  }),
  z.strictObject({ lifeLost: months("So much of the expected life is used up at once") }),
  z.strictObject({ times, of: findingType, severity: optional(severity) }),
]);

/** What one unit or mark costs. */
export const price = z
  .union([scalar(readPrice, { description: PRICES, type: ["string", "number"] }), priceKeys])
  .transform((read): Price => {
    if ("kind" in read) return read;
    if ("list" in read) return { kind: "list", prices: read.list };
    if ("lifeLost" in read) return { kind: "lifeLost", months: read.lifeLost };
    return { kind: "multiple", hundredths: read.times, of: { type: read.of, severity: read.severity } };
  })
  .meta({ description: "What one unit or mark costs" });

/** `0.60 per unit`. */
function readPer<const U extends string>(text: string, units: readonly U[]): Reading<{ readonly amount: Cents; readonly per: U }> {
  const match = /^(.+?) per (\p{L}+)$/u.exec(oneSpace(text));
  const per = units.find((unit) => unit === match?.[2]);
  if (!match || per === undefined) {
    return wrong("not-a-fee", { text: shortened(text), units: units.join(", ") });
  }
  const sum = readAmount(match[1] as string);
  return "value" in sum ? { value: { amount: sum.value, per } } : sum;
}

/** A fee by unit, line, hour or return. */
export const feePer = <const U extends string>(units: readonly U[], description: string) =>
  scalar((text) => readPer(text, units), { description, examples: units.map((unit) => `0.60 per ${unit}`) });

const RENT = new Map([["rent", "rent" as const]]);

/** What cleaning costs: a fee, or a share of the rent. */
export const dirtyFee = scalar(
  (text): Reading<DirtyRule["fee"]> => {
    const share = readShareOf(text, RENT);
    if (share) return "value" in share ? { value: { per: "rent", rate: share.value.rate } } : share;
    return readPer(text, ["unit", "line", "hour", "return"]);
  },
  { description: "A sum per unit, line, hour or return, or a share of the rent", examples: ["0.60 per unit", "50 % of rent"] },
);

/** What a started period of delay costs. */
export const latePrice = scalar(
  (text): Reading<LateRule["price"]> => {
    const share = readShareOf(text, RENT);
    if (share) return "value" in share ? { value: { kind: "rent", rate: share.value.rate } } : share;
    if (text.includes("%")) return wrong("share-of-nothing", { text: shortened(text), share: shortened(text.slice(0, 20)) });
    const sum = readAmount(text);
    return "value" in sum ? { value: { kind: "fixed", amount: sum.value } } : sum;
  },
  {
    description: "A share of the daily rent, or a sum, for one unit and started period",
    examples: ["150 % of rent"],
    type: ["string", "number"],
  },
);

/** Where the charge for a delay ends. */
export const lateCap = scalar(
  (text): Reading<NonNullable<LateRule["cap"]>> => {
    if (VALUES.get(oneSpace(text)) === "currentValue") return { value: { kind: "currentValue" } };
    const periods = /^(\d{1,4}) periods?$/u.exec(oneSpace(text));
    if (periods && Number(periods[1]) > 0) return { value: { kind: "periods", count: Number(periods[1]) } };
    if (!/^[-−\d., ]+$/u.test(text)) return wrong("not-a-cap", { text: shortened(text) });
    const sum = readAmount(text);
    return "value" in sum ? { value: { kind: "fixed", amount: sum.value } } : sum;
  },
  { description: "The most a delay costs for one unit", examples: ["current value", "10 periods"], type: ["string", "number"] },
);
