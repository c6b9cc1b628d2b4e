/** The real program in a real pseudo-terminal, with a screen that can be read. */
import { fileURLToPath } from "node:url";
import { spawn } from "@lydell/node-pty";
import xterm from "@xterm/headless";
import type { ProgramName } from "../../src/cli/main.ts";

export interface TerminalOptions {
  readonly home: string;
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

export interface Exit {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly signal: number | null;
}

export interface OpenTerminal {
  readonly pid: number;
  /** What a person would see, without spaces at the ends of lines and without empty lines at the end. */
  screen(): string;
  /** Resolves with the screen once it shows the text and is drawn to its end. @throws Error with the screen when it does not in time, or the program ended. */
  until(text: string | RegExp): Promise<string>;
  /** Types as it is; `\r` is Enter. Bytes need be no text. */
  type(text: string | Buffer): void;
  /** Types, then waits for a screen with a text that was drawn after that. */
  answer(text: string, then: string | RegExp): Promise<string>;
  resize(columns: number, rows: number): void;
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<Exit>;
}

const ROOT = new URL("../../", import.meta.url);
const PATIENCE = 60_000;
/** A screen counts once nothing more was written for so long: what is seen sooner may be half drawn. In milliseconds. */
const QUIET = 40;

const holds = (screen: string, text: string | RegExp): boolean => (typeof text === "string" ? screen.includes(text) : text.test(screen));

function readScreen(emulator: xterm.Terminal): string {
  const { active } = emulator.buffer;
  const lines = Array.from({ length: emulator.rows }, (_, row) => active.getLine(active.baseY + row)?.translateToString(true) ?? "");
  return lines.join("\n").trimEnd();
}

/** Mira acts, in English and without colour, unless the environment says otherwise. */
export function openTerminal(program: ProgramName, argv: readonly string[], options: TerminalOptions): OpenTerminal {
  const { columns: cols = 80, rows = 24 } = options;
  const emulator = new xterm.Terminal({ cols, rows, allowProposedApi: true });
  const pty = spawn(process.execPath, [fileURLToPath(new URL(`bin/${program}.cjs`, ROOT)), ...argv], {
    cols,
    rows,
    cwd: options.cwd ?? fileURLToPath(ROOT),
    env: {
      // Without programs: a printer that this machine may have is nobody's here.
      PATH: fileURLToPath(ROOT),
      TERM: "xterm-256color",
      NO_COLOR: "1",
      RETURNDESK_HOME: options.home,
      RETURNDESK_STAFF: "mira",
      RETURNDESK_LANGUAGE: "en",
      ...options.env,
    },
  });
  let over: Exit | null = null;
  let writes = 0;
  const watchers = new Set<() => void>();
  const look = (): void => {
    for (const watcher of [...watchers]) watcher();
  };
  pty.onData((data) => {
    writes += 1;
    emulator.write(data, look);
  });
  const ended = new Promise<Exit>((resolve) => {
    pty.onExit(({ exitCode, signal }) => {
      over = signal ? { code: null, signal } : { code: exitCode, signal: null };
      // What the program wrote last may still be on its way through the emulator.
      emulator.write("", () => {
        look();
        resolve(over as Exit);
      });
    });
  });

  /** @param after only a screen that was written to since counts: the one before may hold the text as well. */
  const until = (text: string | RegExp, after = -1): Promise<string> =>
    new Promise((resolve, reject) => {
      let quiet: NodeJS.Timeout | undefined;
      const finish = (settle: () => void): void => {
        clearTimeout(timer);
        clearTimeout(quiet);
        watchers.delete(watch);
        settle();
      };
      const shows = (screen: string): boolean => writes > after && holds(screen, text);
      const watch = (): void => {
        clearTimeout(quiet);
        const screen = readScreen(emulator);
        if (over && shows(screen)) finish(() => resolve(screen));
        else if (over) finish(() => reject(new Error(`the program ended (${JSON.stringify(over)}) before it showed ${text}:\n${screen}`)));
        else if (shows(screen)) quiet = setTimeout(() => finish(() => resolve(screen)), QUIET);
      };
      const timer = setTimeout(
        () => finish(() => reject(new Error(`the screen does not show ${text}:\n${readScreen(emulator)}`))),
        PATIENCE,
      );
      watchers.add(watch);
      watch();
    });

  return {
    pid: pty.pid,
    screen: () => readScreen(emulator),
    until: (text) => until(text),
    // It takes bytes too, though its types do not say so.
    type: (text) => pty.write(text as string),
    answer: (text, then) => {
      const before = writes;
      pty.write(text);
      return until(then, before);
    },
    resize: (columns, lines) => {
      emulator.resize(columns, lines);
      pty.resize(columns, lines);
    },
    kill: (signal) => pty.kill(signal),
    ended,
  };
}
