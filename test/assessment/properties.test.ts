/** What holds for any terms, contract and findings. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assess } from "../../src/assessment/assess.ts";
import type { Assessment, Facts } from "../../src/assessment/assessment.ts";
import type { Terms } from "../../src/contract/terms.ts";
import type { Group } from "../../src/inspection/inspection.ts";
import { plusMinutes } from "../../src/kernel/dates.ts";
import { sum } from "../../src/kernel/money.ts";
import { buildLineFacts } from "../support/build-inspection.ts";
import { runs } from "../support/property-runs.ts";
import { anyFacts, anyPlainTerms, factsUnder } from "./any-facts.ts";
import { anyHistory } from "./any-history.ts";

const RUNS = runs(60);
const everyCharge = (facts: Facts): Facts => ({ ...facts, include: "all" });
/** With a past or without one. */
const anyAtAll = fc.oneof(anyFacts, anyHistory);
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
      fc.property(anyAtAll, (facts) => {
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
      fc.property(anyAtAll, (facts) => {
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

/** Everything of a line is in order but for so many missing ones, which cost at most what they are worth. */
const missingOnly = (facts: Facts, missing: number, terms: Partial<Terms> = {}): Facts => ({
  ...facts,
  terms: {
    ...facts.terms,
    missing: facts.terms.missing.map((rule) => ({ ...rule, neverAboveValue: true, waitingDays: 0 })),
    ...terms,
  },
  inspection: {
    ...facts.inspection,
    lines: facts.inspection.lines.map(({ position }) => ({ ...buildLineFacts({ out: 20, missing }), position })),
  },
});

const ofUnit = (assessment: Assessment, position: number, kind: "lost" | "late", first = 0): number =>
  assessment.charges.find(
    ({ source, ...charge }) => source.position === position && charge.kind === kind && (kind === "lost" || source.first >= first),
  )?.unitAmount ?? 0;

describe("a missing unit", () => {
  it("costs at most its value and what lateness had reached when it was declared missing", () => {
    fc.assert(
      fc.property(plainFacts, fc.integer({ min: 1, max: 19 }), (facts, missing) => {
        const late = facts.terms.late.map((rule) => ({ ...rule, cap: rule.cap?.kind === "currentValue" ? null : rule.cap }));
        const worth = facts.terms.missing.map((rule) => ({
          ...rule,
          price: { kind: "currentValue" as const },
          neverAboveValue: false,
          waitingDays: 0,
        }));
        const declared = assess(missingOnly(facts, missing, { late }));
        const valued = assess(missingOnly(facts, missing, { late, missing: worth }));
        const back = assess(missingOnly(facts, 0, { late }));
        for (const { position } of facts.inspection.lines) {
          const limit = ofUnit(valued, position, "lost") + ofUnit(back, position, "late");
          expect(ofUnit(declared, position, "lost") + ofUnit(declared, position, "late", 20 - missing)).toBeLessThanOrEqual(limit);
        }
      }),
      RUNS,
    );
  });

  it("that is found later is not late once more", () => {
    fc.assert(
      fc.property(plainFacts, fc.integer({ min: 1, max: 19 }), (facts, missing) => {
        const first = missingOnly(facts, missing).inspection;
        const lines = first.lines.map(({ position }) => ({ ...buildLineFacts({ out: missing, ok: missing, found: missing }), position }));
        const cameBackAt = plusMinutes(first.cameBackAt, 10 * 24 * 60);
        const second = { ...first, id: "R-2", load: 2, cameBackAt, lines };
        expect(assess({ ...missingOnly(facts, missing), inspection: second, earlierLoads: [first] }).charges).toEqual([]);
      }),
      RUNS,
    );
  });
});

const keyOf = (source: { position: number | null; subject: string; group: string | null; first: number; count: number }): string =>
  `${source.position ?? ""}/${source.subject}/${source.group ?? ""}/${source.first}+${source.count}`;
