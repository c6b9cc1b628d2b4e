import { describe, expect, test } from "vitest";
import { checkEvent, checkFinding } from "../../src/inspection/check-event.ts";
import type { FindingDetail, WalkEvent } from "../../src/inspection/entries.ts";
import type { AnswerException, Finding } from "../../src/inspection/inspection.ts";
import { instant } from "../../src/kernel/dates.ts";
import { cents } from "../../src/kernel/money.ts";
import { LONGEST_TEXT } from "../../src/kernel/text.ts";
import { buildContract, buildLine } from "../support/build-contract.ts";
import { buildFinding, buildGroup, buildInspection, buildLineFacts, CAME_BACK } from "../support/build-inspection.ts";
import { buildCounts, buildWalk } from "./build-walk.ts";

const contract = buildContract({
  lines: [buildLine({ parts: [{ name: "seat", price: null }] }), buildLine({ product: "cup", quantity: 120 })],
});
const damaged: readonly WalkEvent[] = [
  { type: "counted", position: 1, counts: buildCounts({ ok: 55, damaged: 3, missing: 2, dirty: 4, missingParts: { seat: 2 } }) },
  { type: "grouped", position: 1, groups: [{ id: "G1", count: 3 }] },
  { type: "found", position: 1, group: "G1", finding: buildFinding(), open: [] },
];
const standing = buildWalk({ contract, events: damaged });
const wrong = (event: WalkEvent, walk = standing) => checkEvent(walk, event).map(({ code, path }) => [code, path]);
const TOO_LONG = "x".repeat(LONGEST_TEXT + 1);

const found = (finding: Partial<Finding>, differs: Partial<Extract<WalkEvent, { type: "found" }>> = {}): WalkEvent => ({
  type: "found",
  position: 1,
  group: "G1",
  finding: buildFinding(finding),
  open: [],
  ...differs,
});
const grouped = (...counts: number[]): WalkEvent => ({
  type: "grouped",
  position: 1,
  groups: counts.map((count, index) => ({ id: `G${index + 1}`, count })),
});
const answered = (exception: Partial<AnswerException>, words: string | null = null): WalkEvent => ({
  type: "answered",
  answer: {
    all: "agrees",
    words,
    exceptions: [{ position: 1, group: "G1", subject: "group", count: null, stance: "disputes", words: null, ...exception }],
  },
  open: false,
});
const photo = (name: string) => ({ sha256: "a", name, takenAt: null });
const named = (name: string): WalkEvent => ({ type: "acknowledged", acknowledgement: { kind: "name", name, at: CAME_BACK } });

describe("answers that can be true", () => {
  test.each<[string, WalkEvent]>([
    ["when the goods came back", { type: "began", cameBackAt: CAME_BACK, signedCopy: "verified" }],
    ["counts", { type: "counted", position: 1, counts: buildCounts() }],
    ["a counted number", { type: "tallied", position: 1, counted: 58 }],
    ["groups, also before all are in one", grouped(1, 1)],
    [
      "a finding with everything",
      found(
        {
          severity: "severe",
          sizeMm: 20,
          part: "seat",
          incident: "fall",
          cause: "customer",
          note: "two\nlines",
          repair: { cost: cents(3_500), days: 2, source: "list" },
          photos: [{ sha256: "a", name: "a.jpg", takenAt: null }],
        },
        { open: ["note"] },
      ),
    ],
    ["a photo of a finding", { type: "photographed", position: 1, finding: "F1", photo: photo("a.jpg") }],
    ["a photo of a line", { type: "photographed", position: 2, finding: null, photo: photo("a.jpg") }],
    ["a withdrawal", { type: "withdrew", position: 1, finding: "F1" }],
    ["a note, and none", { type: "noted", position: 1, note: "" }],
    ["a skip", { type: "skipped", position: 2 }],
    ["the rest", { type: "restInOrder", positions: [2] }],
    ["the rest that stays out", { type: "restStillOut", positions: [2] }],
    ["another view of a part of a group", answered({ count: 2, words: "It was so." })],
    ["another view of missing and dirty ones", answered({ group: null, subject: "missing", count: 2 })],
    ["another view of dirty ones", answered({ group: null, subject: "dirty" })],
    ["another view of a missing part", answered({ group: "seat", subject: "part", count: 2 })],
    ["a name", named("Aino")],
    ["no acknowledgement", { type: "acknowledged", acknowledgement: { kind: "declined", at: CAME_BACK } }],
  ])("%s", (_, event) => {
    expect(wrong(event)).toEqual([]);
  });

  test("a hand-over may be walked before the contract's time; a finished walk is finished once", () => {
    const handover = buildWalk({ contract, header: { kind: "handover", load: 0 }, events: [{ type: "restInOrder", positions: [1, 2] }] });
    expect(wrong({ type: "began", cameBackAt: instant("2026-05-01T00:00:00Z"), signedCopy: "verified" }, handover)).toEqual([]);
    expect(wrong({ type: "finished" }, handover)).toEqual([]);
  });
});

describe("answers that cannot", () => {
  test.each<[string, WalkEvent, [string, string][]]>([
    [
      "back before it went out",
      { type: "began", cameBackAt: instant("2026-05-01T00:00:00Z"), signedCopy: "verified" },
      [["back-before-handover", "cameBackAt"]],
    ],
    ["a line that is not there", { type: "skipped", position: 3 }, [["unknown-line", "position"]]],
    ["impossible counts", { type: "counted", position: 1, counts: buildCounts({ ok: 61 }) }, [["not-the-sum", ""]]],
    ["a number that differs", { type: "tallied", position: 1, counted: 57 }, [["tally-differs", "counted"]]],
    ["a number before the counts", { type: "tallied", position: 2, counted: 120 }, [["tally-differs", "counted"]]],
    ["too many in groups", grouped(2, 2), [["grouped-too-many", "groups"]]],
    [
      "a group of none, a half, too many",
      grouped(0, 1.5, 4),
      [
        ["out-of-range", "count"],
        ["not-whole", "count"],
        ["out-of-range", "count"],
      ],
    ],
    [
      "groups with one name",
      {
        type: "grouped",
        position: 1,
        groups: [
          { id: "G1", count: 1 },
          { id: "G1", count: 1 },
        ],
      },
      [["group-twice", "groups"]],
    ],
    ["groups where nothing is damaged", { type: "grouped", position: 2, groups: [{ id: "G1", count: 1 }] }, [["out-of-range", "count"]]],
    ["a finding for no group", found({}, { group: "G2" }), [["unknown-group", "group"]]],
    ["a finding on a line without damage", found({}, { position: 2 }), [["unknown-group", "group"]]],
    ["a part the line has not", found({ part: "lid" }), [["unknown-part", "part"]]],
    ["a detail that is none", found({}, { open: ["colour" as FindingDetail] }), [["unknown-detail", "open"]]],
    ["a photo of nothing", { type: "photographed", position: 1, finding: "F2", photo: photo("a.jpg") }, [["unknown-finding", "finding"]]],
    [
      "a photo with an unclean name",
      { type: "photographed", position: 1, finding: null, photo: photo("a\u0007") },
      [["control-characters", "photos"]],
    ],
    ["a withdrawal of nothing", { type: "withdrew", position: 1, finding: "F2" }, [["unknown-finding", "finding"]]],
    ["a withdrawal on a line without damage", { type: "withdrew", position: 2, finding: "F1" }, [["unknown-finding", "finding"]]],
    ["a note too long", { type: "noted", position: 1, note: TOO_LONG }, [["text-too-long", "note"]]],
    ["a note that steers the terminal", { type: "noted", position: 1, note: "a\u001b[2J" }, [["control-characters", "note"]]],
    [
      "the rest of answered or unknown lines",
      { type: "restInOrder", positions: [1, 9] },
      [
        ["counted-already", "positions"],
        ["counted-already", "positions"],
      ],
    ],
    ["another view of a group that is not there", answered({ group: "G2" }), [["nothing-there", "exceptions[0]"]]],
    ["another view of a line without damage", answered({ position: 2 }), [["nothing-there", "exceptions[0]"]]],
    ["another view of no line", answered({ position: 9 }), [["nothing-there", "exceptions[0]"]]],
    ["another view of nothing missing", answered({ position: 2, group: null, subject: "missing" }), [["nothing-there", "exceptions[0]"]]],
    ["another view of a part that is there", answered({ group: "leg", subject: "part" }), [["nothing-there", "exceptions[0]"]]],
    ["another view of no part in particular", answered({ group: null, subject: "part" }), [["nothing-there", "exceptions[0]"]]],
    [
      "another view of too many",
      answered({ count: 4, words: TOO_LONG }, TOO_LONG),
      [
        ["text-too-long", "words"],
        ["out-of-range", "exceptions[0].count"],
        ["text-too-long", "exceptions[0].words"],
      ],
    ],
    ["no name", named("  "), [["no-name", "name"]]],
    ["a name that steers the terminal", named("a\u0007"), [["control-characters", "name"]]],
    ["the end before all is answered", { type: "finished" }, [["questions-open", ""]]],
  ])("%s", (_, event, problems) => {
    expect(wrong(event)).toEqual(problems);
  });

  test("on a line that is all back there is nothing to answer", () => {
    const back = buildWalk({ contract, header: { load: 2 }, setting: { earlier: [buildInspection({ lines: [buildLineFacts()] })] } });
    expect(wrong({ type: "tallied", position: 1, counted: 60 }, back)).toEqual([["tally-differs", "counted"]]);
    expect(wrong(grouped(1), back)).toEqual([["out-of-range", "count"]]);
    expect(wrong(found({}), back)).toEqual([["unknown-group", "group"]]);
    expect(wrong({ type: "withdrew", position: 1, finding: "F1" }, back)).toEqual([["unknown-finding", "finding"]]);
    expect(wrong({ type: "restInOrder", positions: [1] }, back)).toEqual([["counted-already", "positions"]]);
  });

  test("after the end nothing is added", () => {
    const finished = buildWalk({ contract, header: { finishedAt: CAME_BACK } });
    expect(wrong({ type: "skipped", position: 1 }, finished)).toEqual([["walk-finished", ""]]);
  });
});

test("a finding says what is wrong with it, all at once", () => {
  const impossible = buildFinding({
    type: "melted" as Finding["type"],
    severity: "awful" as Finding["severity"],
    cause: "fate" as Finding["cause"],
    marks: 0,
    sizeMm: 0.5,
    note: TOO_LONG,
    incident: "\u0000",
    repair: { cost: cents(-1), days: -1, source: TOO_LONG },
    photos: [{ sha256: "a", name: TOO_LONG, takenAt: null }],
    seenAt: instant("2026-05-21T00:00:00Z"),
  });
  expect(checkFinding(impossible).map(({ code, path }) => [code, path])).toEqual([
    ["unknown-type", "type"],
    ["unknown-severity", "severity"],
    ["unknown-cause", "cause"],
    ["seen-later", "seenAt"],
    ["out-of-range", "marks"],
    ["out-of-range", "sizeMm"],
    ["text-too-long", "note"],
    ["control-characters", "incident"],
    ["text-too-long", "photos"],
    ["negative-repair", "repair.cost"],
    ["out-of-range", "repair.days"],
    ["text-too-long", "repair.source"],
  ]);
  expect(checkFinding(buildGroup().findings[0] as Finding)).toEqual([]);
});
