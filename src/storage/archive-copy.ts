/** One tree of files named by the SHA-256 of their bytes: `ab/cdef…`. The archive has two of them. */
import { createHash } from "node:crypto";
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from "node:fs";
import { lstat, open, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { CopyState } from "../app/ports.ts";
import { UserError } from "../kernel/errors.ts";
import { explainDiskError, sweepUnfinished, syncFolder, writeDurably } from "./durable-file.ts";

export const sha256Of = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Where a hash's bytes lie in a tree. @throws RangeError for what is no hash, so that no name can lead out of the tree. */
export function copyPath(tree: string, sha256: string): string {
  if (!/^[0-9a-f]{64}$/u.test(sha256)) throw new RangeError(`not a SHA-256: ${sha256}`);
  return join(tree, sha256.slice(0, 2), sha256.slice(2));
}

export type CopyRead =
  | { readonly state: "verified"; readonly bytes: Uint8Array }
  | { readonly state: Exclude<CopyState, "verified" | "pending"> };

/** Links are not followed: what lies elsewhere is not in the archive. Windows has no such flag and needs rights to make links. */
const READ_NO_LINK = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0);

/** @throws Error when it is a link, or the disk refuses. */
export async function readNoLink(path: string): Promise<Uint8Array> {
  if ((await lstat(dirname(path))).isSymbolicLink()) throw new Error(`${dirname(path)} is a link`);
  const handle = await open(path, READ_NO_LINK);
  try {
    if (!(await handle.stat()).isFile()) throw new Error(`${path} is not a file`);
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

/** Reads a copy from disk and compares it with its name. */
export async function readCopy(tree: string, sha256: string): Promise<CopyRead> {
  try {
    const bytes = await readNoLink(copyPath(tree, sha256));
    return sha256Of(bytes) === sha256 ? { state: "verified", bytes } : { state: "altered" };
  } catch (error) {
    if (error instanceof RangeError) throw error;
    return { state: (error as NodeJS.ErrnoException).code === "ENOENT" ? "missing" : "unreadable" };
  }
}

/** Read by so much at a time, into the same memory. */
const CHUNK = Buffer.allocUnsafeSlow(1 << 20);

/** Synchronous: whoever hashes many files does nothing else meanwhile, and four asynchronous calls a file cost as much as its hash. */
function hashNoLink(path: string): { readonly sha256: string; readonly bytes: number } {
  if (lstatSync(dirname(path)).isSymbolicLink()) throw new Error(`${dirname(path)} is a link`);
  const descriptor = openSync(path, READ_NO_LINK);
  try {
    if (!fstatSync(descriptor).isFile()) throw new Error(`${path} is not a file`);
    const hash = createHash("sha256");
    for (let bytes = 0; ; ) {
      const read = readSync(descriptor, CHUNK);
      if (read === 0) return { sha256: hash.digest("hex"), bytes };
      hash.update(CHUNK.subarray(0, read));
      bytes += read;
    }
  } finally {
    closeSync(descriptor);
  }
}

/** SHA-256 of a file that is no link; null when it cannot be read. */
export function hashOfFile(path: string): string | null {
  try {
    return hashNoLink(path).sha256;
  } catch {
    return null;
  }
}

/** What {@link readCopy} says, without keeping the bytes, however many there are. */
export function checkCopy(tree: string, sha256: string): { readonly state: CopyRead["state"]; readonly bytes: number } {
  const path = copyPath(tree, sha256);
  try {
    const found = hashNoLink(path);
    return { state: found.sha256 === sha256 ? "verified" : "altered", bytes: found.bytes };
  } catch (error) {
    return { state: (error as NodeJS.ErrnoException).code === "ENOENT" ? "missing" : "unreadable", bytes: 0 };
  }
}

/** @throws UserError `archive-not-a-folder` for a link, which could lead anywhere. */
export async function refuseLinkedFolder(folder: string): Promise<void> {
  const found = await lstat(folder).catch(() => null);
  if (found && !found.isDirectory()) throw new UserError("archive-not-a-folder", { folder });
}

/**
 * Puts bytes into a tree: synced, read again and compared when the promise resolves. What is there already is read, not trusted; a
 * damaged copy is replaced.
 * @returns whether a good copy was there before.
 * @throws UserError when the disk refuses, or gives back other bytes than it was given.
 */
export async function putCopy(tree: string, sha256: string, bytes: Uint8Array): Promise<boolean> {
  const path = copyPath(tree, sha256);
  await refuseLinkedFolder(dirname(path));
  if ((await readCopy(tree, sha256)).state === "verified") {
    // Another program may have been stopped between naming the file and syncing its folder.
    await syncFolder(dirname(path));
    return true;
  }
  await writeDurably(path, bytes);
  await sweepUnfinished(dirname(path));
  if ((await readCopy(tree, sha256)).state === "verified") return false;
  throw new UserError("disk-unreliable", { path });
}

/** Removes a copy, for good: gone from the disk when the promise resolves. One that is not there is as good as removed. */
export async function removeCopy(tree: string, sha256: string): Promise<void> {
  const path = copyPath(tree, sha256);
  await refuseLinkedFolder(dirname(path));
  try {
    await unlink(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw explainDiskError(error, path);
  }
  await syncFolder(dirname(path));
}
