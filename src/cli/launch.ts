/**
 * Loads the bundle with the code that V8 compiled for it at build time, which halves the time to the first line of output. A bundle without such
 * code, or with that of another Node version, is compiled as usual. Stands alone: it must cost nothing itself.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Script } from "node:vm";
import type { start } from "./start.ts";

interface Loaded {
  readonly script: Script;
  readonly exports: Record<string, unknown>;
}

const loaded = new Map<string, Loaded>();

/** The files loaded so far and their scripts, for `compile-cache.ts`. */
export const loadedScripts = (): ReadonlyMap<string, { readonly script: Script }> => loaded;

export const cachePath = (file: string): string => `${file}.cache`;

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

/** What each file in `bin/` calls. */
export function launch(name: Parameters<typeof start>[0]): Promise<void> {
  const bundle = load(join(__dirname, "start.cjs")) as { readonly start: typeof start };
  return bundle.start(name);
}
