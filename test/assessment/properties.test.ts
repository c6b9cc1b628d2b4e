/** What holds for any terms, contract and findings. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assess } from "../../src/assessment/assess.ts";
import type { Assessment, Facts } from "../../src/assessment/assessment.ts";
import type { Group } from "../../src/inspection/inspection.ts";
import { sum } from "../../src/kernel/money.ts";
import { anyFacts, anyPlainTerms, factsUnder } from "./any-facts.ts";

const RUNS = { numRuns: 150 };
const everyCharge = (facts: Facts): Facts => ({ ...facts, include: "all" });
const plainFacts = factsUnder(anyPlainTerms).map(everyCharge);
const total = ({ charges }: Assessment): number => sum(charges.map(({ amount }) => amount));

/** The same facts with each line's groups changed. */
const withGroups = (facts: Facts, change: (groups: readonly Group[]) => readonly Group[]): Facts => ({
  ...facts,
  inspection: {
    ...facts.inspection,
    lines: facts.inspection.lines.map((line) => {
      const groups = change(line.groups);
      const damaged = groups.reduce((units, group) => units + group.count, 0);
      return { ...line, groups, damaged, ok: line.ok + line.damaged - damaged };
    }),
  },
});

describe("whatever the facts", () => {
  it("no charge is negative or nothing, and each ends where its trace does", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        for (const { amount, trace } of assess(facts).charges) {
          expect(amount).toBeGreaterThan(0);
          expect(trace.at(-1)?.out).toBe(amount);
        }
      }),
      RUNS,
    );
  });

  it("no rule fails", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        expect(assess(facts).problems.filter(({ code }) => code === "ruleFailed")).toEqual([]);
      }),
      RUNS,
    );
  });

  it("the order of lines, groups and findings changes nothing", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const turned = withGroups(facts, (groups) =>
          groups.map((group) => ({ ...group, findings: [...group.findings].reverse() })).reverse(),
        );
        const lines = [...turned.inspection.lines].reverse();
        expect(assess({ ...turned, inspection: { ...turned.inspection, lines } })).toEqual(assess(facts));
      }),
      RUNS,
    );
  });

  it("what was billed is left out, and nothing else", () => {
    fc.assert(
      fc.property(plainFacts, (facts) => {
        const agreed = assess({ ...facts, include: "agreed" });
        const all = assess(facts);
        const rest = assess({ ...facts, billed: agreed.charges.map(({ source }) => keyOf(source)) });
        expect(total(agreed) + total(rest)).toBe(total(all));
      }),
      RUNS,
    );
  });
});

describe("before waivers and caps", () => {
  it("one more finding never lowers the sum", () => {
    fc.assert(
      fc.property(plainFacts, (facts) => {
        const fewer = withGroups(facts, (groups) => groups.map((group) => ({ ...group, findings: group.findings.slice(0, -1) })));
        fc.pre(assess(facts).problems.length === 0);
        expect(total(assess(facts))).toBeGreaterThanOrEqual(total(assess(fewer)));
      }),
      RUNS,
    );
  });

  it("splitting a group in two changes no total", () => {
    fc.assert(
      fc.property(plainFacts, (facts) => {
        const split = withGroups(facts, (groups) =>
          groups.flatMap((group) =>
            group.count < 2
              ? [group]
              : [
                  { ...group, count: 1 },
                  {
                    id: `${group.id}0`,
                    count: group.count - 1,
                    findings: group.findings.map((finding) => ({ ...finding, id: `${finding.id}0` })),
                  },
                ],
          ),
        );
        expect(total(assess(split))).toBe(total(assess(facts)));
      }),
      RUNS,
    );
  });

  it("a unit's damage never costs more than its value where the terms say so", () => {
    fc.assert(
      fc.property(plainFacts, (facts) => {
        const damaged = facts.terms.damaged.map((rule) => ({ ...rule, neverAboveValue: true }));
        const value = [
          {
            id: "value",
            clause: "1",
            match: { types: [], severities: [], categories: [], products: [], parts: [], sizeMm: null },
            price: { kind: "currentValue" as const },
            per: "unit" as const,
            neverAboveValue: true,
          },
        ];
        const held = assess({ ...facts, terms: { ...facts.terms, damaged } });
        const worth = assess({ ...facts, terms: { ...facts.terms, damaged: value, wear: [] } });
        for (const charge of held.charges.filter(({ kind }) => kind === "repair" || kind === "diminution")) {
          const same = held.charges.filter((other) => keyOf(other.source) === keyOf(charge.source) && other.kind !== "lossOfUse");
          const most = worth.charges.find((other) => keyOf(other.source) === keyOf(charge.source) && other.kind === "diminution");
          expect(sum(same.map(({ amount }) => amount))).toBeLessThanOrEqual(most?.amount ?? 0);
        }
      }),
      RUNS,
    );
  });
});

const keyOf = (source: { position: number | null; subject: string; group: string | null; first: number; count: number }): string =>
  `${source.position ?? ""}/${source.subject}/${source.group ?? ""}/${source.first}+${source.count}`;
