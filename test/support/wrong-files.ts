import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Files under a tree of the archive whose bytes are not what their names say. */
export async function wrongFiles(tree: string): Promise<string[]> {
  const wrong: string[] = [];
  for (const shard of (await readdir(tree).catch(() => [])).filter((name) => name.length === 2)) {
    for (const name of (await readdir(join(tree, shard))).filter((entry) => !entry.startsWith("."))) {
      const bytes = await readFile(join(tree, shard, name));
      if (createHash("sha256").update(bytes).digest("hex") !== shard + name) wrong.push(shard + name);
    }
  }
  return wrong;
}
