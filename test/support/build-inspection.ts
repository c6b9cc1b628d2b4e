/** Inspections with good defaults: a return of one line of sixty chairs, all in order, agreed. Each test says only what differs. */
import type { Finding, Group, Inspection, LineFacts } from "../../src/inspection/inspection.ts";
import { instant } from "../../src/kernel/dates.ts";

/** Wed 2026-05-20 at 14:00 in Helsinki. */
export const CAME_BACK = instant("2026-05-20T11:00:00Z");

/** A crack of unknown cause, seen at the return. */
export const buildFinding = (differs: Partial<Finding> = {}): Finding => ({
  id: "F1",
  type: "cracked",
  severity: null,
  marks: 1,
  sizeMm: null,
  part: null,
  incident: null,
  cause: "unknown",
  repair: null,
  note: null,
  photos: [],
  seenBy: "Mira Salo",
  seenAt: CAME_BACK,
  enteredAt: CAME_BACK,
  late: null,
  ...differs,
});

/** One unit with the default finding. */
export const buildGroup = (differs: Partial<Group> = {}): Group => ({ id: "G1", count: 1, findings: [buildFinding()], ...differs });

/**
 * Sixty units out before. What the test does not say follows from what it says: `damaged` is what the groups hold, and what is neither
 * damaged, missing nor still out is in order.
 */
export function buildLineFacts(differs: Partial<LineFacts> & { readonly out?: number } = {}): LineFacts {
  const { out = 60, ...given } = differs;
  const groups = given.groups ?? [];
  const damaged = given.damaged ?? groups.reduce((sum, group) => sum + group.count, 0);
  const { missing = 0, stillOut = 0, found = 0 } = given;
  return {
    position: 1,
    ok: out + found - damaged - missing - stillOut,
    damaged,
    missing,
    stillOut,
    found,
    dirty: 0,
    cleaningHours: null,
    counted: null,
    groups,
    missingParts: {},
    note: null,
    photos: [],
    withoutCharge: false,
    ...given,
  };
}

/** The first load, finished and agreed; for the hand-over say `kind: "handover", load: 0`. */
export const buildInspection = (differs: Partial<Inspection> = {}): Inspection => ({
  id: "R-1",
  contract: "2026-0117",
  kind: "return",
  load: 1,
  cameBackAt: CAME_BACK,
  startedAt: CAME_BACK,
  finishedAt: CAME_BACK,
  by: ["Mira Salo"],
  signedCopy: "verified",
  lines: [buildLineFacts()],
  answer: { all: "agrees", words: null, exceptions: [] },
  acknowledgement: { kind: "name", name: "Aino Mäkelä", at: CAME_BACK },
  settled: [],
  amendments: [],
  ...differs,
});
