/**
 * A walk of 300 lines in a real pseudo-terminal, on the built program: from the key press that answers until the answer is on disk and
 * the next question is shown. The next question is only drawn once the answer is stored, so seeing it proves both.
 */
import { fileURLToPath } from "node:url";
import { type IPty, spawn } from "@lydell/node-pty";
import { buildLine } from "../support/build-contract.ts";
import { deskWithContracts } from "../support/desk-with-contract.ts";

const LINES = 300;
const LIMIT_MS = 50;
const PROGRAM = fileURLToPath(new URL("../../bin/inspect.cjs", import.meta.url));

interface Watched {
  /** Types, and resolves with the milliseconds until the text is on the screen. */
  press(typed: string, then: string): Promise<number>;
  end(): void;
}

function watch(pty: IPty): Watched {
  let seen = "";
  let look = (): void => {};
  pty.onData((data) => {
    seen += data;
    look();
  });
  return {
    press: (typed, then) =>
      new Promise((resolve) => {
        seen = "";
        const started = performance.now();
        look = () => {
          if (!seen.includes(then)) return;
          look = () => {};
          resolve(performance.now() - started);
        };
        if (typed !== "") pty.write(typed);
        else look();
      }),
    end: () => pty.kill("SIGKILL"),
  };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

/** Every fifth line has damage on a card, every fifth something missing; the others are in order. */
async function walk(terminal: Watched): Promise<Readonly<Record<string, number[]>>> {
  const times: Record<string, number[]> = { "in order": [], "a quick entry": [], "a field of a card": [], "a card": [] };
  const timed = async (what: string, typed: string, then: string): Promise<void> => {
    times[what]?.push(await terminal.press(typed, then));
    await settled();
  };
  for (let line = 1; line < LINES; line += 1) {
    const next = `line ${line + 1} of`;
    if (line % 5 === 0) {
      await terminal.press("2 cracked 1 scratched\r", "Understood");
      await timed("a quick entry", "\r", "marks each");
      await timed("a field of a card", "2", "[2 moderate]");
      await timed("a card", "\r", "marks each");
      await timed("a field of a card", "3", "[3 severe]");
      await timed("a card", "\r", next);
    } else if (line % 5 === 1) {
      await terminal.press("1 missing\r", "Understood");
      await timed("a quick entry", "\r", next);
    } else await timed("in order", "o", next);
  }
  return times;
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number;

export async function benchWalk(): Promise<void> {
  const lines = Array.from({ length: LINES }, (_, index) =>
    buildLine({ product: `product-${index + 1}`, name: `Product number ${index + 1}`, quantity: 10, serials: [`S-${index + 1}`] }),
  );
  const desk = await deskWithContracts([{ lines }]);
  const pty = spawn(process.execPath, [PROGRAM, "2026-0117"], {
    cols: 80,
    rows: 24,
    env: {
      PATH: process.env.PATH ?? "",
      TERM: "xterm-256color",
      RETURNDESK_HOME: desk.home,
      RETURNDESK_STAFF: "mira",
      RETURNDESK_LANGUAGE: "en",
    },
  });
  const terminal = watch(pty);
  await terminal.press("", "Enter: later");
  await settled();
  await terminal.press("\r", "line 1 of");
  await settled();
  const times = await walk(terminal);
  terminal.end();
  await desk.close();
  for (const [what, each] of [...Object.entries(times), ["all answers", Object.values(times).flat()] as const]) {
    const sorted = [...each].sort((a, b) => a - b);
    const figures = `p50 ${at(sorted, 0.5).toFixed(1)} ms, p95 ${at(sorted, 0.95).toFixed(1)} ms, most ${at(sorted, 1).toFixed(1)} ms`;
    process.stdout.write(`walk of ${LINES} lines, ${what}\t${figures}\tlimit ${LIMIT_MS} ms at p95\n`);
  }
}
