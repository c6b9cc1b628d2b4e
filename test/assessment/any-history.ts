/** Random facts with a past: what the hand-over showed, a load before this one, notices, what was settled, found or noted since. */
import fc from "fast-check";
import { assess } from "../../src/assessment/assess.ts";
import { type Facts, sourceKey } from "../../src/assessment/assessment.ts";
import type { Terms } from "../../src/contract/terms.ts";
import type { Finding, Inspection, LineFacts } from "../../src/inspection/inspection.ts";
import { day, plusMinutes } from "../../src/kernel/dates.ts";
import { buildCustomer } from "../support/build-contract.ts";
import { buildInspection, buildLineFacts } from "../support/build-inspection.ts";
import { anyFacts } from "./any-facts.ts";

const DAY_MINUTES = 24 * 60;

const anyPast = fc.record({
  /** Which of the return's groups the hand-over's record shows too, by number. */
  known: fc.array(fc.nat({ max: 2 }), { maxLength: 2 }),
  knownMarks: fc.integer({ min: 1, max: 3 }),
  dirtyBefore: fc.integer({ min: 0, max: 3 }),
  lidsBefore: fc.integer({ min: 0, max: 2 }),
  hasRecord: fc.boolean(),
  loadBefore: fc.constantFrom(true, true, false),
  /** Days after the return on which the last finding's notice was sent; null: not yet; undefined: it was seen at the return. */
  notice: fc.constantFrom<number | null | undefined>(undefined, undefined, null, 1, 30),
  notify: fc.option(fc.record({ days: fc.integer({ min: 1, max: 9 }), businessDays: fc.boolean(), consumers: fc.boolean() })),
  consumer: fc.boolean(),
  released: fc.boolean(),
  foundAfter: fc.integer({ min: 0, max: 3 }),
  withoutCharge: fc.boolean(),
  /** Rules for damage that the terms leave out. */
  unpriced: fc.boolean(),
  cleaningIsFree: fc.boolean(),
  settled: fc.constantFrom("agreed" as const, "dropped" as const, null),
  closedOnDueDay: fc.boolean(),
});
type Past = typeof anyPast extends fc.Arbitrary<infer T> ? T : never;

const termsOf = (terms: Terms, { notify, unpriced, cleaningIsFree }: Past): Terms => ({
  ...terms,
  notify: notify && { id: "notify", clause: "9.1", ...notify },
  damaged: unpriced ? terms.damaged.slice(2) : terms.damaged,
  dirty: cleaningIsFree ? [] : terms.dirty,
});

function seenLate(findings: readonly Finding[], { cameBackAt }: Inspection, notice: Past["notice"]): Finding[] {
  return findings.map((finding, index) =>
    notice === undefined || index < findings.length - 1
      ? finding
      : {
          ...finding,
          seenAt: plusMinutes(cameBackAt, 60),
          late: { noticeSentAt: notice === null ? null : plusMinutes(cameBackAt, notice * DAY_MINUTES) },
        },
  );
}

function handOverOf(lines: readonly LineFacts[], { known, knownMarks, dirtyBefore, lidsBefore }: Past): Inspection {
  return buildInspection({
    id: "R-0",
    kind: "handover",
    load: 0,
    lines: lines.map((line) => ({
      ...buildLineFacts({ out: 20, dirty: dirtyBefore, missingParts: lidsBefore === 0 ? {} : { lid: lidsBefore } }),
      position: line.position,
      groups: line.groups
        .filter((_, index) => known.includes(index))
        .map((group) => ({ ...group, count: 1, findings: group.findings.map((finding) => ({ ...finding, marks: knownMarks })) })),
    })),
  });
}

function foundLater({ inspection }: Facts, found: number): Inspection[] {
  if (found === 0) return [];
  const lines = inspection.lines.map(({ position }) => ({ ...buildLineFacts({ out: 0, found }), position }));
  return [buildInspection({ id: "R-9", load: 9, cameBackAt: plusMinutes(inspection.cameBackAt, 2 * DAY_MINUTES), lines })];
}

/** What the customer sees differently, as it was settled since. */
function settledIn(facts: Facts, outcome: Past["settled"]): Inspection["settled"] {
  if (outcome === null) return [];
  const sources = assess(facts).charges.map(({ source }) => sourceKey(source));
  return [{ outcome, sources: sources.slice(0, 2), reason: "Sovittiin.", by: "Mira Salo", at: facts.inspection.cameBackAt }];
}

function withPast(facts: Facts, before: Facts, past: Past): Facts {
  const terms = termsOf(facts.terms, past);
  const inspection = {
    ...facts.inspection,
    lines: facts.inspection.lines.map((line) => ({
      ...line,
      withoutCharge: past.withoutCharge,
      groups: line.groups.map((group) => ({ ...group, findings: seenLate(group.findings, facts.inspection, past.notice) })),
    })),
  };
  const whole: Facts = {
    ...facts,
    terms,
    contract: { ...facts.contract, customer: buildCustomer({ kind: past.consumer ? "consumer" : "business" }) },
    inspection,
    baseline: past.hasRecord ? handOverOf(inspection.lines, past) : null,
    laterLoads: foundLater(facts, past.foundAfter),
    releases: past.released ? [{ inspection: inspection.id, reason: "Kuvat.", by: "mira", at: inspection.cameBackAt }] : [],
    calendar: { holidays: new Set(past.closedOnDueDay ? [day("2026-05-20"), day("2026-05-21")] : []) },
  };
  if (!past.loadBefore) return { ...whole, inspection: { ...inspection, settled: settledIn(whole, past.settled) } };
  const positions = new Set(inspection.lines.map(({ position }) => position));
  const first = {
    ...before.inspection,
    id: "R-7",
    load: 1,
    lines: before.inspection.lines.filter(({ position }) => positions.has(position)),
  };
  const used = assess({ ...whole, inspection: first, include: "all", laterLoads: [] }).used;
  return { ...whole, inspection: { ...inspection, id: "R-8", load: 2 }, earlierLoads: [first], earlier: used };
}

export const anyHistory: fc.Arbitrary<Facts> = fc
  .tuple(anyFacts, anyFacts, anyPast)
  .map(([facts, before, past]) => withPast(facts, before, past));
