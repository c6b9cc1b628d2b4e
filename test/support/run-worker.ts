/** A TypeScript program of the tests in a process of its own: bundled once, since compiling it in each process would take most of the time. */
import { type ChildProcess, spawn } from "node:child_process";
import { basename, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { build } from "tsdown";

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

const root = resolve(import.meta.dirname, "../..");

/** @returns the path of the bundle, for {@link runWorker} */
export async function buildWorker(path: string, folder: string): Promise<string> {
  const deps = { alwaysBundle: [/.*/], neverBundle: ["better-sqlite3", "sharp"] };
  await build({
    config: false,
    cwd: root,
    entry: [path],
    outDir: folder,
    format: "cjs",
    platform: "node",
    dts: false,
    clean: false,
    deps,
    // What stays outside is found by NODE_PATH, which only `require` looks at.
    outputOptions: { dynamicImportInCjs: false },
    logLevel: "error",
  });
  return join(folder, `${basename(path, ".ts")}.cjs`);
}

export function runWorker(bundle: string, ...args: readonly string[]): Worker {
  const env = { ...process.env, NODE_PATH: join(root, "node_modules") };
  const child: ChildProcess = spawn(process.execPath, [bundle, ...args], { stdio: ["ignore", "pipe", "pipe"], env });
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
