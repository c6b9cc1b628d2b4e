/** A TypeScript program of the tests in a process of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

export interface Worker {
  /** Whole lines it has written after `ready`. */
  readonly lines: readonly string[];
  /** Resolves with its first line, `ready`. @throws Error with what it wrote to stderr when it ends before. */
  ready(): Promise<void>;
  /** `kill -9`. */
  kill(): void;
  /** Resolves with its exit code, null when it was killed, once all it wrote has been read. */
  ended(): Promise<number | null>;
}

export function runWorker(path: string, ...args: readonly string[]): Worker {
  const child: ChildProcess = spawn(process.execPath, ["--import", "tsx", path, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const lines: string[] = [];
  let errors = "";
  child.stderr?.on("data", (chunk) => {
    errors += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.on("close", (code) => resolve(code)));
  const ready = new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on("line", (line) => {
      if (line === "ready") resolve();
      else lines.push(line);
    });
    child.on("close", () => reject(new Error(`the worker ended before it was ready: ${errors}`)));
  });
  return { lines, ready: () => ready, kill: () => void child.kill("SIGKILL"), ended: () => ended };
}
