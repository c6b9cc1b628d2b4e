import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { WalkEvent } from "../../src/inspection/entries.ts";
import { foldWalk, readWalk } from "../../src/inspection/fold.ts";
import type { Finding } from "../../src/inspection/inspection.ts";
import { allInOrder, allStillOut } from "../../src/inspection/last-words.ts";
import { instant } from "../../src/kernel/dates.ts";
import { buildContract, buildLine } from "../support/build-contract.ts";
import { buildFinding, buildInspection, buildLineFacts, CAME_BACK } from "../support/build-inspection.ts";
import { buildCounts, buildHeader, buildSetting, buildWalk, entriesOf } from "./build-walk.ts";

const counted = (position: number, differs: Parameters<typeof buildCounts>[0]): WalkEvent => ({
  type: "counted",
  position,
  counts: buildCounts(differs),
});
const found = (finding: Partial<Finding>, group = "G1", position = 1): WalkEvent => ({
  type: "found",
  position,
  group,
  finding: buildFinding(finding),
  open: [],
});
const grouped = (...counts: number[]): WalkEvent => ({
  type: "grouped",
  position: 1,
  groups: counts.map((count, index) => ({ id: `G${index + 1}`, count })),
});
const fold = (...events: WalkEvent[]) => buildWalk({ events }).inspection;
const line = (...events: WalkEvent[]) => fold(...events).lines[0];

describe("a walk as stored", () => {
  test("without an entry everything is still out, and nothing is known of the signed copy", () => {
    expect(fold()).toEqual(
      buildInspection({
        finishedAt: null,
        by: [],
        signedCopy: "absent",
        answer: null,
        acknowledgement: null,
        lines: [buildLineFacts({ ok: 0, stillOut: 60 })],
      }),
    );
  });

  test("says when it began, who walked, and what was answered", () => {
    const at = instant("2026-05-20T11:05:00Z");
    const acknowledgement = { kind: "name", name: "Aino Mäkelä", at } as const;
    const answer = { all: "agrees", words: "Kiitos.", exceptions: [] } as const;
    const entries = [
      { at: CAME_BACK, by: "mira", event: { type: "began", cameBackAt: instant("2026-05-20T10:00:00Z"), signedCopy: "verified" } },
      { at, by: "onni", event: counted(1, { ok: 57, damaged: 3 }) },
      { at, by: "onni", event: { type: "tallied", position: 1, counted: 60 } },
      { at, by: "mira", event: grouped(3) },
      { at, by: "mira", event: found({ id: "F1" }) },
      { at, by: "mira", event: { type: "noted", position: 1, note: "Pihalta." } },
      { at, by: "mira", event: { type: "answered", answer, open: false } },
      { at, by: "mira", event: { type: "acknowledged", acknowledgement } },
      { at, by: "mira", event: { type: "finished" } },
    ] as const;
    expect(foldWalk(buildHeader(), entries, buildSetting())).toEqual(
      buildInspection({
        cameBackAt: instant("2026-05-20T10:00:00Z"),
        finishedAt: at,
        by: ["Mira Salo", "onni"],
        lines: [
          buildLineFacts({ counted: 60, note: "Pihalta.", groups: [{ id: "G1", count: 3, findings: [buildFinding({ id: "F1" })] }] }),
        ],
        answer,
        acknowledgement,
      }),
    );
  });

  test("the end that storage knows stands", () => {
    const finishedAt = instant("2026-05-20T12:00:00Z");
    expect(foldWalk(buildHeader({ finishedAt }), [], buildSetting()).finishedAt).toBe(finishedAt);
  });
});

describe("later words", () => {
  test("take the place of earlier ones about the same thing", () => {
    expect(
      line(
        counted(1, { ok: 50, damaged: 10 }),
        grouped(10),
        found({ id: "F1" }),
        counted(1, { ok: 57, damaged: 3 }),
        grouped(1, 2),
        found({ id: "F1", type: "broken" }, "G2"),
        { type: "noted", position: 1, note: "one" },
        { type: "noted", position: 1, note: "two" },
      ),
    ).toEqual(
      buildLineFacts({
        note: "two",
        groups: [
          { id: "G1", count: 1, findings: [] },
          { id: "G2", count: 2, findings: [buildFinding({ id: "F1", type: "broken" })] },
        ],
      }),
    );
  });

  test("withdrawn findings and emptied notes are gone; found again, a finding is back", () => {
    const events = [
      counted(1, { ok: 59, damaged: 1 }),
      grouped(1),
      found({ id: "F1" }),
      { type: "withdrew", position: 1, finding: "F1" },
    ] as const;
    expect(line(...events)?.groups).toEqual([{ id: "G1", count: 1, findings: [] }]);
    expect(line(...events, found({ id: "F1" }))?.groups[0]?.findings).toEqual([buildFinding({ id: "F1" })]);
    expect(line({ type: "noted", position: 1, note: "x" }, { type: "noted", position: 1, note: "" })?.note).toBeNull();
  });

  test("where nothing is damaged any more there are no groups, and findings of a group that went are left out", () => {
    const events = [counted(1, { ok: 58, damaged: 2 }), grouped(1, 1), found({ id: "F1" }, "G1"), found({ id: "F2" }, "G2")] as const;
    expect(line(...events, counted(1, {}))).toEqual(buildLineFacts());
    expect(line(...events, grouped(2))?.groups).toEqual([{ id: "G1", count: 2, findings: [buildFinding({ id: "F1" })] }]);
  });

  test("a counted number stands as long as it fits the counts", () => {
    const tally: WalkEvent = { type: "tallied", position: 1, counted: 60 };
    expect(line(counted(1, {}), tally)?.counted).toBe(60);
    expect(line(counted(1, {}), tally, counted(1, { ok: 58, missing: 2 }))?.counted).toBeNull();
    expect(line(counted(1, {}), tally, { type: "tallied", position: 1, counted: null })?.counted).toBeNull();
  });
});

describe("the rest", () => {
  const contract = buildContract({
    lines: [buildLine(), buildLine({ product: "cup", quantity: 120 }), buildLine({ product: "urn", quantity: 2 })],
  });
  const earlier = [
    buildInspection({
      id: "R-1",
      load: 1,
      lines: [1, 2].map((position) => buildLineFacts({ position, ok: 0, stillOut: 7 })).concat(buildLineFacts({ position: 3, out: 2 })),
    }),
  ];
  const walk = (...events: WalkEvent[]) =>
    readWalk(buildHeader({ id: "R-2", load: 2 }), entriesOf(events), buildSetting({ contract, earlier }));

  test("in order is what was out of each line; lines that nothing is out of do not appear", () => {
    const lines = walk({ type: "restInOrder", positions: [1, 2] }).inspection.lines;
    expect(lines).toEqual([1, 2].map((position) => buildLineFacts({ position, out: 7 })));
  });

  test("still out leaves the lines as they were", () => {
    const read = walk(counted(1, { ok: 7 }), { type: "restStillOut", positions: [2] });
    expect(read.inspection.lines).toEqual([buildLineFacts({ position: 1, out: 7 }), buildLineFacts({ position: 2, ok: 0, stillOut: 7 })]);
    expect([...read.progress.values()].map((one) => one.counted)).toEqual([true, true, true]);
  });

  test("of a position that the contract does not have there is nothing", () => {
    expect(
      walk({ type: "restInOrder", positions: [9] }, { type: "restStillOut", positions: [9] }).inspection.lines.map((one) => one.position),
    ).toEqual([1, 2]);
  });

  test("counts of one key", () => {
    expect([allInOrder(7), allStillOut(7)]).toEqual([buildCounts({ ok: 7 }), buildCounts({ ok: 0, stillOut: 7 })]);
  });
});

describe("any walk", () => {
  const contract = buildContract({ lines: [buildLine({ quantity: 10 }), buildLine({ product: "cup", quantity: 10 })] });
  const positions = fc.constantFrom(1, 2);
  const event: fc.Arbitrary<WalkEvent> = fc.oneof(
    fc
      .record({ position: positions, damaged: fc.nat(10) })
      .map(({ position, damaged }) => counted(position, { ok: 10 - damaged, damaged })),
    fc.record({ position: positions, counted: fc.option(fc.nat(10)) }).map((one): WalkEvent => ({ type: "tallied", ...one })),
    positions.map((position): WalkEvent => ({ type: "restInOrder", positions: [position] })),
    fc
      .record({ position: positions, count: fc.nat(10) })
      .map(({ position, count }): WalkEvent => ({ type: "grouped", position, groups: [{ id: "G1", count }] })),
    fc
      .record({ position: positions, id: fc.nat(3), marks: fc.nat(5) })
      .map(({ position, id, marks }) => found({ id: `F${position}${id}`, marks }, "G1", position)),
    fc
      .record({ position: positions, id: fc.nat(3) })
      .map(({ position, id }): WalkEvent => ({ type: "withdrew", position, finding: `F${position}${id}` })),
    positions.map((position): WalkEvent => ({ type: "skipped", position })),
    fc.record({ position: positions, note: fc.constantFrom("", "a", "b") }).map((one): WalkEvent => ({ type: "noted", ...one })),
  );
  const positionsOf = (one: WalkEvent): readonly number[] => ("position" in one ? [one.position] : "positions" in one ? one.positions : []);

  test("is the same in whatever order different lines were answered", () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        const byLine = [1, 2].flatMap((position) => events.filter((one) => positionsOf(one).includes(position)));
        const [asTold, sorted] = [events, byLine].map((told) => buildWalk({ contract, events: told }));
        expect(sorted?.inspection).toEqual(asTold?.inspection);
        expect(sorted?.progress).toEqual(asTold?.progress);
      }),
    );
  });

  test("told twice is the same as told once", () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 15 }), (events) => {
        const [once, twice] = [events, [...events, ...events]].map((told) => buildWalk({ contract, events: told }));
        const withoutOrder = (told: typeof once) =>
          told?.inspection.lines.map((one) => ({
            ...one,
            groups: one.groups.map((group) => ({ ...group, findings: [...group.findings].sort((a, b) => (a.id < b.id ? -1 : 1)) })),
          }));
        expect(withoutOrder(twice)).toEqual(withoutOrder(once));
      }),
    );
  });

  test("resumed from any prefix and then told the rest ends where the whole ends", () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 20 }), fc.nat(20), (events, cut) => {
        const stored = entriesOf(events.slice(0, cut));
        const resumed = readWalk(buildHeader(), [...stored, ...entriesOf(events.slice(cut))], buildSetting({ contract }));
        expect(resumed).toEqual(buildWalk({ contract, events }));
      }),
    );
  });
});

describe("photos that came by themselves", () => {
  const photo = (sha256: string) => ({ sha256, name: `${sha256}.jpg`, takenAt: CAME_BACK });
  const came = (sha256: string, finding: string | null): WalkEvent => ({
    type: "photographed",
    position: 1,
    finding,
    photo: photo(sha256),
  });
  const damaged = [counted(1, { ok: 59, damaged: 1 }), grouped(1), found({ id: "F1" })];
  const photosOf = (...events: WalkEvent[]) => line(...events)?.groups[0]?.findings[0]?.photos;

  test("stand beside what the clerk stores before and after them, each once", () => {
    const stale = found({ id: "F1", note: "typed meanwhile", photos: [photo("a")] });
    expect(photosOf(...damaged, came("b", "F1"), stale, came("a", "F1"), came("c", "F1"))).toEqual([photo("a"), photo("b"), photo("c")]);
  });

  test("are the line's until they are put with a finding of it", () => {
    expect(line(came("a", null), came("b", null))?.photos).toEqual([photo("a"), photo("b")]);
    const told = line(...damaged, came("a", null), came("b", null), came("a", "F1"));
    expect([told?.photos, told?.groups[0]?.findings[0]?.photos]).toEqual([[photo("b")], [photo("a")]]);
  });

  test("stay with the line where their finding is withdrawn or taken back, and are not another's that gets its number", () => {
    const again = line(...damaged, came("a", "F1"), { type: "withdrew", position: 1, finding: "F1" }, found({ id: "F1" }));
    expect([again?.photos, again?.groups[0]?.findings[0]?.photos]).toEqual([[photo("a")], []]);
    const told = line(counted(1, { ok: 59, damaged: 1 }), grouped(1), came("a", "F1"), found({ id: "F1" }));
    expect([told?.photos, told?.groups[0]?.findings[0]?.photos]).toEqual([[photo("a")], []]);
    expect(line(...damaged, { type: "withdrew", position: 1, finding: "F1" })?.photos).toEqual([]);
  });

  test("stored before cameras' clocks were read have no time", () => {
    const { takenAt, ...old } = photo("a");
    expect(photosOf(...damaged.slice(0, 2), found({ photos: [old as ReturnType<typeof photo>] }))).toEqual([{ ...old, takenAt: null }]);
  });
});

describe("what was signed on a phone", () => {
  const signed = { kind: "signed", name: "Aino Mäkelä", at: CAME_BACK, text: { sha256: "a", language: "fi" }, signature: null } as const;
  const acknowledged: WalkEvent = { type: "acknowledged", acknowledgement: signed };
  const finished: WalkEvent = { type: "finished" };
  const noted: WalkEvent = { type: "noted", position: 1, note: "Pihalta." };
  const kept = (...events: WalkEvent[]) => fold(...events).acknowledgement;

  test("is void once the record says something else, until the walk is finished", () => {
    expect(kept(acknowledged)).toEqual(signed);
    expect(kept(acknowledged, noted)).toBeNull();
    expect(
      kept(acknowledged, { type: "photographed", position: 1, finding: null, photo: { sha256: "b", name: "b.jpg", takenAt: null } }),
    ).toBeNull();
    expect(kept(acknowledged, { type: "skipped", position: 1 }, finished)).toEqual(signed);
  });

  test("stays through an amendment; a word given at the desk is not taken back", () => {
    expect(kept(acknowledged, finished, { type: "reopened", reason: "More came." }, noted)).toEqual(signed);
    const name = { kind: "name", name: "Aino", at: CAME_BACK } as const;
    expect(kept({ type: "acknowledged", acknowledgement: name }, noted)).toEqual(name);
  });
});
