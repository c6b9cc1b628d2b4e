/** What a terms file may say. Keys are camelCase, values are plain words; the descriptions are what an editor shows. */
import { z } from "zod";
import { amount, count, readRate } from "../reading/quantities.ts";
import { key, oneOf, type Reading, scalar, words, wrong, yesNo } from "../reading/scalar.ts";
import { localText, optional, orEmpty, withDefault } from "../reading/shapes.ts";
import { shortened } from "../reading/shortened.ts";
import { CHARGE_KINDS, type PaymentRule } from "../terms.ts";
import { clauseNumber, findingType, severity } from "./match.ts";
import { ourFaultSchema } from "./our-faults.ts";
import {
  capSchema,
  damagedSchema,
  dirtySchema,
  extraSchema,
  lateSchema,
  lossOfUseSchema,
  missingSchema,
  valueSchema,
  wearSchema,
} from "./rules.ts";
import { waiverSchema } from "./waiver.ts";

const severitySchema = z.strictObject({
  type: optional(findingType),
  severity,
  text: localText("What the severity means, shown when it is asked for"),
});

const interest = scalar(
  (text): Reading<PaymentRule["interest"]> => {
    const plain = text.toLowerCase().replace(/\s+/gu, " ");
    if (plain === "by law") return { value: { kind: "law" } };
    const yearly = /^(.+?) (?:a|per) year$/u.exec(plain);
    if (!yearly) return wrong("not-an-interest", { text: shortened(text) });
    const read = readRate(yearly[1] as string);
    return "value" in read ? { value: { kind: "rate", rate: read.value } } : read;
  },
  { description: "Late interest: by law, or between businesses a rate a year", examples: ["by law", "7 % a year"] },
);

const document = words({ "damages statement": "damagesStatement", invoice: "invoice" }, "A document of the bill");

const paymentSchema = z
  .strictObject({
    clause: clauseNumber,
    daysNet: count("Days to pay an invoice; a damages statement has at least 30", 1, 365),
    interest: withDefault(interest, { kind: "law" }),
    depositOrder: withDefault(z.array(document).length(2), ["damagesStatement", "invoice"]).meta({
      description: "Which document the deposit covers first",
    }),
  })
  .transform((rule) => ({ id: "payment", ...rule }));

const notifySchema = z
  .strictObject({
    clause: clauseNumber,
    days: count("Within so many days of the return the notice of a late finding must have been sent", 1, 365),
    businessDays: withDefault(yesNo("Whether only business days count"), true),
    consumers: withDefault(yesNo("Whether consumers, too, are charged for late findings"), false),
  })
  .transform((rule) => ({ id: "notify", ...rule }));

const smallestSumSchema = z
  .strictObject({ clause: clauseNumber, amount: amount("A net total below this is not billed") })
  .transform((rule) => ({ id: "smallestSum", ...rule }));

const vatSchema = z.strictObject({
  treatment: words(
    { "general rate": "S", "reduced rate": "AA", "outside scope": "O", S: "S", AA: "AA", O: "O" },
    "The general rate, the reduced rate, or outside the scope of VAT",
  ),
  reason: localText("Why, as printed on the line"),
});

const kind = oneOf(CHARGE_KINDS, "A kind of charge");

export const termsFileSchema = z
  .strictObject({
    name: key("Short name of the terms, the same through all versions", ["furniture-and-tableware"]),
    version: key("The version", ["2026-1"]),
    title: localText("Title as printed"),
    currency: withDefault(oneOf(["EUR"], "All sums are euros"), "EUR"),
    languages: z
      .array(oneOf(["fi", "sv", "en"]))
      .min(1)
      .max(3)
      .meta({ description: "The languages that every clause and definition is promised in" }),
    clauses: z
      .record(clauseNumber, z.strictObject({ title: localText("Heading"), text: localText("The clause as printed") }))
      .meta({ description: "The clauses by number" }),
    severities: orEmpty(severitySchema).meta({ description: "What each severity means, for all types or for one" }),
    wear: orEmpty(wearSchema).meta({ description: "What is normal and never charged" }),
    value: optional(valueSchema).meta({ description: "What a unit is worth today" }),
    damaged: orEmpty(damagedSchema).meta({ description: "What damage costs" }),
    missing: orEmpty(missingSchema).meta({ description: "What a missing unit costs" }),
    dirty: orEmpty(dirtySchema).meta({ description: "What cleaning costs" }),
    late: orEmpty(lateSchema).meta({ description: "What a delay costs" }),
    lossOfUse: orEmpty(lossOfUseSchema).meta({ description: "What days in repair cost" }),
    extras: orEmpty(extraSchema).meta({ description: "Handling, delivery, labour and consumables" }),
    waivers: orEmpty(waiverSchema).meta({ description: "Damage waivers a customer can choose" }),
    caps: orEmpty(capSchema).meta({ description: "The most that is charged" }),
    smallestSum: optional(smallestSumSchema).meta({ description: "What is too small to bill" }),
    notify: optional(notifySchema).meta({ description: "Findings made after the return" }),
    ourFaults: orEmpty(ourFaultSchema).meta({ description: "What is taken off the rent where a delivery was not as agreed" }),
    payment: paymentSchema.meta({ description: "When and how the bill is paid" }),
    vat: withDefault(z.partialRecord(kind, vatSchema), {}).meta({ description: "Where kinds of charges depart from the usual treatment" }),
  })
  .meta({ title: "Rental terms" });
