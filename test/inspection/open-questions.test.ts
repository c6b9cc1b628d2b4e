import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { WalkEvent } from "../../src/inspection/entries.ts";
import { type LineProgress, readWalk } from "../../src/inspection/fold.ts";
import {
  asksForTally,
  lineQuestion,
  nextQuestion,
  openLines,
  openQuestions,
  type Question,
  uncountedLines,
} from "../../src/inspection/open-questions.ts";
import { buildContract, buildLine } from "../support/build-contract.ts";
import { buildFinding, buildInspection, buildLineFacts, CAME_BACK } from "../support/build-inspection.ts";
import { buildCounts, buildHeader, buildSetting, buildWalk, entriesOf } from "./build-walk.ts";

const contract = buildContract({
  lines: [buildLine(), buildLine({ product: "cup", quantity: 120, countLimit: 50 }), buildLine({ product: "urn", quantity: 2 })],
});
const at = (events: readonly WalkEvent[]) => buildWalk({ contract, events });
const allOk = (position: number, ok: number): WalkEvent => ({ type: "counted", position, counts: buildCounts({ ok }) });
const lines: readonly WalkEvent[] = [
  { type: "restInOrder", positions: [1, 2, 3] },
  { type: "tallied", position: 2, counted: 120 },
];
const answered: WalkEvent = { type: "answered", answer: { all: "agrees", words: null, exceptions: [] }, open: false };
const acknowledged: WalkEvent = { type: "acknowledged", acknowledgement: { kind: "declined", at: CAME_BACK } };

describe("the next question", () => {
  test("a walk is asked line by line, then the customer, then the acknowledgement", () => {
    const asked: Question[] = [];
    const events: WalkEvent[] = [];
    for (const event of [
      allOk(1, 60),
      allOk(2, 120),
      { type: "tallied", position: 2, counted: 120 } as const,
      allOk(3, 2),
      answered,
      acknowledged,
    ]) {
      asked.push(nextQuestion(at(events)));
      events.push(event);
    }
    expect([...asked, nextQuestion(at(events))]).toEqual([
      { kind: "counts", position: 1, out: 60, missingBefore: 0 },
      { kind: "counts", position: 2, out: 120, missingBefore: 0 },
      { kind: "tally", position: 2, cameBack: 120 },
      { kind: "counts", position: 3, out: 2, missingBefore: 0 },
      { kind: "answer", exceptions: false },
      { kind: "acknowledgement" },
      { kind: "finish" },
    ]);
  });

  test("damaged units are put into groups, each group gets a finding, each finding its details", () => {
    const damaged: WalkEvent = { type: "counted", position: 1, counts: buildCounts({ ok: 57, damaged: 3 }) };
    const grouped: WalkEvent = { type: "grouped", position: 1, groups: [{ id: "G1", count: 1 }] };
    const regrouped: WalkEvent = {
      type: "grouped",
      position: 1,
      groups: [
        { id: "G1", count: 1 },
        { id: "G2", count: 2 },
      ],
    };
    const found = (id: string, group: string, ...open: ("severity" | "note")[]): WalkEvent => ({
      type: "found",
      position: 1,
      group,
      finding: buildFinding({ id }),
      open,
    });
    const bare = { id: "G1", count: 1, findings: [] };
    const known = { ...bare, findings: [buildFinding({ id: "F1" })] };
    const question = (...events: WalkEvent[]) => lineQuestion(at([damaged, ...events]), 1);
    expect(question()).toEqual({ kind: "groups", position: 1, damaged: 3, grouped: 0 });
    expect(question(grouped)).toEqual({ kind: "groups", position: 1, damaged: 3, grouped: 1 });
    expect(question(regrouped)).toEqual({ kind: "finding", position: 1, group: bare });
    expect(question(regrouped, found("F1", "G1", "severity", "note"))).toEqual({
      kind: "detail",
      position: 1,
      group: known,
      finding: "F1",
      detail: "severity",
    });
    expect(question(regrouped, found("F1", "G1", "note"))).toEqual({
      kind: "detail",
      position: 1,
      group: known,
      finding: "F1",
      detail: "note",
    });
    expect(question(regrouped, found("F1", "G1"))).toEqual({ kind: "finding", position: 1, group: { id: "G2", count: 2, findings: [] } });
    expect(question(regrouped, found("F1", "G1"), found("F2", "G2"))).toBeNull();
  });

  test("exceptions are asked for until they are done", () => {
    expect(nextQuestion(at([...lines, { ...answered, open: true } as WalkEvent]))).toEqual({ kind: "answer", exceptions: true });
  });

  test("at a hand-over nobody is asked to agree", () => {
    const walk = buildWalk({ contract, events: lines, header: { kind: "handover", load: 0 } });
    expect([nextQuestion(walk), openQuestions(walk)]).toEqual([{ kind: "finish" }, []]);
  });
});

describe("the counted number", () => {
  const limited = (ok: number, stillOut: number) => at([{ type: "counted", position: 2, counts: buildCounts({ ok, stillOut }) }]);
  const asks = (ok: number, stillOut: number) => asksForTally(limited(ok, stillOut), buildLineFacts({ position: 2, ok, stillOut }));

  test("is asked for where more than the limit came back", () => {
    expect([asks(51, 69), asks(50, 70), asks(0, 120)]).toEqual([true, false, false]);
    expect(asksForTally(at([]), buildLineFacts({ position: 1 }))).toBe(false);
    expect(asksForTally(at([]), buildLineFacts({ position: 9 }))).toBe(false);
  });

  test("is asked for again when the counts change, unless it was not counted", () => {
    const fewer = { type: "counted", position: 2, counts: buildCounts({ ok: 118, missing: 2 }) } as const;
    expect(lineQuestion(at([...lines, fewer]), 2)).toEqual({ kind: "tally", position: 2, cameBack: 118 });
    expect(lineQuestion(at([...lines, { type: "tallied", position: 2, counted: null }, fewer]), 2)).toBeNull();
  });
});

describe("the order of lines", () => {
  test("skipped lines come last, until they are answered", () => {
    const skipped = at([{ type: "skipped", position: 1 }, allOk(2, 120)]);
    expect([openLines(skipped), uncountedLines(skipped)]).toEqual([
      [2, 3, 1],
      [1, 3],
    ]);
    expect(openLines(at([{ type: "skipped", position: 1 }, allOk(1, 60)]))).toEqual([2, 3]);
  });

  test("lines that are all back are asked only where something may have turned up", () => {
    const first = buildInspection({
      lines: [
        buildLineFacts({ missing: 2 }),
        buildLineFacts({ position: 2, out: 120 }),
        buildLineFacts({ position: 3, out: 2, ok: 0, stillOut: 2 }),
      ],
    });
    const walk = readWalk(buildHeader({ load: 2 }), entriesOf([]), buildSetting({ contract, earlier: [first] }));
    expect(openQuestions(walk)).toEqual([
      { kind: "counts", position: 1, out: 0, missingBefore: 2 },
      { kind: "counts", position: 3, out: 2, missingBefore: 0 },
      { kind: "answer", exceptions: false },
    ]);
    expect(lineQuestion(walk, 2)).toBeNull();
    expect(lineQuestion(walk, 9)).toEqual({ kind: "counts", position: 9, out: 0, missingBefore: 0 });
  });

  test("any order of answers leaves the same questions open", () => {
    const events: readonly WalkEvent[] = [
      allOk(1, 60),
      { type: "skipped", position: 3 },
      allOk(2, 120),
      { type: "tallied", position: 2, counted: null },
      answered,
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray([...events], { minLength: events.length }), (shuffled) => {
        expect(openQuestions(at(shuffled))).toEqual(openQuestions(at(events)));
      }),
    );
  });

  test("a finished walk and one that waits know their progress", () => {
    const progress = (events: readonly WalkEvent[]): readonly LineProgress[] => [...at(events).progress.values()];
    expect(progress([{ type: "skipped", position: 1 }, ...lines.slice(1)])).toEqual([
      { counted: false, tallied: false, skipped: true },
      { counted: false, tallied: false, skipped: false },
      { counted: false, tallied: false, skipped: false },
    ]);
    expect(progress(lines)[1]).toEqual({ counted: true, tallied: true, skipped: false });
  });
});
