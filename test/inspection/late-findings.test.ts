/** What was found after the return stands beside what was found at it, and stays late however it is entered anew. */
import { expect, test } from "vitest";
import { checkEvent } from "../../src/inspection/check-event.ts";
import type { WalkEvent } from "../../src/inspection/entries.ts";
import { lateFindings, unnoticed } from "../../src/inspection/late-findings.ts";
import { instant } from "../../src/kernel/dates.ts";
import { buildFinding } from "../support/build-inspection.ts";
import { buildCounts, buildWalk } from "./build-walk.ts";

const SEEN = instant("2026-05-20T13:00:00Z");
const SENT = instant("2026-05-22T13:00:00Z");
const late = (id: string) => buildFinding({ id, type: "scratched", seenAt: SEEN, enteredAt: SEEN, late: { noticeSentAt: null } });

const SETTLED: WalkEvent = { type: "settled", outcome: "dropped", sources: ["1/group/G1/0+2"], reason: "Sovittiin.", decidedBy: "mira" };
const WALKED: readonly WalkEvent[] = [
  { type: "counted", position: 1, counts: buildCounts({ ok: 58, damaged: 2 }) },
  { type: "tallied", position: 1, counted: 60 },
  { type: "grouped", position: 1, groups: [{ id: "G1", count: 2 }] },
  { type: "found", position: 1, group: "G1", finding: buildFinding({ id: "F1" }), open: [] },
  { type: "finished" },
  SETTLED,
  { type: "reopened", reason: "Huomattiin pestessä." },
];
const FOUND: WalkEvent = { type: "foundLate", position: 1, group: { id: "G2", count: 3 }, findings: [late("F2")] };

test("units leave what was in order; counts, groups, tally and settled disputes stay", () => {
  const [line] = buildWalk({ events: [...WALKED, FOUND] }).inspection.lines;
  expect([line?.ok, line?.damaged, line?.counted, line?.groups.map(({ id, count }) => [id, count])]).toEqual([
    55,
    5,
    60,
    [
      ["G1", 2],
      ["G2", 3],
    ],
  ]);
  expect(buildWalk({ events: [...WALKED, FOUND] }).inspection.settled).toHaveLength(1);
});

test("only units in order of an amended return can turn out not to be", () => {
  const codes = (events: readonly WalkEvent[], event: WalkEvent) => checkEvent(buildWalk({ events }), event).map(({ code }) => code);
  expect(codes(WALKED, FOUND)).toEqual([]);
  expect(codes(WALKED, { ...FOUND, group: { id: "G2", count: 59 } })).toEqual(["out-of-range"]);
  expect(codes(WALKED, { ...FOUND, group: { id: "G1", count: 1 } })).toEqual(["group-twice"]);
  expect(codes(WALKED.slice(0, 4), FOUND)).toEqual(["not-late"]);
  expect(codes(WALKED, { ...FOUND, findings: [buildFinding()] })).toEqual(["not-late"]);
});

test("the notice counts from its first sending, and only for what is late", () => {
  const sent = (findings: readonly string[], sentAt = SENT): WalkEvent => ({ type: "noticeSent", findings, sentAt });
  const walk = buildWalk({ events: [...WALKED, FOUND, sent(["F2"]), sent(["F2"], instant("2026-06-22T13:00:00Z"))] });
  expect(lateFindings(walk.inspection).map(({ finding }) => finding.late)).toEqual([{ noticeSentAt: SENT }]);
  expect(unnoticed(walk.inspection)).toEqual([]);
  expect(checkEvent(walk, sent(["F1"])).map(({ code }) => code)).toEqual(["no-late-finding"]);
});

test("entered anew by an ordinary amendment, it is as late as it was", () => {
  const again: readonly WalkEvent[] = [
    { type: "withdrew", position: 1, finding: "F2" },
    { type: "found", position: 1, group: "G2", finding: buildFinding({ id: "F2", type: "scratched" }), open: [] },
  ];
  const [finding] = lateFindings(buildWalk({ events: [...WALKED, FOUND, ...again] }).inspection);
  expect(finding?.finding).toMatchObject({ seenAt: SEEN, enteredAt: SEEN, late: { noticeSentAt: null } });
});
