/** The process as seen by the commands: real streams in `bin/`, buffers in tests. Nothing else touches argv, the terminal or the environment. */
import type { Readable, Writable } from "node:stream";
import type { Clock } from "../app/ports.ts";

/** What an answer is written to. */
export interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string | Uint8Array): unknown;
}

export interface Io {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  /** The answer and nothing else. */
  readonly stdout: Output;
  /** Prompts, progress and errors. */
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  /** Stderr leads to a file or a pipe, known without opening it, which takes as long as a small command; absent: the stream says. */
  readonly stderrIsFiled?: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly clock: Clock;
}

/** Whether a prompt may be shown: stdin and stderr are terminals, and nobody said `--no-input` or set `CI`. */
export const canAsk = (io: Io, input: boolean): boolean =>
  input && io.stdin.isTTY === true && io.stderr.isTTY === true && !(io.env.CI && io.env.CI !== "false");
