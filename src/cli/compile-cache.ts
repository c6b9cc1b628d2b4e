/**
 * The last step of the build: plays the demo in a temporary folder with the finished bundle, so that V8 has compiled what a day at
 * the desk uses, and keeps that code beside each file. Also gathers each language's texts in one file.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { buildCatalogues } from "../storage/templates.ts";
import { cachePath, load, loadedScripts } from "./launch.ts";
import type { main } from "./main.ts";

/** The number in `fixtures/party/contract.yaml`, which the demo plays. */
const DEMO_CONTRACT = "2026-0117";

async function compileCache(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "returndesk-build-"));
  try {
    buildCatalogues();
    const bundle = load(join(__dirname, "start.cjs")) as { readonly main: typeof main };
    const said = new PassThrough();
    const io = {
      stdin: new PassThrough(),
      stdout: new PassThrough().resume(),
      stderr: said,
      env: { RETURNDESK_HOME: join(folder, "home"), RETURNDESK_LANGUAGE: "en" },
      cwd: folder,
      clock: { now: () => new Date().toISOString() as never },
    };
    const demo = await bundle.main("desk", ["demo", "--out", join(folder, "demo")], io);
    const help = await bundle.main("inspect", ["--help"], io);
    const show = await bundle.main("contracts", ["show", DEMO_CONTRACT], {
      ...io,
      env: { ...io.env, RETURNDESK_HOME: join(folder, "demo", "home") },
    });
    if (demo !== 0 || help !== 0 || show !== 0) throw new Error(`the finished bundle does not play the demo: ${said.read()}`);
    for (const [file, { script }] of loadedScripts()) writeFileSync(cachePath(file), script.createCachedData());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

// Without the cache everything works, only slower: an installation must not fail for it. The tests play the demo too, and they do fail.
compileCache().catch((error: Error) => process.stderr.write(`warning: the programs will start more slowly: ${error.message}\n`));
