/** What is found after the return, entered at a real terminal: asked one after the other, and both times stand on the card. */
import { expect, test } from "vitest";
import { answerFromFile } from "../../src/app/answer-from-file.ts";
import { buildLine } from "../support/build-contract.ts";
import { deskWithContracts } from "../support/desk-with-contract.ts";
import { openTerminal } from "../support/terminal.ts";

const LINES = [
  buildLine({ product: "chair", name: "Folding chair", quantity: 10 }),
  buildLine({ product: "plate", name: "Dinner plate", quantity: 40 }),
];
const ANSWERS = "rest: in order\nanswer: { all: agrees }\nacknowledgement: { name: Aino Mäkelä }\n";

test("a late finding is asked for, told with the last day of its notice, and shown with both times", async () => {
  const desk = await deskWithContracts([{ lines: LINES }]);
  const source = { name: "answers.yaml", text: ANSWERS, readPhoto: () => Promise.reject(new Error("no photos here")) };
  await answerFromFile(desk, { contract: "2026-0117", kind: "return", source, cameBackAt: null });

  const late = openTerminal("inspect", ["amend", "R-1", "--late"], { home: desk.home });
  await late.until("When was it seen? (YYYY-MM-DD HH:MM)");
  await late.answer("2026-05-21 09:15\r", "Why is it amended?");
  await late.answer("Seen when the plates were washed\r", "On which line?");
  await late.answer("plate", /2 {2}Dinner plate {2}\(40 in order\)/);
  await late.answer("\r", "What was seen?");
  await late.answer("2 missing\r", "only damage found after the return can be entered here");
  late.type("\x15");
  await late.answer("2 cracked\r", "Note for the customer to read");
  await late.answer("At the rim\r", "Photo file (Enter: none)");
  await late.answer("\r", "Something on another line?");
  await late.answer("y\r", "On which line?");
  // What was said of the first line is on disk: a stop here loses nothing of it.
  const stopped = openTerminal("inspect", ["show", "R-1"], { home: desk.home });
  await stopped.until("2 × cracked");
  await late.answer("chair", /1 {2}Folding chair {2}\(10 in order\)/);
  await late.answer("\r", "What was seen?");
  await late.answer("1 scratched\r", "Note for the customer to read");
  await late.answer("\r", "Photo file (Enter: none)");
  await late.answer("\r", "Something on another line?");
  const told = await late.answer("\r", "R-1: entered as found after the return, seen 21");
  expect(told).toMatch(/F1 {2}2 × cracked/u);
  expect(await late.ended).toEqual({ code: 0, signal: null });

  const again = openTerminal("inspect", ["amend", "R-1", "--reason", "Looked at once more"], { home: desk.home });
  await again.until("What needs correcting?");
  await again.answer("2\r", "Recorded: 38 in order · 2 cracked");
  const card = await again.answer("f", "marks each");
  expect(card).toMatch(/late +seen 21\sMay\s2026 at\s09:15, entered \d/u);
  await again.answer("\x03", "R-1");
  expect(await again.ended).toEqual({ code: 130, signal: null });
});
