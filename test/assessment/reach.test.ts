/** What the random facts of the properties come across: a property over facts in which nothing happens would show nothing. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assess } from "../../src/assessment/assess.ts";
import type { Assessment, Facts } from "../../src/assessment/assessment.ts";
import { anyFacts } from "./any-facts.ts";
import { anyHistory } from "./any-history.ts";

const SEED = 20_261_122;
const sample = (facts: fc.Arbitrary<Facts>, numRuns: number): Assessment[] => fc.sample(facts, { numRuns, seed: SEED }).map(assess);
const sentencesOf = ({ charges, notCharged }: Assessment): string[] =>
  [...charges.flatMap(({ trace }) => trace), ...notCharged.flatMap((entry) => [entry, ...entry.trace])].map(({ sentence }) => sentence);

const known = Object.keys(
  JSON.parse(readFileSync(new URL("../../templates/messages/customer/en/trace.json", import.meta.url), "utf8")) as Record<string, string>,
).map((key) => key.replace(/^trace\./u, ""));

/** Of a bill and its corrections, and of the rent that our own faults reduce: not of an assessment. */
const isElsewhere = (sentence: string): boolean => sentence === "billedBefore" || sentence.startsWith("ourFault.");

describe("the random facts", () => {
  const plain = sample(anyFacts, 800);
  const all = [...plain, ...sample(anyHistory, 2_600)];
  const met = new Set(all.flatMap(sentencesOf));

  it("come across every step and every reason that the letters have a sentence for", () => {
    expect(known.filter((sentence) => !met.has(sentence) && !isElsewhere(sentence))).toEqual([]);
  });

  it("say nothing that the letters have no sentence for", () => {
    expect([...met].filter((sentence) => !known.includes(sentence))).toEqual([]);
  });

  it("come across every kind of charge and of problem", () => {
    expect([...new Set(all.flatMap(({ charges }) => charges.map(({ kind }) => kind)))].sort()).toEqual([
      "cleaning",
      "consumables",
      "delivery",
      "diminution",
      "handling",
      "labour",
      "late",
      "lossOfUse",
      "lost",
      "repair",
    ]);
    expect([...new Set(all.flatMap(({ problems }) => problems.map(({ code }) => code)))].sort()).toEqual([
      "noBaseline",
      "noRepairEstimate",
      "unpriced",
    ]);
  });

  it("charge often, and often meet a limit", () => {
    const share = (holds: (assessment: Assessment) => boolean): number => plain.filter(holds).length / plain.length;
    const steps = (assessment: Assessment, ...numbers: readonly number[]): boolean =>
      [...assessment.charges, ...assessment.notCharged].some(({ trace }) => trace.some(({ step }) => numbers.includes(step)));
    expect(share(({ charges }) => charges.length > 0)).toBeGreaterThan(0.6);
    // Waivers at steps 4, 7 and 9, caps at 5, 8 and 10.
    expect(share((one) => steps(one, 4, 9))).toBeGreaterThan(0.2);
    expect(share((one) => steps(one, 5, 8, 10))).toBeGreaterThan(0.1);
    expect(share(({ problems }) => problems.length > 0)).toBeLessThan(0.2);
  });
});
