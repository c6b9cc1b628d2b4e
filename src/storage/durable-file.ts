/**
 * Files that are whole or not there: written beside their place, synced, renamed, and the folder synced. A power cut leaves the old
 * file or the new one, never half of one.
 */
import { randomUUID } from "node:crypto";
import {
  closeSync,
  constants,
  fsync as fsyncLater,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFile as writeLater,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { shortenedPath } from "../contract/reading/shortened.ts";
import { UserError } from "../kernel/errors.ts";

/**
 * Only while it takes bytes and syncs them is a disk waited for beside other work. What it answers at once is asked synchronously: the way
 * through Node's threads takes many times as long, and a file has a dozen such questions.
 */
const [writeTo, sync] = [promisify(writeLater), promisify(fsyncLater)];

/** Unfinished files start so; what a stop leaves behind is recognised by it. */
const UNFINISHED = ".unfinished-";

/** Older unfinished files belong to no running program. */
const ABANDONED_AFTER_MS = 60 * 60 * 1000;

const EXPLAINED: Readonly<Record<string, string>> = {
  ENOSPC: "disk-full",
  EDQUOT: "disk-quota-full",
  EROFS: "disk-read-only",
  EACCES: "no-permission",
  EPERM: "no-permission",
  EIO: "disk-failing",
  ENOTDIR: "not-a-folder",
  ENAMETOOLONG: "path-too-long",
};

/** Turns a disk's refusal into an error the user can act on; anything else comes back unchanged. */
export function explainDiskError(error: unknown, path: string): unknown {
  const known = EXPLAINED[(error as NodeJS.ErrnoException)?.code ?? ""];
  return known ? new UserError(known, { path: shortenedPath(path) }) : error;
}

/** What kept a folder from being made in one that is there. */
function explainNoFolder(error: unknown, folder: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  // Some file systems, such as /proc, know no new folders and say that there is none of this name.
  if (code === "ENOENT") return new UserError("folder-refused", { path: folder });
  return code === "EEXIST" ? new UserError("not-a-folder", { path: folder }) : explainDiskError(error, folder);
}

/**
 * Makes a folder and its parents readable by this user alone, and syncs what each stands in so that it survives a power cut. One by
 * one: Node's recursive `mkdir` says "no such file" where the disk can only be read, and never ends below /proc.
 * @throws UserError as {@link writeDurably}, and `folder-refused`, `not-a-folder`, `path-too-long`.
 */
export async function makeFolder(folder: string): Promise<void> {
  if (isFolder(folder)) return;
  if (dirname(folder) !== folder) await makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST" || !isFolder(folder)) throw explainNoFolder(error, folder);
  }
  await syncFolder(dirname(folder));
}

function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  } catch {
    return false;
  }
}

/** Windows cannot open folders; there the rename is as durable as the file system makes it. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const descriptor = openSync(folder, constants.O_RDONLY);
  try {
    await sync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

async function writeSynced(path: string, bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
  const descriptor = openSync(path, "wx", 0o600);
  try {
    if (bytes instanceof Uint8Array) await writeTo(descriptor, bytes);
    else for await (const some of bytes) await writeTo(descriptor, some);
    await sync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Writes a file so that it is whole and on disk when the promise resolves, readable by this user alone (0600).
 * @throws UserError `disk-full`, `disk-read-only`, `no-permission`, `disk-failing`; nothing half-done is left then.
 */
export async function writeDurably(path: string, bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
  const folder = dirname(path);
  const unfinished = join(folder, `${UNFINISHED}${basename(path).slice(0, 40)}-${randomUUID()}`);
  try {
    await makeFolder(folder);
    await writeSynced(unfinished, bytes);
    renameSync(unfinished, path);
    await syncFolder(folder);
  } catch (error) {
    removeUnfinished(unfinished);
    throw explainDiskError(error, path);
  }
}

function removeUnfinished(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It was never begun, or somebody else was quicker, or the disk takes no orders: then whoever comes by later sweeps it.
  }
}

export const isUnfinished = (name: string): boolean => name.startsWith(UNFINISHED);

/** @param changed when a file was last written, in milliseconds. */
export const isAbandoned = (changed: number, now = Date.now()): boolean => now - changed > ABANDONED_AFTER_MS;

/** Removes what stopped programs left unfinished in a folder. */
export function sweepUnfinished(folder: string, now = Date.now()): void {
  for (const name of namesIn(folder).filter(isUnfinished)) {
    const path = join(folder, name);
    const found = statSync(path, { throwIfNoEntry: false });
    if (found && isAbandoned(found.mtimeMs, now)) removeUnfinished(path);
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
