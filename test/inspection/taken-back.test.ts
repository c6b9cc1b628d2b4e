import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { WalkEntry, WalkEvent } from "../../src/inspection/entries.ts";
import { readWalk } from "../../src/inspection/fold.ts";
import { lastStepOf, nextStep } from "../../src/inspection/taken-back.ts";
import { CAME_BACK } from "../support/build-inspection.ts";
import { buildCounts, buildHeader, buildSetting } from "./build-walk.ts";

const entry = (event: WalkEvent, step?: number, by = "mira"): WalkEntry => ({
  at: CAME_BACK,
  by,
  event,
  ...(step === undefined ? {} : { step }),
});
const counted = (ok: number): WalkEvent => ({ type: "counted", position: 1, counts: buildCounts({ ok, missing: 60 - ok }) });
const noted = (note: string): WalkEvent => ({ type: "noted", position: 1, note });
const undid = (step: number): WalkEvent => ({ type: "undid", step });
const walkOf = (entries: readonly WalkEntry[]) => readWalk(buildHeader(), entries, buildSetting());

describe("what can be taken back", () => {
  test("is the last answer that stands, with all that was stored with it, and then the one before", () => {
    const entries = [entry(noted("a"), 1), entry(counted(58), 2), entry(noted("b"), 2)];
    expect(lastStepOf(entries, "mira")).toEqual({ step: 2, events: [counted(58), noted("b")] });
    expect(lastStepOf([...entries, entry(undid(2))], "mira")).toEqual({ step: 1, events: [noted("a")] });
    expect(lastStepOf([...entries, entry(undid(2)), entry(undid(1))], "mira")).toBeNull();
  });

  test("is one's own, and nobody's where nobody was asked", () => {
    const entries = [entry(noted("a"), 1), entry(noted("b"), 2, "onni"), entry(noted("c"))];
    expect(lastStepOf(entries, "mira")?.step).toBe(1);
    expect(lastStepOf(entries, "onni")?.step).toBe(2);
    expect(lastStepOf(entries, "aino")).toBeNull();
  });

  test("is not what was finished before an amendment", () => {
    const entries = [entry(noted("a"), 1), entry({ type: "finished" }), entry({ type: "reopened", reason: "counted again" })];
    expect(lastStepOf(entries, "mira")).toBeNull();
    expect(lastStepOf([...entries, entry(noted("b"), 2)], "mira")?.step).toBe(2);
  });

  test("answers are numbered on, whatever was taken back", () => {
    expect(nextStep([])).toBe(1);
    expect(nextStep([entry(noted("a"), 1), entry(undid(1))])).toBe(2);
  });
});

describe("what was taken back", () => {
  test("counts no more, and what stood before it stands again", () => {
    const entries = [entry(counted(60), 1), entry(counted(58), 2)];
    const before = walkOf(entries).inspection.lines[0];
    expect([before?.ok, before?.missing]).toEqual([58, 2]);
    const after = walkOf([...entries, entry(undid(2))]).inspection.lines[0];
    expect([after?.ok, after?.missing]).toEqual([60, 0]);
    const all = walkOf([...entries, entry(undid(2)), entry(undid(1))]);
    expect(all.progress.get(1)?.counted).toBe(false);
    expect(all.inspection.lines[0]?.stillOut).toBe(60);
  });

  test("leaves who walked in the record", () => {
    expect(walkOf([entry(counted(60), 1), entry(undid(1))]).inspection.by).toEqual(["Mira Salo"]);
  });

  test("any walk with its last answers taken back is the walk without them", () => {
    const event = fc.oneof(
      fc.nat(60).map(counted),
      fc.constantFrom("a", "b", "").map(noted),
      fc.constant<WalkEvent>({ type: "skipped", position: 1 }),
      fc.constant<WalkEvent>({ type: "tallied", position: 1, counted: null }),
    );
    fc.assert(
      fc.property(fc.array(fc.array(event, { minLength: 1, maxLength: 3 }), { maxLength: 8 }), fc.nat(8), (answers, back) => {
        const entries = answers.flatMap((events, index) => events.map((one) => entry(one, index + 1)));
        let standing: WalkEntry[] = entries;
        for (let press = 0; press < back; press += 1) {
          const last = lastStepOf(standing, "mira");
          if (last !== null) standing = [...standing, entry(undid(last.step))];
        }
        const kept = entries.filter(({ step }) => (step as number) <= answers.length - back);
        const { by, ...facts } = walkOf(standing).inspection;
        const { by: _by, ...expected } = walkOf(kept).inspection;
        expect(facts).toEqual(expected);
      }),
    );
  });

  test("a photo of a finding that was taken back is the line's, and not that of the next finding with its number", () => {
    const photo = { sha256: "a", name: "a.jpg", takenAt: CAME_BACK };
    const found: WalkEvent = {
      type: "found",
      position: 1,
      group: "G1",
      open: [],
      finding: {
        ...{ id: "F1", type: "cracked", severity: null, marks: 1, sizeMm: null, part: null, incident: null, cause: "unknown" },
        ...{ repair: null, note: null, photos: [], seenBy: "Mira Salo", seenAt: CAME_BACK, enteredAt: CAME_BACK, late: null },
      },
    } as WalkEvent;
    const damaged = entry({ type: "counted", position: 1, counts: buildCounts({ ok: 59, damaged: 1 }) }, 1);
    const grouped = entry({ type: "grouped", position: 1, groups: [{ id: "G1", count: 1 }] }, 1);
    const came = entry({ type: "photographed", position: 1, finding: "F1", photo });
    const line = walkOf([damaged, grouped, entry(found, 2), came, entry(undid(2)), entry(found, 3)]).inspection.lines[0];
    expect(line?.photos).toEqual([photo]);
    expect(line?.groups[0]?.findings[0]?.photos).toEqual([]);
  });
});
