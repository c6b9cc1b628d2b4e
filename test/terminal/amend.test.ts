/** Amending as clerks do it: the real program in a real pseudo-terminal. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { answerFromFile } from "../../src/app/answer-from-file.ts";
import { showInspection } from "../../src/app/show-inspection.ts";
import { buildLine } from "../support/build-contract.ts";
import { deskWithContracts } from "../support/desk-with-contract.ts";
import { printerIn } from "../support/printer.ts";
import { openTerminal } from "../support/terminal.ts";

const LINES = [
  buildLine({ product: "chair", name: "Folding chair", quantity: 10 }),
  buildLine({ product: "plate", name: "Dinner plate", quantity: 40 }),
];

const ANSWERS = `
lines: [{ line: 2, missing: 2, damaged: [{ count: 1, findings: [{ type: cracked, severity: minor }] }] }]
rest: in order
answer: { all: agrees }
acknowledgement: { name: Aino Mäkelä }
`;

test("a count is corrected, the customer's words are added, and a stop in between loses nothing", async () => {
  const desk = await deskWithContracts([{ lines: LINES }]);
  const readPhoto = () => Promise.reject(new Error("no photos here"));
  const source = { name: "answers.yaml", text: ANSWERS, readPhoto };
  await answerFromFile(desk, { contract: "2026-0117", kind: "return", source, cameBackAt: null });

  const first = openTerminal("inspect", ["amend", "R-1"], { home: desk.home });
  await first.until("Why is it amended?");
  const review = await first.answer("Two plates turned up\r", "What needs correcting?");
  expect(review).toMatch(/1 {2}Folding chair: 10 in order\n +2 {2}Dinner plate: 37 in order · 1 cracked · 2 missing/);
  expect(review).toContain("R-1 is open for corrections.");
  await first.answer("2\r", "Recorded: 37 in order · 1 cracked · 2 missing");
  await first.answer("f", "[1 minor]");
  await first.answer("2", "[2 moderate]");
  await first.answer("\r", "Recorded:");
  first.type("\x03");
  expect(await first.ended).toEqual({ code: 130, signal: null });

  const PATH = await printerIn(desk.home, 'cat > "$0.pdf"; echo "request id is counter-7"');
  const second = openTerminal("inspect", ["2026-0117"], { home: desk.home, env: { PATH } });
  await second.until("What needs correcting?");
  await second.answer("1\r", "Recorded: 10 in order");
  await second.answer("1 missing\r", "Understood: 9 in order · 1 missing");
  await second.answer("\r", /1 {2}Folding chair: 9 in order · 1 missing/);
  await second.answer("k", "read back");
  await second.answer("\r", "How is the record acknowledged?");
  await second.answer("w", "In the customer's own words");
  await second.answer("All fair\r", "Is it as it was said?");
  await second.answer("\r", "What needs correcting?");
  await second.answer("\r", "read back");
  const offered = await second.answer("\r", "The record for the customer:\n");
  expect(offered).toMatch(/finished\.[\s\S]+print it, to hand over\n❯ nothing now/u);
  await second.answer("\x1b[A", "❯ print it");
  await second.answer("\r", "R-1 went to the printer. request id is counter-7");
  expect(await second.ended).toEqual({ code: 0, signal: null });

  expect((await readFile(join(desk.home, "lp.pdf"))).subarray(0, 5).toString()).toBe("%PDF-");
  const { inspection } = (await showInspection(desk, "R-1")).walk;
  expect(inspection.lines.map(({ ok, damaged, missing }) => [ok, damaged, missing])).toEqual([
    [9, 0, 1],
    [37, 1, 2],
  ]);
  expect(inspection.lines[1]?.groups[0]?.findings).toMatchObject([{ id: "F1", severity: "moderate" }]);
  expect(inspection.answer).toEqual({ all: "agrees", words: "All fair", exceptions: [] });
  expect(inspection.acknowledgement).toMatchObject({ kind: "name", name: "Aino Mäkelä" });
  expect(inspection.amendments).toMatchObject([{ reason: "Two plates turned up", by: ["Mira Salo"] }]);
});
