/** What lies in the trees of the archive and is no stored file in its place. */
import { lstat, readdir, rename } from "node:fs/promises";
import { basename, join } from "node:path";
import type { StrayFile, Tree } from "../app/ports/verification.ts";
import { instant } from "../kernel/dates.ts";
import { explainDiskError, isAbandoned, isUnfinished, makeFolder, syncFolder } from "./durable-file.ts";

/** Folder of a tree for what was found wrong. Nothing is ever deleted from it. */
const SET_ASIDE = "set-aside";
/** What the archive keeps beside its files. */
const OWN = new Set([SET_ASIDE, "pending", "mirror.json", "mark"]);

async function stray(tree: Tree, root: string, path: string, named: string | null): Promise<StrayFile> {
  const found = await lstat(join(root, path)).catch(() => null);
  const changed = found?.mtimeMs ?? 0;
  return {
    tree,
    path,
    named,
    unfinished: isUnfinished(basename(path)),
    changedAt: instant(new Date(changed)),
    young: found !== null && !isAbandoned(changed),
  };
}

async function inShard(tree: Tree, root: string, shard: string, known: ReadonlySet<string>): Promise<readonly StrayFile[]> {
  const names = await readdir(join(root, shard));
  const odd = names.filter((name) => !/^[0-9a-f]{62}$/u.test(name) || !known.has(shard + name));
  return Promise.all(odd.map((name) => stray(tree, root, join(shard, name), /^[0-9a-f]{62}$/u.test(name) ? shard + name : null)));
}

/** @param known hashes that belong there */
export async function strayFiles(tree: Tree, root: string, known: ReadonlySet<string>): Promise<readonly StrayFile[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
  const strays: StrayFile[] = [];
  for (const entry of entries.filter(({ name }) => !OWN.has(name))) {
    if (entry.isDirectory() && /^[0-9a-f]{2}$/u.test(entry.name)) strays.push(...(await inShard(tree, root, entry.name, known)));
    else strays.push(await stray(tree, root, entry.name, null));
  }
  return strays;
}

/**
 * Moves a file of a tree, or a link as a link, into the tree's `set-aside`.
 * @returns its new path. @throws UserError what the disk refuses.
 */
export async function moveAside(root: string, path: string): Promise<string> {
  const folder = join(root, SET_ASIDE);
  await makeFolder(folder);
  const place = join(folder, `${path.replaceAll(/[\\/]/gu, "")}.${new Date().toISOString().replaceAll(":", "")}`);
  try {
    await rename(join(root, path), place);
    await syncFolder(folder);
  } catch (error) {
    throw explainDiskError(error, place);
  }
  return place;
}
