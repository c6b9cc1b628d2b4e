/** One key takes back the last answer, and then the one before it: nothing that was stored goes, it only counts no more. */
import { expect, test } from "vitest";
import { showInspection } from "../../src/app/show-inspection.ts";
import { buildLine } from "../support/build-contract.ts";
import { deskWithContracts } from "../support/desk-with-contract.ts";
import type { TemporaryDesk } from "../support/temporary-desk.ts";
import { type OpenTerminal, openTerminal } from "../support/terminal.ts";

const LINES = [
  buildLine({ product: "chair", name: "Folding chair", quantity: 10 }),
  buildLine({ product: "plate", name: "Dinner plate", quantity: 40 }),
  buildLine({ product: "cup", name: "Coffee cup", quantity: 120, countLimit: 50 }),
];

async function beginWalk(desk: TemporaryDesk): Promise<OpenTerminal> {
  const terminal = openTerminal("inspect", ["2026-0117"], { home: desk.home });
  await terminal.until("Enter: later");
  await terminal.answer("\r", "line 1 of");
  return terminal;
}

const entriesOf = async (desk: TemporaryDesk) =>
  (await desk.store()).read(async ({ inspections }) =>
    (await inspections.entries("R-1")).map(({ by, event, step }) => [by, event.type, event.type === "undid" ? event.step : step] as const),
  );

test("the last answer and those before it, on every kind of screen, also after a stop", async () => {
  const desk = await deskWithContracts([{ lines: LINES }]);
  const first = await beginWalk(desk);
  await first.answer("u", "There is nothing of yours to take back in this walk.");
  await first.answer("\r", "line 2 of 3");
  await first.answer("3 cracked, 2 missing\r", "Understood");
  await first.answer("\r", "marks each");
  await first.answer("2", "[2 moderate]");
  const card = await first.answer("u", "Taken back: Dinner plate, an entry on “cracked”.");
  expect(card).toContain("marks each");
  expect(card).not.toContain("[2 moderate]");
  const line = await first.answer("u", "Taken back: Dinner plate, 35 in order · 3 cracked · 2 missing.");
  expect(line).toContain("line 2 of 3");
  expect(line).toContain("All in order? If not");
  await first.answer("e", "How many did you count?");
  first.kill("SIGKILL");
  await first.ended;

  const terminal = openTerminal("inspect", ["2026-0117"], { home: desk.home });
  await terminal.until("How many did you count?");
  await terminal.answer("120\r", "What does the customer say?");
  await terminal.answer("\r", "read back");
  const answer = await terminal.answer("u", "Taken back: what the customer said last.");
  expect(answer).toContain("What does the customer say?");
  await terminal.answer("u", "Taken back: the counted number of Coffee cup.");
  const rest = await terminal.answer("u", "Taken back: 2 lines in order.");
  expect(rest).toContain("line 2 of 3");
  await terminal.answer("u", "Taken back: Folding chair, 10 in order.");
  await terminal.answer("u", "There is nothing of yours to take back in this walk.");
  terminal.kill("SIGKILL");
  await terminal.ended;

  const { walk } = await showInspection(desk, "R-1");
  expect(walk.inspection.lines.map(({ ok, stillOut }) => [ok, stillOut])).toEqual([
    [0, 10],
    [0, 40],
    [0, 120],
  ]);
  expect(walk.inspection.by).toEqual(["Mira Salo"]);
  const entries = await entriesOf(desk);
  expect(entries.slice(1)).toEqual([
    ["mira", "counted", 1],
    ["mira", "counted", 2],
    ["mira", "grouped", 2],
    ["mira", "found", 2],
    ["mira", "found", 3],
    ["mira", "undid", 3],
    ["mira", "undid", 2],
    ["mira", "restInOrder", 4],
    ["mira", "tallied", 5],
    ["mira", "answered", 6],
    ["mira", "undid", 6],
    ["mira", "undid", 5],
    ["mira", "undid", 4],
    ["mira", "undid", 1],
  ]);
});

test("in an amendment only what was corrected since, and a walk that is over has no such key", async () => {
  const desk = await deskWithContracts([{ lines: LINES.slice(0, 1) }]);
  const walked = await beginWalk(desk);
  await walked.answer("\r", "What does the customer say?");
  await walked.answer("\r\r3", "is finished");
  expect(await walked.ended).toEqual({ code: 0, signal: null });
  const amended = openTerminal("inspect", ["amend", "R-1", "--reason", "Counted again"], { home: desk.home });
  await amended.until("1  Folding chair: 10 in order");
  await amended.answer("u", "There is nothing of yours to take back");
  await amended.answer("g1\r", "line 1 of 1");
  await amended.answer("1 missing\r", "Understood: 9 in order · 1 missing");
  await amended.answer("\r", "Folding chair: 9 in order · 1 missing");
  await amended.answer("u", "Taken back: Folding chair, 9 in order · 1 missing.");
  await amended.answer("\r", "1  Folding chair: 10 in order");
  amended.kill("SIGKILL");
  await amended.ended;
});
