/** Modules as they are shipped: in one minified file. Run from their source, each function would be wrapped to keep its name. */
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type UserConfig } from "tsdown";
import configurations from "../../tsdown.config.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** What the build makes of a module under `src/`, and what removes it. */
export async function bundled<T>(source: string): Promise<{ readonly exports: T; remove(): void }> {
  const outDir = mkdtempSync(join(ROOT, "dist", "bench-"));
  const { outputOptions: _, ...usual } = configurations.at(-1) as UserConfig;
  const copied = { from: join(ROOT, "node_modules/pdfkit/js/data/sRGB_IEC61966_2_1.icc"), to: join(outDir, "data") };
  await build({ ...usual, config: false, entry: { bundle: join(ROOT, "src", source) }, outDir, copy: [copied], logLevel: "silent" });
  const exports = createRequire(import.meta.url)(join(outDir, "bundle.cjs")) as T;
  return { exports, remove: () => rmSync(outDir, { recursive: true, force: true }) };
}
