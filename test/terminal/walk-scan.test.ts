/** A barcode scanner types an item's code and Enter faster than any finger: it leads to the line, whatever its letters would do. */
import { expect, test } from "vitest";
import { buildLine } from "../support/build-contract.ts";
import { deskWithContracts } from "../support/desk-with-contract.ts";
import { openTerminal } from "../support/terminal.ts";

const LINES = [
  buildLine({ product: "chair", name: "Folding chair", quantity: 10 }),
  buildLine({ product: "oven", name: "Pizza oven", quantity: 1, serials: ["E-0042"] }),
  buildLine({ product: "mixer", name: "Mixer", quantity: 2, serials: ["4006381333931", "4006381333948"] }),
  buildLine({ product: "chair", name: "Folding chair", quantity: 5 }),
];
const OTHER = [buildLine({ product: "oven", name: "Pizza oven", quantity: 1, serials: ["e-0077"] })];

const slowly = async (type: (text: string) => void, text: string): Promise<void> => {
  for (const letter of text) {
    type(letter);
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
};

test("codes lead to their lines, all at once or one letter after the other; others say whose they are; commands typed ahead stay commands", async () => {
  const desk = await deskWithContracts([{ lines: LINES }, { number: "2026-0118", lines: OTHER }]);
  const terminal = openTerminal("inspect", ["2026-0117"], { home: desk.home });
  await terminal.until("Enter: later");
  await terminal.answer("\r", "line 1 of 4");
  const oven = await terminal.answer("E-0042\r", "line 2 of 4");
  expect(oven).toContain("E-0042: this line.");
  await terminal.answer("4006381333948\r", "line 3 of 4");
  const later = terminal.until("line 2 of 4");
  await slowly(terminal.type, "e-0042\r");
  await later;
  await terminal.answer("chair\r", "line 1 of 4");
  const elsewhere = await terminal.answer("E-0077\r", "E-0077 belongs to contract 2026-0118.");
  expect(elsewhere).toContain("line 1 of 4");
  await terminal.answer("E-9999\r", "No contract has an item with the code E-9999.");
  await terminal.answer("4006381333000\r", "No contract has an item with the code 4006381333000.");
  await terminal.answer("1 broken\r", "Understood: 9 in order · 1 × broken");
  await terminal.answer("\r", "marks each");
  await terminal.answer("2\r", "line 2 of 4");
  await terminal.answer("chair\r", "line 4 of 4");
  await terminal.answer("okk", "What does the customer say?");
  terminal.kill("SIGKILL");
  await terminal.ended;
});
