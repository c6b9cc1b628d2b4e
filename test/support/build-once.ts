import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** All that a build reads. Folders count too: theirs is the moment at which a file was added or taken away. */
const sources = (): string[] => [
  ...["package.json", "package-lock.json", "tsconfig.json", "tsdown.config.ts", "src", "templates", "fixtures"].map((name) =>
    join(root, name),
  ),
  ...["src", "templates", "fixtures"].flatMap((name) =>
    readdirSync(join(root, name), { recursive: true, encoding: "utf8" }).map((file) => join(root, name, file)),
  ),
];

/** Whether the last build began after all changes, and came to its end. */
function isBuilt(): boolean {
  const [first, last] = ["dist/launch.cjs", "dist/start.cjs.cache"].map((name) => join(root, name)) as [string, string];
  if (!existsSync(first) || !existsSync(last)) return false;
  const began = statSync(first).mtimeMs;
  return sources().every((path) => statSync(path).mtimeMs < began);
}

/** Tests of the real program run what `npm run build` makes: built once, before all of them, unless it just was. */
export function setup(): void {
  if (isBuilt()) return;
  execFileSync(process.execPath, ["node_modules/tsdown/dist/run.mjs"], { cwd: root, stdio: "inherit" });
  execFileSync(process.execPath, ["dist/compile-cache.cjs"], { cwd: root, stdio: "inherit" });
}
