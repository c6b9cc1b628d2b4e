/** `test/faults/walk-questions.test.ts` kills the program at every question of a walk: this holds its table to the sources. */
import { expect, test } from "vitest";
import type { WalkEvent } from "../../src/inspection/entries.ts";
import { askingPlaces } from "../support/asking-places.ts";
import { WALK_QUESTIONS, WITHOUT_A_KILL } from "../support/walk-questions.ts";

test("each place of the walk that asks something stands in the table", () => {
  const named = new Set([...WALK_QUESTIONS.flatMap(({ asks }) => asks), ...Object.keys(WITHOUT_A_KILL)]);
  expect([...named].sort()).toEqual(askingPlaces("cli/prompts/walk", "cli/actions/amend-late.ts"));
});

/** Whether a walk at a terminal stores it. A new kind of answer has to say so here. */
const ANSWERS: Readonly<Record<WalkEvent["type"], boolean>> = {
  began: true,
  counted: true,
  tallied: true,
  restInOrder: true,
  restStillOut: true,
  grouped: true,
  found: true,
  photographed: true,
  unphotographed: true,
  foundLate: true,
  noted: true,
  spared: true,
  skipped: true,
  answered: true,
  acknowledged: true,
  undid: true,
  finished: true,
  reopened: true,
  withdrew: true,
  noticeSent: false,
  settled: false,
};

test("each kind of answer is stored by a row of the table", () => {
  const stored = new Set(WALK_QUESTIONS.flatMap(({ stores }) => stores));
  expect(Object.entries(ANSWERS).filter(([type, answers]) => answers !== stored.has(type as WalkEvent["type"]))).toEqual([]);
});
