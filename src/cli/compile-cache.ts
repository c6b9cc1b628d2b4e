/**
 * The last step of the build: plays the demo in a temporary folder with the finished bundle, so that V8 has compiled what a day at
 * the desk uses, and keeps that code beside each file. Also gathers each language's texts in one file.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { buildCatalogues } from "../storage/templates.ts";
import { cachePath, load, loadedScripts } from "./launch.ts";
import type { main, ProgramName } from "./main.ts";

/** The number in `fixtures/party/contract.yaml`, which the demo plays. */
const DEMO_CONTRACT = "2026-0117";

/** Runs one command of the bundle in this process. @throws Error with what it said when it does not succeed. */
async function play(folder: string, program: ProgramName, argv: readonly string[]): Promise<void> {
  const bundle = load(join(__dirname, "start.cjs")) as { readonly main: typeof main };
  const said = new PassThrough();
  const exitCode = await bundle.main(program, argv, {
    stdin: new PassThrough(),
    stdout: new PassThrough().resume(),
    stderr: said,
    env: { RETURNDESK_HOME: join(folder, "demo", "home"), RETURNDESK_LANGUAGE: "en" },
    cwd: folder,
    clock: { now: () => new Date().toISOString() as never },
  });
  if (exitCode !== 0) throw new Error(`the finished bundle does not run "${program} ${argv.join(" ")}": ${said.read()}`);
}

/** Keeps the code of what was loaded, but for files that have some already. */
function keepCode(): void {
  for (const [file, { script }] of loadedScripts())
    if (!existsSync(cachePath(file))) writeFileSync(cachePath(file), script.createCachedData());
}

/** What should start in a blink. Code that only longer commands use would have to be unpacked at each of these, too. */
async function playShort(folder: string): Promise<void> {
  process.env.TZ = "Europe/Helsinki";
  await play(folder, "inspect", ["--help"]);
  await play(folder, "contracts", ["show", DEMO_CONTRACT]);
  keepCode();
}

async function playAll(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "returndesk-build-"));
  try {
    buildCatalogues();
    await play(folder, "desk", ["demo", "--out", join(folder, "demo")]);
    const { status, stderr } = spawnSync(process.execPath, [__filename, folder]);
    if (status !== 0) throw new Error(String(stderr));
    keepCode();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

// Without the cache everything works, only slower: an installation must not fail for it. The tests play the demo too, and they do fail.
const [demo] = process.argv.slice(2);
if (demo === undefined)
  playAll().catch((error: Error) => process.stderr.write(`warning: the programs will start more slowly: ${error.message}\n`));
else void playShort(demo);
