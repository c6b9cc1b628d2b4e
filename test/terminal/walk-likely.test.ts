/** What was found most often before stands first and on a key of its own; the digits stay where they are. */
import { expect, test } from "vitest";
import { answerFromFile } from "../../src/app/answer-from-file.ts";
import { buildLine } from "../support/build-contract.ts";
import { buildDamaged, buildMatch, buildTerms } from "../support/build-terms.ts";
import { deskWithContracts } from "../support/desk-with-contract.ts";
import { openTerminal } from "../support/terminal.ts";

const LINES = [buildLine({ product: "chair", name: "Folding chair", quantity: 10 })];
const TERMS = buildTerms({ damaged: [buildDamaged({ match: buildMatch({ severities: ["minor", "moderate", "severe"] }) })] });
const BEFORE = `
lines:
  - line: 1
    damaged:
      - { count: 1, findings: [{ type: scratched, severity: minor }] }
      - { count: 1, findings: [{ type: scratched, severity: moderate }] }
      - { count: 1, findings: [{ type: scratched, severity: moderate }] }
      - { count: 1, findings: [{ type: cracked, severity: severe }] }
answer: { all: agrees }
acknowledgement: { name: Aino Mäkelä }
`;

test("the type and the severity that chairs had most often", async () => {
  const desk = await deskWithContracts([{ lines: LINES }, { number: "2026-0118", lines: LINES }], {}, TERMS);
  const first = openTerminal("inspect", ["2026-0118"], { home: desk.home });
  await first.until("Enter: later");
  await first.answer("\r", "line 1 of 1");
  await first.answer("1 cracked\r", "Understood");
  const before = await first.answer("\r", "marks each");
  expect(before).toContain("Enter that is right");
  await first.answer("\r", "How severe? Press 1, 2 or 3.");
  expect(await first.answer("y", "what is wrong with it?")).not.toContain("most often");
  first.kill("SIGKILL");
  await first.ended;

  const source = { name: "answers.yaml", text: BEFORE, readPhoto: () => Promise.reject(new Error("no photos here")) };
  await answerFromFile(desk, { contract: "2026-0117", kind: "return", source, cameBackAt: null });
  const terminal = openTerminal("inspect", ["2026-0118"], { home: desk.home });
  const card = await terminal.until("marks each");
  expect(card).toContain("Enter severe, as most often");
  const types = await terminal.answer("y", "what is wrong with it?");
  expect(types).toMatch(/Enter {2}scratched – most often so far\n +1 {2}cracked\n +2 {2}broken\n +3 {2}scratched/);
  expect(await terminal.answer("\r", "1 × scratched")).toContain("Enter moderate, as most often");
  const taken = await terminal.answer("\r", "Noted as moderate. Enter if that is right; 1, 2 or 3 if not.");
  expect(taken).toContain("[2 moderate]");
  await terminal.answer("\r", "What does the customer say?");
  terminal.kill("SIGKILL");
  await terminal.ended;
});
