/** The letter prints for every charge, and for everything that is not charged, exactly the sentence of its step or reason. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { assess } from "../../src/assessment/assess.ts";
import { renderLetter } from "../../src/document/render-letter.ts";
import { planBilling } from "../../src/invoice/plan-billing.ts";
import { LANGUAGES, type Language } from "../../src/kernel/text.ts";
import { traceSentence } from "../../src/language/trace-sentence.ts";
import { anyFacts } from "../assessment/any-facts.ts";
import { buildBillingFacts } from "../support/build-billing.ts";
import { assetsIn, textOf } from "../support/read-document.ts";

const oneSpace = (text: string): string => text.replace(/[\s\u00A0]+/gu, " ").trim();

/** Facts that lead to a bill of some length. */
const billable = anyFacts.filter((facts) => {
  const { charges, notCharged, problems } = assess(facts);
  return problems.length === 0 && charges.length + notCharged.length > 0;
});

async function unprinted(facts: Parameters<typeof assess>[0], language: Language): Promise<readonly string[]> {
  const { contract, terms, inspection, baseline } = facts;
  const assessment = assess(facts);
  const billing = planBilling(buildBillingFacts({ contract: { ...contract, language }, terms, assessment }));
  const assets = assetsIn(language);
  const letter = await textOf(await renderLetter({ contract: { ...contract, language }, terms, billing, inspection, baseline }, assets));
  const said = [...billing.charges.flatMap(({ trace }) => trace), ...billing.notCharged.flatMap((entry) => [entry, ...entry.trace])];
  return said.map((step) => oneSpace(traceSentence(assets.messages, step, language))).filter((sentence) => !letter.includes(sentence));
}

test.each(LANGUAGES)("random returns, in %s", async (language) => {
  await fc.assert(
    fc.asyncProperty(billable, async (facts) => {
      expect(await unprinted(facts, language)).toEqual([]);
    }),
    { numRuns: 8 },
  );
});
