/** Every step, reason and problem has its sentence in every language, and the sentences are exact. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assess } from "../../src/assessment/assess.ts";
import type { Assessment } from "../../src/assessment/assessment.ts";
import { LANGUAGES, type Language } from "../../src/kernel/text.ts";
import { type Catalogue, createMessages } from "../../src/language/messages.ts";
import { traceSentence } from "../../src/language/trace-sentence.ts";
import { buildGroup } from "../support/build-inspection.ts";
import { runs } from "../support/property-runs.ts";
import { assessed, STRAIGHT_LINE } from "../worked-examples/example.ts";
import { anyFacts } from "./any-facts.ts";

const catalogue = (language: Language): Catalogue =>
  JSON.parse(readFileSync(new URL(`../../templates/messages/customer/${language}/trace.json`, import.meta.url), "utf8"));
const messages = Object.fromEntries(LANGUAGES.map((language) => [language, createMessages(catalogue(language), `${language}-FI`)]));

function say(assessment: Assessment, language: Language): string[] {
  const texts = messages[language];
  if (!texts) throw new RangeError(language);
  const steps = [...assessment.charges, ...assessment.notCharged].flatMap(({ trace }) => trace);
  return [...steps, ...assessment.notCharged].map((step) => traceSentence(texts, step, language));
}

describe("trace sentences", () => {
  it("have the same keys in every language", () => {
    const [fi, ...others] = LANGUAGES.map((language) => Object.keys(catalogue(language)).sort());
    expect(others).toEqual([fi, fi]);
  });

  it("say whatever an assessment of random facts contains, with every value filled in", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const assessment = assess(facts);
        for (const language of LANGUAGES) {
          for (const sentence of say(assessment, language)) expect(sentence).not.toMatch(/[{}]|undefined|NaN/u);
        }
      }),
      runs(60),
    );
  });

  it("can be repeated with a pocket calculator", () => {
    const assessment = assessed({
      terms: `${STRAIGHT_LINE}damaged: [{ clause: "2", price: current value }]`,
      lines: [{ groups: [buildGroup({ count: 3 })] }],
    });
    expect(LANGUAGES.map((language) => say(assessment, language).map((text) => text.replace(/\u00A0/gu, " ")))).toEqual([
      [
        "Uushankintahinta 89,00 €, käyttöikä 8 vuotta (96 kk), ikä 26 kk: käypä arvo 89,00 € × 70 / 96 = 64,90 €.",
        "Veloitetaan käypä arvo 64,90 €.",
        "3 × 64,90 € = 194,70 €.",
      ],
      [
        "Nyanskaffningspris 89,00 €, livslängd 8 år (96 mån), ålder 26 mån: gängse värde 89,00 € × 70 / 96 = 64,90 €.",
        "Gängse värde 64,90 € debiteras.",
        "3 × 64,90 € = 194,70 €.",
      ],
      [
        "Replacement price €89.00, expected life 8 years (96 months), age 26 months: current value €89.00 × 70 / 96 = €64.90.",
        "The current value €64.90 is charged.",
        "3 × €64.90 = €194.70.",
      ],
    ]);
  });
});
