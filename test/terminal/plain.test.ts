/** `--plain`: a walk for a screen reader. What is printed stays as it was printed. */
import { expect, test } from "vitest";
import { showInspection } from "../../src/app/show-inspection.ts";
import { buildLine } from "../support/build-contract.ts";
import { deskWithContracts } from "../support/desk-with-contract.ts";
import { openTerminal } from "../support/terminal.ts";

const LINES = [
  buildLine({ product: "chair", name: "Folding chair", quantity: 10 }),
  buildLine({ product: "plate", name: "Dinner plate", quantity: 40 }),
];

test("a whole walk in lines, without a single cursor movement", async () => {
  const desk = await deskWithContracts([{ lines: LINES }]);
  const terminal = openTerminal("inspect", ["2026-0117", "--plain"], { home: desk.home, columns: 200, rows: 200 });
  await terminal.until("Enter: later");
  await terminal.answer("\r", /line 1 of 2\nFolding chair +10 out/);
  await terminal.answer("o\r", /line 2 of 2\nDinner plate +40 out/);
  await terminal.answer("=\r", "10 in order · 1 line left");
  await terminal.answer("3 cracked, 2 missing\r", "Understood: 35 in order · 3 × cracked · 2 missing");
  await terminal.answer("\r", "marks each");
  await terminal.answer("n\r", "as a fact about the thing");
  await terminal.answer("At the rim\r", /note +At the rim/);
  await terminal.answer("u\r", "Taken back: Dinner plate, an entry on “cracked”.");
  await terminal.answer("2\r", "[2 moderate]");
  await terminal.answer("\r", "What does the customer say?");
  await terminal.answer("1\r", "Anything seen differently?");
  await terminal.answer("\r", "What we found:");
  await terminal.answer("\r", "How is the record acknowledged?");
  await terminal.answer("1\r", "Name of who acknowledges:");
  const whole = await terminal.answer("Onni Laine\r", "is finished");
  expect(await terminal.ended).toEqual({ code: 0, signal: null });
  // Had anything been drawn over, the first question would be gone.
  expect(whole).toMatch(/line 1 of 2[\s\S]+line 2 of 2[\s\S]+Understood[\s\S]+What does the customer say/);
  expect(whole).not.toMatch(/[─│┌┐└┘]/u);
  const { walk } = await showInspection(desk, "R-1");
  expect(walk.inspection.lines.map(({ ok, damaged, missing }) => [ok, damaged, missing])).toEqual([
    [10, 0, 0],
    [35, 3, 2],
  ]);
  expect(walk.inspection.acknowledgement).toMatchObject({ kind: "name", name: "Onni Laine" });
});
