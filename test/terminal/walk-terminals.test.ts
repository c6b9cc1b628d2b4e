/** The walk on terminals of every kind: small and large, resized, pasting, with other key codes, over a slow line, without colour. */
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { buildLine } from "../support/build-contract.ts";
import { deskWithContracts } from "../support/desk-with-contract.ts";
import { type OpenTerminal, openTerminal, type TerminalOptions } from "../support/terminal.ts";

const LINES = [
  buildLine({ product: "chair", name: "Folding chair", quantity: 10 }),
  buildLine({ product: "plate", name: "Dinner plate", quantity: 40 }),
  buildLine({ product: "cup", name: "Coffee cup", quantity: 12 }),
];

async function beginWalk(options: Partial<TerminalOptions> = {}): Promise<OpenTerminal> {
  const desk = await deskWithContracts([{ lines: LINES }]);
  const terminal = openTerminal("inspect", ["2026-0117"], { home: desk.home, ...options });
  await terminal.until("Enter: later");
  await terminal.answer("\r", "line 1 of 3");
  return terminal;
}

async function end(terminal: OpenTerminal): Promise<void> {
  terminal.kill("SIGKILL");
  await terminal.ended;
}

test.each([
  [80, 24],
  [120, 40],
])("%i × %i: nothing is cut, and a resize in the middle of a word keeps it", async (columns, rows) => {
  const terminal = await beginWalk({ columns, rows });
  const screen = terminal.screen();
  expect(screen).toContain("Folding chair");
  expect(screen).toContain("? help");
  expect(screen.split("\n").length).toBeLessThanOrEqual(rows);
  await terminal.answer("3 crac", "› 3 crac");
  terminal.resize(200 - columns, 64 - rows);
  await terminal.until("› 3 crac");
  await terminal.answer("ked\r", "Understood: 7 in order · 3 × cracked");
  terminal.resize(columns, rows);
  await terminal.answer("b", "› 3 cracked");
  await end(terminal);
});

test("pasted text is typed text: it answers nothing by itself, whatever letters and ends of lines it has", async () => {
  const terminal = await beginWalk();
  await terminal.answer("\x1b[200~2 broken,\r\n1 missing\r\n\x1b[201~", "› 2 broken,  1 missing");
  await terminal.answer("\r", "Understood: 7 in order · 2 × broken · 1 missing");
  await terminal.answer("b", "› 2 broken");
  await terminal.answer("\x15", "All in order? If not");
  const pasted = await terminal.answer("\x1b[200~ok\x1b[201~", "› ok");
  expect(pasted).toContain("line 1 of 3");
  await end(terminal);
});

test("Windows Terminal's key codes, unknown sequences, and a broken byte", async () => {
  const terminal = await beginWalk();
  terminal.type("\x1b[79;24;79;0;0;1_\x1b[15~\x1b[3~\x1bOP\x1b[H\x1bo\x1b[?62;c\x1b]11;rgb:00/00/00\x07");
  await terminal.answer("\x1b[79;24;111;1;0;1_\x1b[79;24;111;0;0;1_", "line 2 of 3");
  await terminal.answer("\x1b[37;75;0;1;256;1_", "Recorded: 10 in order");
  await terminal.answer("\x1b[13;28;13;1;0;1_", "line 2 of 3");
  terminal.type(Buffer.from([0x32, 0xc3, 0x20, 0x74, 0xff, 0xfe]));
  await terminal.answer("orn\r", "Understood: 38 in order · 2 × torn");
  await terminal.answer("\x1b", "› 2 torn");
  await end(terminal);
});

test("over a slow line an arrow that comes in pieces is an arrow, and Escape alone is Escape", async () => {
  const terminal = await beginWalk();
  await terminal.answer("\r", "line 2 of 3");
  for (const piece of ["\x1b", "[", "D"]) {
    terminal.type(piece);
    await pause(60);
  }
  await terminal.until("Recorded: 10 in order");
  await terminal.answer("g", "Which line, or which lines?");
  await terminal.answer("\x1b", "Recorded: 10 in order");
  await end(terminal);
});

test.each<Readonly<Record<string, string>>>([{ TERM: "dumb" }, { NO_COLOR: "1" }, { NO_COLOR: "" }])(
  "the same words stand there with %o",
  async (env) => {
    const terminal = await beginWalk({ env });
    const screen = await terminal.answer("2 broken\r", "Understood: 8 in order · 2 × broken");
    expect(screen).toContain("Folding chair");
    await end(terminal);
  },
);
