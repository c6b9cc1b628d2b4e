/** A photo that shows something else is taken back: what was stored stays stored, and counts no more. */
import { describe, expect, test } from "vitest";
import { checkEvent } from "../../src/inspection/check-event.ts";
import type { WalkEvent } from "../../src/inspection/entries.ts";
import { buildFinding } from "../support/build-inspection.ts";
import { buildCounts, buildWalk } from "./build-walk.ts";

describe("a photo that was taken back", () => {
  const photo = (letter: string) => ({ sha256: letter.repeat(64), name: `${letter}.jpg`, takenAt: null });
  const found: readonly WalkEvent[] = [
    { type: "counted", position: 1, counts: buildCounts({ ok: 59, damaged: 1 }) },
    { type: "grouped", position: 1, groups: [{ id: "G1", count: 1 }] },
    { type: "found", position: 1, group: "G1", finding: buildFinding({ photos: [photo("a")] }), open: [] },
    { type: "photographed", position: 1, finding: "F1", photo: photo("b") },
    { type: "photographed", position: 1, finding: null, photo: photo("c") },
  ];
  const back = (letter: string): WalkEvent => ({ type: "unphotographed", position: 1, photo: letter.repeat(64) });
  const photosAfter = (...events: readonly WalkEvent[]) => {
    const [line] = buildWalk({ events: [...found, ...events] }).inspection.lines;
    return [line?.groups[0]?.findings[0]?.photos.map(({ name }) => name), line?.photos.map(({ name }) => name)];
  };

  test("counts no more, of a finding or of the line, also where the finding is changed or withdrawn", () => {
    expect(photosAfter()).toEqual([["a.jpg", "b.jpg"], ["c.jpg"]]);
    expect(photosAfter(back("a"), back("c"))).toEqual([["b.jpg"], []]);
    const changed: WalkEvent = { type: "found", position: 1, group: "G1", finding: buildFinding({ note: "x" }), open: [] };
    expect(photosAfter(back("b"), changed)).toEqual([[], ["c.jpg"]]);
    expect(photosAfter(back("b"), { type: "withdrew", position: 1, finding: "F1" })).toEqual([undefined, ["c.jpg"]]);
  });

  test("counts again where it is put there once more", () => {
    expect(photosAfter(back("c"), { type: "photographed", position: 1, finding: "F1", photo: photo("c") })).toEqual([
      ["a.jpg", "b.jpg", "c.jpg"],
      [],
    ]);
  });

  test("has to stand there", () => {
    const walk = buildWalk({ events: found });
    expect(checkEvent(walk, back("b"))).toEqual([]);
    expect(checkEvent(walk, back("d"))).toMatchObject([{ code: "no-such-photo" }]);
  });
});
