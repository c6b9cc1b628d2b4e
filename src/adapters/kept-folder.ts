/** A folder of ours that is filled in several runs. Links in it are never followed, and nothing outside it is written. */
import { createHash, randomUUID } from "node:crypto";
import { lstat, mkdir, open, readdir, rename, unlink } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { shortenedPath } from "../contract/reading/shortened.ts";
import { UserError } from "../kernel/errors.ts";
import { leadsInside, refusal, writeNewFile } from "./output-files.ts";

/** The first file that is written: a folder without it is not ours, unless it is empty. */
const MARK = ".returndesk-export";
/** What a file is called until it is whole. */
const UNFINISHED = /^\.returndesk-[0-9a-f]{8}-[0-9a-f-]{27}$/u;

/** Brings the names in a folder onto the disk, as a file's own sync does with its bytes. */
type SyncFolder = (path: string) => Promise<void>;

const kindOf = (path: string) =>
  lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
    throw refusal(path, error);
  });

/**
 * Opens a folder that an earlier run made, or makes it. Files that a stop left unfinished are removed: what they were to be is written anew.
 * @throws UserError `export-folder-foreign` when something else is in it; `not-a-folder`, and what the disk refuses.
 */
export async function openKeptFolder(cwd: string, given: string, syncFolder: SyncFolder) {
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
    cleared: await clearUnfinished(path),
    hashOf: (inside: string): Promise<string | null> => hashOf(within(path, inside)),
    write: (inside: string, bytes: Uint8Array): Promise<void> => replace(path, within(path, inside), bytes, syncFolder),
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

/** @returns how many there were. */
async function clearUnfinished(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const unfinished = entries.filter((entry) => entry.isFile() && UNFINISHED.test(entry.name));
  for (const { parentPath, name } of unfinished) await unlink(join(parentPath, name)).catch(gone);
  return unfinished.length;
}

/** Another export into the same folder was quicker. */
function gone(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") throw refusal(error.path ?? "", error);
}

/** A whole file takes the place of what was there: a stop leaves the old one, or the new one. */
async function replace(folder: string, path: string, bytes: Uint8Array, syncFolder: SyncFolder): Promise<void> {
  await makeFolders(folder, dirname(path), syncFolder);
  const beside = join(dirname(path), `.returndesk-${randomUUID()}`);
  await writeNewFile(folder, beside, bytes);
  try {
    await rename(beside, path);
    await syncFolder(dirname(path));
  } catch (error) {
    // Another export into the same folder took it for one that a stop had left.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return replace(folder, path, bytes, syncFolder);
    await unlink(beside).catch(() => undefined);
    throw refusal(path, error);
  }
}

async function makeFolders(folder: string, path: string, syncFolder: SyncFolder): Promise<void> {
  if (path === folder) return;
  await makeFolders(folder, dirname(path), syncFolder);
  const there = await kindOf(path);
  if (there && !there.isDirectory()) throw new UserError("not-a-folder", { path: shortenedPath(path) });
  if (there) return;
  try {
    await mkdir(path, { mode: 0o700 });
    await syncFolder(dirname(path));
  } catch (error) {
    throw refusal(path, error);
  }
}
