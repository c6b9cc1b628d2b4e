/** What holds when disputes are settled, whatever the terms, the contract and the findings. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { assess } from "../../src/assessment/assess.ts";
import { type Assessment, type Facts, sourceKey } from "../../src/assessment/assessment.ts";
import type { SettledDispute } from "../../src/inspection/inspection.ts";
import { instant } from "../../src/kernel/dates.ts";
import { runs } from "../support/property-runs.ts";
import { anyFacts, anyPlainTerms, factsUnder } from "./any-facts.ts";

const AT = instant("2026-05-25T09:00:00Z");
const RUNS = runs(60);

const answered = (facts: Facts, all: "agrees" | "disputes", settled: readonly SettledDispute[] = []): Facts => ({
  ...facts,
  include: "agreed",
  inspection: { ...facts.inspection, settled, answer: { all, words: null, exceptions: [] } },
});

const disputedIn = ({ notCharged }: Assessment): string[] => [
  ...new Set(notCharged.filter(({ reason }) => reason === "disputed").map(({ source }) => sourceKey(source))),
];

const word = (outcome: SettledDispute["outcome"], sources: readonly string[]): SettledDispute => ({
  outcome,
  sources,
  reason: "Selvitetty.",
  by: "Mira Salo",
  at: AT,
});

const total = ({ charges }: Assessment): number => charges.reduce((sum, { amount }) => sum + amount, 0);

test("all of it agreed after all comes to what it is when nobody disputes it", () => {
  fc.assert(
    fc.property(factsUnder(anyPlainTerms), (facts) => {
      const sources = disputedIn(assess(answered(facts, "disputes")));
      const settled = assess(answered(facts, "disputes", [word("agreed", sources)]));
      expect([total(settled), disputedIn(settled)]).toEqual([total(assess(answered(facts, "agrees"))), []]);
      expect(settled.charges.filter(({ disputed }) => disputed)).toEqual([]);
    }),
    RUNS,
  );
});

test("what is agreed after all stands as if it had been agreed at once, under any limit and with any extra", () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const asSaid = (settled: readonly SettledDispute[]): Facts => ({
        ...facts,
        include: "agreed",
        inspection: { ...facts.inspection, settled },
      });
      const settled = assess(asSaid([word("agreed", disputedIn(assess(asSaid([]))))]));
      const atOnce = assess(answered(facts, "agrees"));
      expect([total(settled), settled.used, disputedIn(settled)]).toEqual([total(atOnce), atOnce.used, []]);
    }),
    RUNS,
  );
});

test("all of it let go adds nothing to what is agreed, and nothing waits", () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const agreed = assess(answered(facts, "disputes"));
      const sources = disputedIn(agreed);
      const settled = assess(answered(facts, "disputes", [word("dropped", sources)]));
      expect([settled.charges, disputedIn(settled)]).toEqual([agreed.charges, []]);
      const dropped = settled.notCharged.filter(({ reason }) => reason === "dropped").map(({ source }) => sourceKey(source));
      expect([...new Set(dropped)].sort()).toEqual([...sources].sort());
    }),
    RUNS,
  );
});

test("the last word on the same units stands", () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const sources = disputedIn(assess(answered(facts, "disputes")));
      const only = assess(answered(facts, "disputes", [word("agreed", sources)]));
      expect(assess(answered(facts, "disputes", [word("dropped", sources), word("agreed", sources)]))).toEqual(only);
    }),
    RUNS,
  );
});

test("part by part, every unit is agreed, let go or still disputed, once", () => {
  fc.assert(
    fc.property(anyFacts, fc.array(fc.tuple(fc.nat(20), fc.nat(5), fc.boolean()), { maxLength: 6 }), (facts, steps) => {
      const first = assess(answered(facts, "disputes"));
      const settled: SettledDispute[] = [];
      for (const [which, units, agrees] of steps) {
        const open = disputedIn(assess(answered(facts, "disputes", settled)));
        const key = open[which % Math.max(1, open.length)];
        const match = key === undefined ? null : /^(.*\/)(\d+)\+(\d+)$/u.exec(key);
        if (!match) break;
        settled.push(word(agrees ? "agreed" : "dropped", [`${match[1]}${match[2]}+${Math.min(units + 1, Number(match[3]))}`]));
      }
      const now = assess(answered(facts, "disputes", settled));
      const unitsIn = (keys: readonly string[]) => keys.reduce((sum, key) => sum + Number(key.split("+").at(-1)), 0);
      const words = [...new Set(settled.flatMap(({ sources }) => sources))];
      expect(unitsIn(disputedIn(now)) + unitsIn(words)).toBe(unitsIn(disputedIn(first)));
    }),
    RUNS,
  );
});
