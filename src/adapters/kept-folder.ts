/** A folder of ours that is filled in several runs. Links in it are never followed, and nothing outside it is written. */
import { createHash, randomUUID } from "node:crypto";
import { lstat, mkdir, open, readdir, rename, unlink } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { shortenedPath } from "../contract/reading/shortened.ts";
import { UserError } from "../kernel/errors.ts";
import { leadsInside, refusal, writeNewFile } from "./output-files.ts";

/** The first file that is written: a folder without it is not ours, unless it is empty. */
const MARK = ".returndesk-export";

const kindOf = (path: string) =>
  lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
    throw refusal(path, error);
  });

/**
 * Opens a folder that an earlier run made, or makes it.
 * @throws UserError `export-folder-foreign` when something else is in it; `not-a-folder`, and what the disk refuses.
 */
export async function openKeptFolder(cwd: string, given: string) {
  const path = resolve(cwd, given);
  const there = await kindOf(path);
  if (there && !there.isDirectory()) throw new UserError("not-a-folder", { path: shortenedPath(path) });
  try {
    if (!there) await mkdir(path, { recursive: true, mode: 0o700 });
    const inside = await readdir(path);
    if (inside.length > 0 && !inside.includes(MARK)) throw new UserError("export-folder-foreign", { path: shortenedPath(path) });
    if (inside.length === 0) await writeNewFile(path, MARK, new Uint8Array());
  } catch (error) {
    throw refusal(path, error);
  }
  return {
    path,
    hashOf: (inside: string): Promise<string | null> => hashOf(within(path, inside)),
    write: (inside: string, bytes: Uint8Array): Promise<void> => replace(path, within(path, inside), bytes),
  };
}

/** @throws RangeError when the path leads out of the folder. */
function within(folder: string, inside: string): string {
  if (!leadsInside(inside)) throw new RangeError(`leads out of the folder: ${inside}`);
  return join(folder, inside);
}

async function hashOf(path: string): Promise<string | null> {
  const found = await kindOf(path);
  if (!found?.isFile()) return null;
  const handle = await open(path, "r");
  try {
    const hash = createHash("sha256");
    for await (const chunk of handle.createReadStream({ autoClose: false })) hash.update(chunk as Buffer);
    return hash.digest("hex");
  } finally {
    await handle.close();
  }
}

/** A whole file takes the place of what was there: a stop leaves the old one, or the new one. */
async function replace(folder: string, path: string, bytes: Uint8Array): Promise<void> {
  await makeFolders(folder, dirname(path));
  const beside = join(dirname(path), `.returndesk-${randomUUID()}`);
  await writeNewFile(folder, beside, bytes);
  try {
    await rename(beside, path);
  } catch (error) {
    await unlink(beside).catch(() => undefined);
    throw refusal(path, error);
  }
}

async function makeFolders(folder: string, path: string): Promise<void> {
  if (path === folder) return;
  await makeFolders(folder, dirname(path));
  const there = await kindOf(path);
  if (there && !there.isDirectory()) throw new UserError("not-a-folder", { path: shortenedPath(path) });
  if (there) return;
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    throw refusal(path, error);
  }
}
