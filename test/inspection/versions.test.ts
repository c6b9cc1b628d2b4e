/** Versions of a walk, and which one the customer's last word speaks of. */
import { expect, test } from "vitest";
import type { WalkEntry, WalkEvent } from "../../src/inspection/entries.ts";
import { acknowledgedVersion, finishesOf } from "../../src/inspection/versions.ts";
import { instant } from "../../src/kernel/dates.ts";

const at = (minute: number) => instant(`2026-05-20T11:${String(minute).padStart(2, "0")}:00Z`);
const said = (name: string): WalkEvent => ({ type: "acknowledged", acknowledgement: { kind: "name", name, at: at(0) } });
const entriesOf = (...events: readonly WalkEvent[]): WalkEntry[] =>
  events.map((event, index) => ({ at: at(index), by: "mira", step: index + 1, event }));

test("each end is a version; an amendment without a new word leaves the word with what it spoke of", () => {
  const entries = entriesOf(said("Aino"), { type: "finished" }, { type: "reopened", reason: "x" }, { type: "finished" });
  expect(finishesOf(entries)).toEqual([at(1), at(3)]);
  expect(acknowledgedVersion(entries)).toMatchObject({ version: 1, acknowledgement: { name: "Aino" } });
});

test("a new word speaks of the version it was said in, unless it was taken back", () => {
  const amended = [said("Aino"), { type: "finished" }, { type: "reopened", reason: "x" }, said("Pekka")] as const;
  expect(acknowledgedVersion(entriesOf(...amended, { type: "finished" }))).toMatchObject({
    version: 2,
    acknowledgement: { name: "Pekka" },
  });
  expect(acknowledgedVersion(entriesOf(...amended, { type: "undid", step: 4 }, { type: "finished" }))?.version).toBe(1);
  expect(acknowledgedVersion(entriesOf({ type: "finished" }))).toBe(null);
});
