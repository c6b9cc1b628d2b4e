import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Tests of the real program run what `npm run build` makes: built once, before all of them. */
export function setup(): void {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  execFileSync(process.execPath, ["node_modules/tsdown/dist/run.mjs"], { cwd: root, stdio: "inherit" });
  execFileSync(process.execPath, ["dist/compile-cache.cjs"], { cwd: root, stdio: "inherit" });
}
