/** Parts ticked one by one, at a hand-over and at a return, on the smallest terminal people use. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { showInspection } from "../../src/app/show-inspection.ts";
import { encodeFormCode } from "../../src/media/form-code.ts";
import { buildLine } from "../support/build-contract.ts";
import { jpegSheet } from "../support/build-scan.ts";
import { deskWithContracts } from "../support/desk-with-contract.ts";
import { openTerminal } from "../support/terminal.ts";

const PARTS = Array.from({ length: 20 }, (_, index) => ({ name: `part ${index + 1}`, price: null }));
const GRILLS = buildLine({ product: "grill", name: "Gas grill", quantity: 10, parts: PARTS });

test("twenty parts: all there on one key, so many of one, and a return that is counted first", async () => {
  const desk = await deskWithContracts([{ lines: [GRILLS] }]);
  const missingIn = async (id: string) => {
    const line = (await showInspection(desk, id)).walk.inspection.lines[0];
    return line && [line.ok, line.damaged, line.missingParts];
  };
  const terminal = openTerminal("inspect", ["2026-0117"], { home: desk.home });
  await terminal.until("Enter: later");
  await terminal.answer("\r", "line 1 of 1");
  await terminal.answer("2 cracked, 1 missing\r", "Understood");
  await terminal.answer("\r", "marks each");
  await terminal.answer("b", "Recorded:");
  const first = await terminal.answer("c", "part 1: how many came back of 9?");
  expect(first.split("\n").length).toBeLessThanOrEqual(24);
  expect(first).toContain("part 1 of 20");
  await terminal.answer("\r", "part 2: how many");
  await terminal.answer("10\r", "A whole number from 0 to 9.");
  await terminal.answer("7\r", /7 of 9[\s\S]+part 3: how many/);
  await terminal.answer("\x1b[A", "part 2: how many");
  await terminal.answer("8\r", /8 of 9[\s\S]+part 3: how many/);
  await terminal.answer("\r".repeat(8), "part 11: how many");
  await terminal.answer("0\r", "part 12: how many");
  await terminal.answer("a", "The parts are stored.");
  terminal.kill("SIGKILL");
  await terminal.ended;
  expect(await missingIn("R-1")).toEqual([7, 2, { "part 2": 1, "part 11": 9 }]);

  const again = openTerminal("inspect", ["2026-0117"], { home: desk.home });
  await again.until("marks each");
  await again.answer("b", "Recorded:");
  await again.answer("c", /8 of 9/);
  await again.answer("\r\r", "part 3: how many");
  await again.answer("b", "Recorded:");
  again.kill("SIGKILL");
  await again.ended;
  expect(await missingIn("R-1")).toEqual([7, 2, { "part 2": 1, "part 11": 9 }]);
});

test("a hand-over's line is answered with its parts", async () => {
  const desk = await deskWithContracts([{ lines: [{ ...GRILLS, parts: PARTS.slice(0, 2) }] }]);
  await writeFile(join(desk.home, "scan.jpg"), await jpegSheet({ code: encodeFormCode({ contract: "2026-0117", page: 1, pages: 1 }) }));
  const terminal = openTerminal("inspect", ["handover", "2026-0117"], { home: desk.home, cwd: desk.home });
  await terminal.until("Enter: later");
  await terminal.answer("scan.jpg\r", /Is this[\s\S]+2026-0117/);
  await terminal.answer("\r", "Who signed");
  await terminal.answer("\r", "When was it signed?");
  await terminal.answer("\r", "line 1 of 1");
  await terminal.answer("c", "part 1: how many go out with the 10?");
  await terminal.answer("9\r", "part 2: how many");
  await terminal.answer("\r", "read back");
  await terminal.answer("\r", "is recorded.");
  expect(await terminal.ended).toEqual({ code: 0, signal: null });
  const line = (await showInspection(desk, "R-1")).walk.inspection.lines[0];
  expect([line?.ok, line?.missingParts]).toEqual([10, { "part 1": 1 }]);
});
