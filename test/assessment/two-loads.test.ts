/** A return that comes back in two loads costs what it costs in one, sums are what is printed, and what is shared out adds up. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { assess } from "../../src/assessment/assess.ts";
import type { Assessment, Facts, TraceStep } from "../../src/assessment/assessment.ts";
import { addUse, NOTHING_USED } from "../../src/assessment/earlier-use.ts";
import type { Terms } from "../../src/contract/terms.ts";
import type { LineFacts } from "../../src/inspection/inspection.ts";
import { multiply, sum } from "../../src/kernel/money.ts";
import { buildCap, buildDirty, buildWaiver } from "../support/build-terms.ts";
import { runs } from "../support/property-runs.ts";
import { anyAmount, anyFacts, anyPlainTerms, factsUnder } from "./any-facts.ts";

const RUNS = runs(60);
const total = ({ charges }: Assessment): number => sum(charges.map(({ amount }) => amount));

/** Every other group, unit in order, missing and dirty one comes back with the second load. */
function halves(line: LineFacts): [LineFacts, LineFacts] {
  const part = (load: 0 | 1): LineFacts => {
    const groups = line.groups.filter((_, index) => index % 2 === load);
    const half = (count: number): number => (load === 0 ? Math.ceil(count / 2) : Math.floor(count / 2));
    const damaged = groups.reduce((units, { count }) => units + count, 0);
    const missingParts = load === 0 ? line.missingParts : {};
    return { ...line, groups, damaged, ok: half(line.ok), missing: half(line.missing), dirty: half(line.dirty), missingParts };
  };
  return [part(0), part(1)];
}

function inTwoLoads(facts: Facts): number {
  const split = facts.inspection.lines.map(halves);
  const load = (index: 0 | 1): Facts["inspection"] => ({
    ...facts.inspection,
    id: `R-${index + 1}`,
    load: index + 1,
    lines: split.map((pair) => pair[index]),
  });
  const [one, two] = [load(0), load(1)];
  const first = assess({ ...facts, inspection: one, laterLoads: [two] });
  const earlier = addUse(NOTHING_USED, first.used);
  return total(first) + total(assess({ ...facts, inspection: two, earlierLoads: [one], earlier }));
}

const inOneMode = (facts: Facts): Facts => {
  const { value } = facts.terms;
  return { ...facts, include: "all", terms: { ...facts.terms, value: value && { ...value, claims: facts.contract.prices } } };
};
const limited: fc.Arbitrary<Terms> = fc
  .record({ terms: anyPlainTerms, deductible: anyAmount, cap: anyAmount, minimum: anyAmount })
  .map(({ terms, deductible, cap, minimum }) => ({
    ...terms,
    waivers: [buildWaiver({ id: "chosen", per: "contract", pays: { kind: "sum", amount: deductible } })],
    caps: [buildCap({ amount: cap })],
    dirty: [buildDirty({ minimum })],
  }));

it("two loads cost what one does", () => {
  fc.assert(
    fc.property(factsUnder(anyPlainTerms), (facts) => {
      const all: Facts = { ...facts, include: "all" };
      expect(inTwoLoads(all)).toBe(total(assess(all)));
    }),
    RUNS,
  );
});

it("two loads share one deductible, one cap and one minimum fee", () => {
  fc.assert(
    fc.property(factsUnder(limited), (facts) => {
      const all = inOneMode(facts);
      expect(inTwoLoads(all)).toBe(total(assess(all)));
    }),
    RUNS,
  );
});

it("a charge of several units is its printed unit price times their number", () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      for (const { trace, source } of assess(facts).charges) {
        const times = trace.find(({ sentence }) => sentence === "times");
        if (times) expect(times.out).toBe(multiply(figure(times, "one"), source.count));
      }
    }),
    RUNS,
  );
});

it("what a waiver or cap of the contract leaves is shared out to the cent", () => {
  fc.assert(
    fc.property(factsUnder(limited), (facts) => {
      const { charges, notCharged } = assess(inOneMode(facts));
      for (const [sentence, whole] of [
        ["waiver.contract.sum.shared", "paid"],
        ["cap.contract.shared", "left"],
      ] as const) {
        const steps = [...charges, ...notCharged].flatMap(({ trace }) => trace.filter((step) => step.sentence === sentence));
        const [first] = steps;
        if (first) expect(sum(steps.map(({ out }) => out))).toBe(figure(first, whole));
      }
    }),
    RUNS,
  );
});

function figure({ values }: TraceStep, name: string) {
  const value = values[name];
  if (!value || !("cents" in value)) throw new RangeError(`no ${name}`);
  return value.cents;
}
