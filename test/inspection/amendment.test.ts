/** A finished walk that is taken up again: what is entered anew takes the earlier place, the rest stands, and who amended is told. */
import { describe, expect, test } from "vitest";
import { answerEvents } from "../../src/inspection/answer-events.ts";
import { parseAnswers } from "../../src/inspection/answers-file.ts";
import { checkEvent } from "../../src/inspection/check-event.ts";
import type { WalkEntry, WalkEvent } from "../../src/inspection/entries.ts";
import { readWalk, type Walk } from "../../src/inspection/fold.ts";
import { isBeingAmended, nextQuestion } from "../../src/inspection/open-questions.ts";
import { instant } from "../../src/kernel/dates.ts";
import { buildFinding, CAME_BACK } from "../support/build-inspection.ts";
import { buildCounts, buildHeader, buildSetting, entriesOf } from "./build-walk.ts";

const LATER = instant("2026-05-20T13:00:00Z");
const NAMES = new Map([
  ["mira", "Mira Salo"],
  ["olli", "Olli Kangas"],
]);

/** Two of sixty are cracked; the customer agrees, but sees one of them differently. */
const WALKED: readonly WalkEvent[] = [
  { type: "began", cameBackAt: CAME_BACK, signedCopy: "verified" },
  { type: "counted", position: 1, counts: buildCounts({ ok: 57, damaged: 2, missing: 1 }) },
  { type: "grouped", position: 1, groups: [{ id: "G1", count: 2 }] },
  { type: "found", position: 1, group: "G1", finding: buildFinding(), open: [] },
  {
    type: "answered",
    answer: {
      all: "agrees",
      words: null,
      exceptions: [
        { position: 1, group: "G1", subject: "group", count: 1, stance: "disputes", words: "Ei meiltä." },
        { position: 1, group: null, subject: "missing", count: null, stance: "disputes", words: null },
      ],
    },
    open: false,
  },
  { type: "acknowledged", acknowledgement: { kind: "name", name: "Aino Mäkelä", at: CAME_BACK } },
  { type: "finished" },
];

const REOPENED: WalkEvent = { type: "reopened", reason: "Yksi laskettiin kahdesti." };

const amended = (...events: readonly WalkEvent[]): Walk => {
  const later = [REOPENED, ...events].map((event): WalkEntry => ({ at: LATER, by: "olli", event }));
  return readWalk(buildHeader(), [...entriesOf(WALKED), ...later], buildSetting({ names: NAMES }));
};
const finished = (): Walk => readWalk(buildHeader(), entriesOf(WALKED), buildSetting({ names: NAMES }));

describe("the fold", () => {
  test("a reopened walk is open, with everything as it stood and nothing left to ask", () => {
    const walk = amended();
    const { finishedAt, amendments, ...rest } = walk.inspection;
    const { finishedAt: before, amendments: none, ...stood } = finished().inspection;
    expect([before, none]).toEqual([CAME_BACK, []]);
    expect(finishedAt).toBeNull();
    expect(rest).toEqual(stood);
    expect(amendments).toEqual([{ reason: "Yksi laskettiin kahdesti.", by: ["Olli Kangas"], at: LATER }]);
    expect([isBeingAmended(walk), nextQuestion(walk).kind]).toEqual([true, "finish"]);
  });

  test("corrections take the earlier answers' place; who walked and who amended stay apart", () => {
    const { inspection } = amended({ type: "counted", position: 1, counts: buildCounts({ ok: 58, damaged: 2 }) }, { type: "finished" });
    expect(inspection.lines[0]).toMatchObject({ ok: 58, damaged: 2, missing: 0 });
    expect([inspection.by, inspection.finishedAt]).toEqual([["Mira Salo"], LATER]);
    expect(isBeingAmended(amended({ type: "finished" }))).toBe(false);
  });

  test("an exception goes with its units, and speaks of all where fewer are left than it spoke of", () => {
    const { inspection } = amended(
      { type: "counted", position: 1, counts: buildCounts({ ok: 59, damaged: 1 }) },
      { type: "grouped", position: 1, groups: [{ id: "G1", count: 1 }] },
    );
    expect(inspection.answer?.exceptions).toEqual([
      { position: 1, group: "G1", subject: "group", count: null, stance: "disputes", words: "Ei meiltä." },
    ]);
    expect(inspection.acknowledgement).toMatchObject({ name: "Aino Mäkelä" });
  });

  test("what was settled about a line is void once the line is answered anew", () => {
    const settled = (sources: readonly string[]): WalkEvent => ({
      type: "settled",
      outcome: "agreed",
      sources,
      reason: "Kuvat.",
      decidedBy: "L",
    });
    const entries = entriesOf([...WALKED, settled(["1/group/G1/0+1", "12/dirty//0+2"]), REOPENED]);
    const counted = entriesOf([{ type: "counted", position: 1, counts: buildCounts() }]);
    const sourcesOf = (all: readonly WalkEntry[]) =>
      readWalk(buildHeader(), all, buildSetting()).inspection.settled.map((one) => one.sources);
    expect(sourcesOf(entries)).toEqual([["1/group/G1/0+1", "12/dirty//0+2"]]);
    expect(sourcesOf([...entries, ...counted])).toEqual([["12/dirty//0+2"]]);
  });
});

test("a dispute is settled once the walk is over, with a reason", () => {
  const settled = (reason: string): WalkEvent => ({ type: "settled", outcome: "agreed", sources: [], reason, decidedBy: "L" });
  const codes = (walk: Walk, reason: string) => checkEvent(walk, settled(reason)).map(({ code }) => code);
  expect(codes(finished(), "Kuvat.")).toEqual([]);
  expect(codes(finished(), "  ")).toEqual(["reason-needed"]);
  expect(codes(amended(), "Kuvat.")).toEqual(["walk-going-on"]);
});

test("only a finished walk is reopened, and only with a reason", () => {
  const codes = (walk: Walk, event: WalkEvent) => checkEvent(walk, event).map(({ code }) => code);
  expect(codes(finished(), REOPENED)).toEqual([]);
  expect(codes(finished(), { type: "reopened", reason: " " })).toEqual(["reason-needed"]);
  expect(codes(amended(), REOPENED)).toEqual(["walk-going-on"]);
  expect(codes(amended(), { type: "noted", position: 1, note: "Kastunut" })).toEqual([]);
});

describe("a file of corrections", () => {
  const read = (text: string, walk = amended()) => {
    const result = parseAnswers(text, walk, "fi");
    return result.ok ? result.value : result.problems.map(({ code }) => code);
  };

  test("may be partial: neither other lines, nor the answer, nor the acknowledgement are asked for", () => {
    expect(read("lines: [{ line: 1, missing: 2 }]")).toMatchObject({
      lines: [{ position: 1, counts: { ok: 58, missing: 2 } }],
      rest: { positions: [] },
      answer: null,
      acknowledgement: null,
    });
    expect(read("answer: { all: disputes }")).toMatchObject({ lines: [], answer: { all: "disputes" }, acknowledgement: null });
  });

  test("a line that only says it is noted without a charge keeps its counts; in a first walk it is in order", () => {
    const text = "lines: [{ line: 1, withoutCharge: yes }]\nanswer: { all: left }";
    expect(read(text)).toMatchObject({ lines: [], spared: [{ position: 1, withoutCharge: true }] });
    const first = readWalk(buildHeader(), entriesOf(WALKED.slice(0, 1)), buildSetting());
    expect(read(text, first)).toMatchObject({ lines: [{ position: 1, counts: { ok: 60 }, withoutCharge: true }], spared: [] });
  });

  test("a line that is named without its note has none any more; whether it is without charge is said as it is", () => {
    const walk = amended({ type: "noted", position: 1, note: "Kastunut" });
    const by = { name: "Olli Kangas", now: LATER, photo: (name: string) => ({ sha256: "", name, takenAt: null }) };
    const eventsOf = (text: string) => {
      const answers = parseAnswers(text, walk, "fi");
      if (!answers.ok) throw new Error(JSON.stringify(answers.problems));
      return answerEvents(answers.value, walk, by).filter(({ type }) => type === "noted" || type === "spared");
    };
    expect(eventsOf("lines: [{ line: 1, missing: 2 }]")).toEqual([{ type: "noted", position: 1, note: "" }]);
    expect(eventsOf("lines: [{ line: 1, missing: 2, note: Kastunut, withoutCharge: no }]")).toEqual([
      { type: "spared", position: 1, withoutCharge: false },
    ]);
  });

  test("exceptions may speak of groups that the file leaves as they are", () => {
    const answer = "answer: { all: agrees, exceptions: [{ line: 1, group: 1, stance: disputes }] }";
    expect(read(answer)).toMatchObject({ answer: { exceptions: [{ position: 1, group: "G1", count: null }] } });
    expect(read(answer.replace("group: 1", "group: 2"))).toEqual(["nothing-there"]);
  });
});
