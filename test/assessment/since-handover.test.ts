/** What is told as new, or as noted at the hand-over, is what the assessment charges and subtracts. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assess } from "../../src/assessment/assess.ts";
import type { Facts } from "../../src/assessment/assessment.ts";
import { sinceHandover } from "../../src/assessment/since-handover.ts";
import type { Finding, Group, Inspection } from "../../src/inspection/inspection.ts";
import { buildContract } from "../support/build-contract.ts";
import { buildFinding, buildGroup, buildInspection, buildLineFacts } from "../support/build-inspection.ts";
import { buildTerms } from "../support/build-terms.ts";
import { anyPlainTerms, factsUnder } from "./any-facts.ts";

const group = (id: string, count: number, ...findings: readonly Partial<Finding>[]): Group =>
  buildGroup({ id, count, findings: findings.map((finding, index) => buildFinding({ id: `${id}F${index}`, ...finding })) });
const load = (differs: Partial<Inspection>, groups: readonly Group[]): Inspection =>
  buildInspection({ ...differs, lines: [buildLineFacts({ groups })] });
const handedOver = (...groups: readonly Group[]): Inspection => load({ id: "R-0", kind: "handover", load: 0 }, groups);

const told = (earlier: readonly Inspection[], ...groups: readonly Group[]) => {
  const facts = {
    contract: buildContract(),
    terms: buildTerms(),
    inspection: load({}, groups),
    earlier,
    calendar: { holidays: new Set<never>() },
  };
  const since = sinceHandover(facts);
  return since && Object.fromEntries(since);
};

describe("a finding against the hand-over's record", () => {
  it("is new, was noted then, or is both on different units", () => {
    expect(told([handedOver(group("G1", 1, {}))], group("G1", 3, {}), group("G2", 2, { type: "torn" }))).toEqual({
      G1F0: { before: 1, grown: 0, fresh: 2 },
      G2F0: { before: 0, grown: 0, fresh: 2 },
    });
  });

  it("may have grown", () => {
    expect(told([handedOver(group("G1", 2, { marks: 1 }))], group("G1", 2, { marks: 3 }))).toEqual({
      G1F0: { before: 0, grown: 2, fresh: 0 },
    });
    expect(told([handedOver(group("G1", 2, { severity: "minor" }))], group("G1", 2, { severity: "severe" }))).toEqual({
      G1F0: { before: 0, grown: 0, fresh: 2 },
    });
  });

  it("is not met twice over several loads", () => {
    const first = load({ id: "R-1" }, [group("G1", 2, {})]);
    expect(told([handedOver(group("G1", 3, {})), first], group("G1", 2, {}))).toEqual({ G1F0: { before: 1, grown: 0, fresh: 1 } });
  });

  it("of ours takes only what nothing else takes", () => {
    const known = handedOver(group("G1", 2, {}));
    expect(told([known], group("G1", 1, { cause: "ours" }), group("G2", 2, {}))).toEqual({
      G1F0: { before: 0, grown: 0, fresh: 1 },
      G2F0: { before: 2, grown: 0, fresh: 0 },
    });
    expect(told([known], group("G1", 1, { cause: "ours" }))).toEqual({ G1F0: { before: 1, grown: 0, fresh: 0 } });
  });

  it("cannot be told from where the hand-over was not recorded", () => {
    expect(told([], group("G1", 1, {}))).toBeNull();
  });
});

/** Units that the assessment subtracts, by finding. */
function subtracted(facts: Facts): Record<string, number> {
  const units: Record<string, number> = {};
  for (const { reason, source } of assess(facts).notCharged)
    if (reason === "baseline" && source.subject === "group") for (const id of source.findings) units[id] = (units[id] ?? 0) + source.count;
  return units;
}

it("what was noted then is what the assessment subtracts, for any walk", () => {
  fc.assert(
    fc.property(factsUnder(anyPlainTerms), (any) => {
      const facts: Facts = { ...any, include: "all" };
      const earlier = [...(facts.baseline === null ? [] : [facts.baseline]), ...facts.earlierLoads];
      const since = sinceHandover({ ...facts, earlier });
      const ours = new Set(
        facts.inspection.lines
          .flatMap((line) => line.groups.flatMap((one) => one.findings))
          .filter(({ cause, late }) => cause === "ours" || cause === "transport" || late !== null)
          .map(({ id }) => id),
      );
      const known = [...(since ?? [])].map(([id, { before, grown }]): [string, number] => [id, before + grown]);
      expect(Object.fromEntries(known.filter(([id, units]) => units > 0 && !ours.has(id)))).toEqual(subtracted(facts));
    }),
    { numRuns: 200 },
  );
});
