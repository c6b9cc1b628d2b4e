/**
 * The last step of the build: plays the demo in a temporary folder with the finished bundle, so that V8 has compiled what a day at
 * the desk uses, and keeps that code beside each file. Also gathers each language's texts in one file.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { setFlagsFromString } from "node:v8";
import { buildCatalogues } from "../storage/templates.ts";
import { cachePath, type KeptFor, keepFor, load, loadedScripts } from "./launch.ts";
import type { main, ProgramName } from "./main.ts";

/** The stories in `fixtures/`, by their contracts. */
const STORIES: Readonly<Record<string, string>> = { party: "2026-0117", event: "2026-0142", clean: "2026-0163" };

const fixture = (name: string): string => join(__dirname, "..", "fixtures", name);

/** Runs one command of the bundle in this process. @throws Error with what it said when it does not succeed. */
async function play(home: string, program: ProgramName, argv: readonly string[]): Promise<void> {
  const bundle = load(join(__dirname, "start.cjs")) as { readonly main: typeof main };
  const said = new PassThrough();
  const exitCode = await bundle.main(program, argv, {
    stdin: new PassThrough(),
    stdout: new PassThrough().resume(),
    stderr: said,
    env: { RETURNDESK_HOME: home, RETURNDESK_LANGUAGE: "en" },
    cwd: home,
    clock: { now: () => new Date().toISOString() as never },
  });
  if (exitCode !== 0) throw new Error(`the finished bundle does not run "${program} ${argv.join(" ")}": ${said.read()}`);
}

/** V8 forgets what it compiled and has not run for a while. Its flags are part of what kept code is checked by: it is made with the usual ones. */
const forget = (code: boolean): void => setFlagsFromString(code ? "--flush-bytecode" : "--no-flush-bytecode");

/** Keeps the code of what was loaded, but for files that have some already. */
function keepCode(): void {
  forget(true);
  for (const [file, { script }] of loadedScripts())
    if (!existsSync(cachePath(file))) writeFileSync(cachePath(file), script.createCachedData());
  forget(false);
}

/** A desk with three returns to be billed. */
async function prepareReturns(home: string): Promise<void> {
  mkdirSync(home);
  const folders = ["--data", join(home, "data"), "--mirror", join(home, "mirror")];
  await play(home, "desk", ["init", "--from", fixture("firm.yaml"), ...folders, "--no-input"]);
  for (const [story, number] of Object.entries(STORIES)) {
    const file = (name: string): string => fixture(join(story, name));
    await play(home, "contracts", ["add", file("contract.yaml")]);
    await play(home, "contracts", ["archive", number, file("signed.pdf"), "--yes"]);
    await play(home, "inspect", ["handover", number, "--answers", file("handover.yaml")]);
    await play(home, "inspect", [number, "--answers", file("answers.yaml")]);
  }
}

/** What should start in a blink. Code that only longer commands use would have to be unpacked at each of these, too. */
async function playShort(home: string): Promise<void> {
  process.env.TZ = "Europe/Helsinki";
  await play(home, "inspect", ["--help"]);
  await play(home, "contracts", ["show", STORIES.party as string]);
  keepCode();
}

/** What issues a bill; then what shows one first, as far as it is in other files. */
async function playBill(home: string): Promise<void> {
  process.env.TZ = "Europe/Helsinki";
  keepFor("bill");
  const numbers = Object.values(STORIES);
  for (const number of numbers) await play(home, "invoice", [number, "--yes"]);
  keepCode();
  await play(home, "invoice", [numbers[0] as string, "--preview"]);
  keepCode();
}

const PARTS: Readonly<Record<KeptFor, (home: string) => Promise<void>>> = { usual: playShort, bill: playBill };

async function playAll(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "returndesk-build-"));
  const home = join(folder, "home");
  try {
    buildCatalogues();
    await prepareReturns(home);
    for (const part of Object.keys(PARTS)) {
      const { status, stderr, error } = spawnSync(process.execPath, [__filename, part, home], { timeout: LONGEST_MS });
      if (status !== 0) throw error ?? new Error(String(stderr));
    }
    await play(home, "desk", ["demo", "--out", join(folder, "demo")]);
    keepCode();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const warn = (why: string): boolean => process.stderr.write(`warning: the programs will start more slowly: ${why}\n`);

/** On a machine whose every disk and processor is busy; what takes longer than this never ends. */
const LONGEST_MS = 4 * 60 * 1_000;

// Without the cache everything works, only slower: an installation must not fail for it, or wait. The tests play the demo too, and they do fail.
forget(false);
const [part, home] = process.argv.slice(2);
if (part === undefined || home === undefined) {
  playAll().catch((error: Error) => warn(error.message));
  const tooLong = (): never => {
    warn("keeping their compiled code took too long");
    process.exit();
  };
  setTimeout(tooLong, 2 * LONGEST_MS).unref();
} else void PARTS[part as KeptFor](home);
