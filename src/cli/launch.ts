/**
 * Loads the bundle with the code that V8 compiled for it at build time, which halves the time to the first line of output. A bundle without such
 * code, or with that of another Node version, is compiled as usual. Stands alone: it must cost nothing itself.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Script } from "node:vm";
import type { ProgramName } from "./main.ts";
import type { start } from "./start.ts";

interface Loaded {
  readonly script: Script;
  readonly exports: Record<string, unknown>;
}

/** What is loaded to issue one bill runs other parts of the same files than what shows a contract, and keeps code of its own. */
export type KeptFor = "usual" | "bill";

let kept: KeptFor = "usual";
const loaded = new Map<string, Loaded>();

/** Says what the code is for, before any is loaded. */
export function keepFor(use: KeptFor): void {
  kept = use;
  if (use === "bill") expectBriefRun();
}

const PATIENT = "--interrupt-budget=1000000";
const ROOM_AT_ONCE = "--semi-space-growth-factor=16";

/** By Node's version the flags that its V8 is known to have; it complains aloud of one that it does not know. */
const FLAGS: Readonly<Record<string, string>> = {
  "20": `${PATIENT} ${ROOM_AT_ONCE}`,
  "22": PATIENT,
  "24": PATIENT,
};

/** Parts of Node that setting a bill needs. What is loaded after a flag has changed is compiled anew, Node's own parts too. */
const NEEDED = ["node:fs/promises", "node:crypto", "node:module", "node:zlib"];

/**
 * One bill is issued before V8 has any use of compiling anew what runs often, which takes a sixth of the processor time on its other threads: it
 * becomes fifteen times as patient. And the room for new values grows to its full 16 MB in one step: by doubling it, what a bill still needs would
 * be moved again and again. Kept code is checked by the flags it was made with.
 */
function expectBriefRun(): void {
  for (const part of NEEDED) require(part);
  const { setFlagsFromString } = require("node:v8") as typeof import("node:v8");
  const flags = FLAGS[process.versions.node.split(".")[0] as string];
  if (flags !== undefined) setFlagsFromString(flags);
}

/** The files loaded so far and their scripts, for `compile-cache.ts`. */
export const loadedScripts = (): ReadonlyMap<string, { readonly script: Script }> => loaded;

export const cachePath = (file: string): string => (kept === "usual" ? `${file}.cache` : `${file}.${kept}.cache`);

function cacheOf(file: string): Buffer | undefined {
  try {
    return readFileSync(cachePath(file));
  } catch {
    return undefined;
  }
}

/** Parts of Node that take milliseconds to load and that most commands name but never use. */
const LATE: ReadonlySet<string> = new Set(["node:child_process", "node:crypto", "node:fs/promises", "node:module", "node:os"]);

/** Stands for a module and loads it when something of it is first asked for. */
const whenUsed = (id: string): object => new Proxy({}, { get: (_, name) => Reflect.get(require(id), name) });

/** Runs one file of the bundle once, as `require` would, and returns its exports. */
export function load(file: string): Record<string, unknown> {
  const known = loaded.get(file);
  if (known) return known.exports;
  const cachedData = cacheOf(file);
  const script = new Script(`(function (exports, require, module, __filename, __dirname) {${readFileSync(file, "utf8")}\n})`, {
    filename: file,
    ...(cachedData ? { cachedData } : {}),
  });
  const module = { exports: {} as Record<string, unknown> };
  loaded.set(file, { script, exports: module.exports });
  // All files of the bundle stand in this one's folder, so what is found from here is what each would find.
  const fetch = (id: string): unknown => (id.startsWith("./") ? load(join(__dirname, id)) : LATE.has(id) ? whenUsed(id) : require(id));
  const own = Object.assign(fetch, require);
  script.runInThisContext()(module.exports, own, module, file, __dirname);
  loaded.set(file, { script, exports: module.exports });
  return module.exports;
}

/** `invoice 2026-0117`: what has a figure in it is no command's name. A wrong guess costs milliseconds. */
function issuesOne(name: ProgramName, words: readonly string[]): boolean {
  const [first = "", ...others] = words.filter((word) => !word.startsWith("-"));
  return name === "invoice" ? /\d/u.test(first) : name === "desk" && first === "invoice" && issuesOne("invoice", others);
}

/** What each file in `bin/` calls. */
export function launch(name: ProgramName): Promise<void> {
  if (issuesOne(name, process.argv.slice(2))) keepFor("bill");
  const bundle = load(join(__dirname, "start.cjs")) as { readonly start: typeof start };
  return bundle.start(name);
}
