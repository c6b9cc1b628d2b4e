import { Readable, Writable } from "node:stream";
import type { Io } from "../../src/cli/io.ts";
import { main, type ProgramName } from "../../src/cli/main.ts";
import { instant } from "../../src/kernel/dates.ts";

export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The one JSON document on stdout. */
  json<T = Record<string, unknown>>(): T;
}

export interface RunOptions {
  /** Where `desk.json` lives. */
  readonly home: string;
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The clock stands at this moment: `2026-05-20T11:00:00Z`. */
  readonly at?: string;
  readonly cwd?: string;
}

class Collected extends Writable {
  text = "";
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString("utf8");
    done();
  }
}

/** Runs a whole program in this process, off a terminal, as a pipe would. */
export async function runProgram(name: ProgramName, argv: readonly string[], options: RunOptions): Promise<Ran> {
  const stdout = new Collected();
  const stderr = new Collected();
  const io: Io = {
    stdin: Readable.from(options.stdin === undefined ? [] : [options.stdin]),
    stdout,
    stderr,
    env: { RETURNDESK_HOME: options.home, RETURNDESK_LANGUAGE: "en", ...options.env },
    cwd: options.cwd ?? process.cwd(),
    clock: { now: () => instant(options.at ?? "2026-05-20T11:00:00Z") },
  };
  const exitCode = await main(name, argv, io);
  return { exitCode, stdout: stdout.text, stderr: stderr.text, json: () => JSON.parse(stdout.text) };
}
