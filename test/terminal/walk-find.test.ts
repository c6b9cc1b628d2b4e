/** Lines in any order: found while one types, one or several of them. */
import { expect, test } from "vitest";
import { showInspection } from "../../src/app/show-inspection.ts";
import { buildLine } from "../support/build-contract.ts";
import { deskWithContracts } from "../support/desk-with-contract.ts";
import type { TemporaryDesk } from "../support/temporary-desk.ts";
import { type OpenTerminal, openTerminal } from "../support/terminal.ts";

const LINES = [
  buildLine({ product: "plate", name: "Dinner plate", quantity: 40, category: null }),
  buildLine({ product: "chair", name: "Folding chair", quantity: 10 }),
  buildLine({ product: "table", name: "Table 180 cm", quantity: 5, category: "tables" }),
  buildLine({ product: "chair-2", name: "Banquet chair", quantity: 60, countLimit: 50 }),
  buildLine({ product: "stool", name: "Bar stool", quantity: 4, category: "chairs" }),
];

async function beginWalk(desk: TemporaryDesk, env: Readonly<Record<string, string>> = {}): Promise<OpenTerminal> {
  const terminal = openTerminal("inspect", ["2026-0117"], { home: desk.home, env });
  await terminal.until("Enter: ");
  await terminal.answer("\r", /line 1 of|rivi 1\//);
  return terminal;
}

const linesOf = async (desk: TemporaryDesk) =>
  (await showInspection(desk, "R-1")).walk.inspection.lines.map((line) => [line.ok, line.damaged, line.stillOut, line.note] as const);

test("the list narrows while one types; arrows choose, Enter goes there, and what the line leaves open is asked first", async () => {
  const desk = await deskWithContracts([{ lines: LINES }]);
  const terminal = await beginWalk(desk);
  const all = await terminal.answer("g", "Which line, or which lines?");
  expect(all).toContain("›   1  Dinner plate: 40 out");
  expect(all).toContain("    5  Bar stool: 4 out");
  const narrowed = await terminal.answer("chiar", "all 3 together");
  expect(narrowed).not.toContain("Dinner plate:");
  await terminal.answer("\x1b[B\x1b[B", "›   4  Banquet chair");
  await terminal.answer("\x1b[A", "›   2  Folding chair");
  await terminal.answer("\r", "line 2 of 5");
  await terminal.answer("2 broken\r", "Understood: 8 in order · 2 × broken");
  await terminal.answer("\r", "marks each");
  await terminal.answer("2\r", "line 1 of 5");
  await terminal.answer("gtable\r", "line 3 of 5");
  await terminal.answer("gzebra", "No line fits.");
  await terminal.answer("\x15", "Bar stool: 4 out");
  await terminal.answer("\x1b", "line 3 of 5");
  terminal.kill("SIGKILL");
  await terminal.ended;
});

test("several lines at once: in order but for what is answered, counted where the line asks for it, and noted together", async () => {
  const desk = await deskWithContracts([{ lines: LINES }]);
  const terminal = await beginWalk(desk);
  await terminal.answer("g2\r", "line 2 of 5");
  await terminal.answer("2 broken\r", "Understood");
  await terminal.answer("\r", "marks each");
  await terminal.answer("2\r", "line 1 of 5");
  const several = await terminal.answer("gall chairs\r", "3 lines: what of them?");
  expect(several).toContain("One is answered already and stays as it is:");
  expect(several).toMatch(/stays as it is:\n\n +2 {2}Folding chair: 8 in order · 2 broken\n +4 {2}Banquet chair: 60 out\n/);
  await terminal.answer("n", "Note on each of these lines:");
  await terminal.answer("Counted together\r", "The note stands on 3 lines.");
  const counted = await terminal.answer("o", "2 lines are in order. One stays as it was.");
  expect(counted).toContain("line 1 of 5");
  await terminal.answer("g1,3\r", "2 lines: what of them?");
  await terminal.answer("v", "How many did you count?");
  await terminal.answer("60\r", "What does the customer say?");
  terminal.kill("SIGKILL");
  await terminal.ended;
  expect(await linesOf(desk)).toEqual([
    [0, 0, 40, null],
    [8, 2, 0, "Counted together"],
    [0, 0, 5, null],
    [60, 0, 0, "Counted together"],
    [4, 0, 0, "Counted together"],
  ]);
});

test("one after the other, in Finnish", async () => {
  const desk = await deskWithContracts([{ lines: LINES }]);
  const terminal = await beginWalk(desk, { RETURNDESK_LANGUAGE: "fi" });
  await terminal.answer("g", "Mikä rivi tai mitkä rivit?");
  await terminal.answer("3–4\r", "2 riviä: mitä niistä?");
  await terminal.answer("\r", "rivi 3/5");
  await terminal.answer("1 rikki\r", "Ymmärretty: 4 kunnossa · 1 × rikki");
  await terminal.answer("\r", "jälkiä/kpl");
  await terminal.answer("2\r", "rivi 4/5");
  await terminal.answer("k", "Montako laskit?");
  await terminal.answer("\r", "rivi 1/5");
  terminal.kill("SIGKILL");
  await terminal.ended;
});
