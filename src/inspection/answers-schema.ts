/** What a file of answers may say. Keys are camelCase, values are plain words; the descriptions are what an editor shows. */
import { z } from "zod";
import { amount, count, localTime, millimetres } from "../contract/reading/quantities.ts";
import { key, longText, name, oneOf, scalar, words, wrong, yesNo } from "../contract/reading/scalar.ts";
import { optional, orEmpty } from "../contract/reading/shapes.ts";
import { FINDING_TYPES, SEVERITIES } from "../contract/terms.ts";

/** Which line of the contract is meant: its number, or its product where one line alone has it. */
const which = {
  line: optional(count("Number of the contract's line", 1, 1_000)),
  product: optional(key("The product of the line, where no other line has it", ["chair-folding"])),
};

const photo = scalar((text) => (text.length <= 500 ? { value: text } : wrong("long-file-name")), {
  description: "A photo's file, seen from this file",
  examples: ["photos/chair-1.jpg"],
});

const repairSchema = z.strictObject({
  cost: amount("What the repair would cost, in euros"),
  days: count("Days out of use; 0 when it can be rented on at once", 0, 3_650),
  source: longText("Where the figure comes from"),
});

const findingSchema = z.strictObject({
  type: oneOf(FINDING_TYPES, "What is wrong with each unit of the group"),
  severity: optional(oneOf(SEVERITIES, "How bad it is, as the terms define it")),
  marks: optional(count("Marks on each unit; 1 when left out", 1, 1_000)),
  size: optional(millimetres("Length of the largest mark")),
  part: optional(name("The part of the unit that is concerned")),
  incident: optional(name("Findings of one event share a name")),
  cause: optional(
    oneOf(["customer", "ours", "transport", "unknown"], "How it came to be so, as far as it is known; unknown when left out"),
  ),
  repair: optional(repairSchema),
  note: optional(longText("A fact in the customer's language")),
  photos: orEmpty(photo),
});

const groupSchema = z.strictObject({
  count: count("How many units share these findings", 1, 100_000),
  findings: z.array(findingSchema).min(1).max(50).meta({ description: "What is wrong with each of them" }),
});

const lineSchema = z.strictObject({
  ...which,
  say: optional(longText("The line as typed at the desk: 3 cracked, 2 missing")),
  ok: optional(count("Units in order; left out, what the other counts leave", 0)),
  damaged: orEmpty(groupSchema).meta({ description: "Damaged units, in groups that share their findings" }),
  missing: optional(count("Units that are missing", 0)),
  stillOut: optional(count("Units that come with a later load", 0)),
  found: optional(count("Units declared missing before that came back with this load", 0)),
  dirty: optional(count("Units that came back unwashed", 0)),
  cleaningHours: optional(count("Hours of cleaning", 0, 1_000)),
  missingParts: z
    .record(z.string(), count("How many are missing", 0))
    .optional()
    .transform((parts) => parts ?? {})
    .meta({ description: "Parts missing from units that came back, by name" }),
  counted: optional(count("How many came back as they were counted; left out: not counted", 0)),
  note: optional(longText("A note on the line")),
  withoutCharge: optional(
    yesNo(
      "Whether what the terms set no price for is noted without a charge. In an amendment, a line that says this alone keeps its answers",
    ),
  ),
});

const exceptionSchema = z.strictObject({
  ...which,
  group: optional(count("Which of the line's damaged groups, counted from 1", 1, 500)),
  of: optional(oneOf(["missing", "dirty"], "The line's missing or dirty units instead")),
  part: optional(name("A part that is missing from units that came back, by name")),
  count: optional(count("Of how many units it speaks; all when left out")),
  stance: oneOf(["agrees", "disputes"], "Whether the customer agrees"),
  words: optional(longText("The customer's own words")),
});

const answerSchema = z.strictObject({
  all: oneOf(["agrees", "disputes", "notPresent", "left"], "What the customer says, once for all"),
  words: optional(longText("The customer's own words")),
  exceptions: orEmpty(exceptionSchema),
});

const acknowledgementSchema = z
  .union([
    words({ declined: { kind: "declined" as const }, notPresent: { kind: "notPresent" as const } }),
    z
      .strictObject({ name: name("Who acknowledges what was read back") })
      .transform((given) => ({ kind: "name" as const, name: given.name })),
    z
      .strictObject({
        signed: name("Who signed the record after reading it"),
        signature: optional(photo.meta({ description: "A photo or scan of the signature, seen from this file; left out: the name alone" })),
      })
      .transform((given) => ({ kind: "signed" as const, name: given.signed, signature: given.signature })),
  ])
  .meta({ description: "How the walkthrough was acknowledged: a name, signed, declined, or not present" });

/** Times are the wall clock of the contract's zone. */
export const answersFileSchema = (zone: string) =>
  z
    .strictObject({
      cameBackAt: optional(localTime("When the goods came over the counter; now when left out", zone)),
      walkedAt: optional(localTime("When the walkthrough took place; when the goods came back when left out", zone)),
      lines: orEmpty(lineSchema),
      rest: optional(words({ "in order": "inOrder", "still out": "stillOut" }, "What is true of every line that is not named")),
      answer: optional(answerSchema),
      acknowledgement: optional(acknowledgementSchema),
    })
    .meta({ title: "Answers of a walkthrough" });

export type AnswersFile = z.output<ReturnType<typeof answersFileSchema>>;
export type LineAnswer = AnswersFile["lines"][number];
export type GroupAnswer = LineAnswer["damaged"][number];
export type FindingAnswer = GroupAnswer["findings"][number];
export type ExceptionAnswer = NonNullable<AnswersFile["answer"]>["exceptions"][number];
