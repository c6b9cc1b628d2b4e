/** A scanner's or a camera's folder: what lies in it, what arrives and is whole, and where it goes once it was taken in. */
import { constants, type Stats } from "node:fs";
import { lstat, mkdir, open, readdir, rename } from "node:fs/promises";
import { extname, join } from "node:path";
import { UserError } from "../kernel/errors.ts";
import { isJunk } from "./scan-files.ts";

/** Where taken files go, in the folder itself: no disk has to be crossed. */
const DONE = "done";
/** The same for photos, which are not done with: they are in the walk. */
export const TAKEN = "taken";
/** A scanner writes page after page: a file is whole when it has not grown for so long. */
const QUIET_MILLISECONDS = 2_000;
const POLL_MILLISECONDS = 500;
/** How often a network share is looked at, which tells nobody of what arrives. */
const SHARE_MILLISECONDS = 2_000;

/** One state of a file: another one is another file. */
export interface FileMark {
  readonly size: number;
  readonly modified: number;
  readonly inode: number;
}

export interface WatchedFile {
  readonly bytes: Uint8Array;
  readonly mark: FileMark;
}

const markOf = (found: { size: number; mtimeMs: number; ino: number }): FileMark => ({
  size: found.size,
  modified: found.mtimeMs,
  inode: found.ino,
});
const sameMark = (a: FileMark, b: FileMark): boolean => a.size === b.size && a.modified === b.modified && a.inode === b.inode;

/** Nothing that somebody put there to be taken. */
const isPassedOver = (name: string): boolean => name === DONE || name === TAKEN || isJunk(name);

/** What lies in the folder itself, by name; what is no file among it is refused when it is read. */
export async function filesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).filter((name) => !isPassedOver(name)).sort();
}

function refuseNoFile(name: string, found: Stats): void {
  if (found.isSymbolicLink()) throw new UserError("scan-is-link", { path: name });
  if (found.isDirectory()) throw new UserError("scan-is-folder", { name });
  if (!found.isFile()) throw new UserError("scan-no-file", { path: name });
}

/** Null when it is gone, or grew while it was read: another program took it, or the scanner still writes. @throws UserError `scan-too-large`, `file-not-readable`, `scan-is-link`, `scan-is-folder`, `scan-no-file`. */
export async function readWatched(folder: string, name: string, most: number): Promise<WatchedFile | null> {
  try {
    refuseNoFile(name, await lstat(join(folder, name)));
    const handle = await open(join(folder, name), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    try {
      const before = await handle.stat();
      if (!before.isFile()) return null;
      if (before.size > most)
        throw new UserError("scan-too-large", { name, size: Math.ceil(before.size / 1_000_000), most: Math.floor(most / 1_000_000) });
      const bytes = await handle.readFile();
      const mark = markOf(await handle.stat());
      return sameMark(mark, markOf(before)) && bytes.length === mark.size ? { bytes, mark } : null;
    } finally {
      await handle.close();
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ELOOP") return null;
    if (code === "EACCES" || code === "EPERM" || code === "EBUSY") throw new UserError("file-not-readable", { path: name });
    throw error;
  }
}

/** @throws UserError `watch-done-folder` when it is a link or a file; `no-permission`. */
export async function makeDoneFolder(folder: string, done = DONE): Promise<void> {
  const path = join(folder, done);
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw new UserError("no-permission", { path });
  }
  if (!(await lstat(path)).isDirectory()) throw new UserError("watch-done-folder", { path });
}

/**
 * Moves a file that was taken in, unless it has changed since it was read. Nothing in `done`, or where else such files go, is overwritten: a name that is taken gets
 * the beginning of the bytes' hash.
 * @returns false when another program moved it, or the scanner writes it anew.
 */
export async function moveToDone(folder: string, name: string, mark: FileMark, sha256: string, done = DONE): Promise<boolean> {
  const from = join(folder, name);
  try {
    if (!sameMark(markOf(await lstat(from)), mark)) return false;
    await rename(from, join(folder, done, await freeName(join(folder, done), name, sha256)));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}

async function freeName(folder: string, name: string, sha256: string): Promise<string> {
  const taken = async (candidate: string): Promise<boolean> =>
    lstat(join(folder, candidate)).then(
      () => true,
      () => false,
    );
  const ending = extname(name);
  const stem = name.slice(0, name.length - ending.length);
  let candidate = name;
  for (let count = 1; await taken(candidate); count += 1)
    candidate = `${stem} ${sha256.slice(0, 12)}${count === 1 ? "" : `-${count}`}${ending}`;
  return candidate;
}

const nameOf = (path: string): string => path.split(/[/\\]/u).at(-1) ?? path;

export interface Watching {
  close(): Promise<void>;
}

/**
 * Calls for each file that arrives in a folder and is whole, also for those that are there; for folders and links too, so that nobody waits
 * in vain for what lies behind them.
 * @param poll for network shares, which tell nobody of what arrives.
 * @param before what is not called for, and not looked at again and again either: names that were there already.
 * @param failed when the folder cannot be watched any longer.
 */
export async function watchFolder(
  folder: string,
  poll: boolean,
  arrived: (name: string) => void,
  failed: (error: unknown) => void,
  { before = [] }: { readonly before?: readonly string[] } = {},
): Promise<Watching> {
  const { watch } = await import("chokidar");
  const old = new Set(before);
  const watcher = watch(folder, {
    depth: 0,
    followSymlinks: false,
    usePolling: poll,
    interval: SHARE_MILLISECONDS,
    // Pictures are what comes here: they are no exception.
    binaryInterval: SHARE_MILLISECONDS,
    awaitWriteFinish: { stabilityThreshold: QUIET_MILLISECONDS, pollInterval: POLL_MILLISECONDS },
    ignored: (path) => path !== folder && (isPassedOver(nameOf(path)) || old.has(nameOf(path))),
  });
  for (const event of ["add", "change"] as const) watcher.on(event, (path) => arrived(nameOf(path)));
  watcher.on("addDir", (path) => {
    if (path !== folder) arrived(nameOf(path));
  });
  watcher.on("error", failed);
  return { close: () => watcher.close() };
}
