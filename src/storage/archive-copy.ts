/** One tree of files named by the SHA-256 of their bytes: `ab/cdef…`. The archive has two of them. */
import { createHash } from "node:crypto";
import { lstatSync, type Stats } from "node:fs";
import { lstat, open, unlink } from "node:fs/promises";
import { dirname } from "node:path";
import type { CopyState } from "../app/ports.ts";
import { UserError } from "../kernel/errors.ts";
import { checkCopy, copyPath, READ_NO_LINK } from "./check-copy.ts";
import { explainDiskError, sweepUnfinished, syncFolder, writeDurably } from "./durable-file.ts";

export const sha256Of = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

export type CopyRead =
  | { readonly state: "verified"; readonly bytes: Uint8Array }
  | { readonly state: Exclude<CopyState, "verified" | "pending"> };

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

/** @throws UserError `archive-not-a-folder` for a link, which could lead anywhere. */
export function refuseLinkedFolder(folder: string): void {
  const found = lookAt(folder);
  if (found && !found.isDirectory()) throw new UserError("archive-not-a-folder", { folder });
}

/** What stands at a path itself, be it a link; nothing where it cannot be looked at. */
function lookAt(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/**
 * Puts bytes into a tree: synced, read again and compared when the promise resolves. What is there already is read, not trusted; a
 * damaged copy is replaced.
 * @returns whether a good copy was there before.
 * @throws UserError when the disk refuses, or gives back other bytes than it was given.
 */
export async function putCopy(tree: string, sha256: string, bytes: Uint8Array): Promise<boolean> {
  const path = copyPath(tree, sha256);
  refuseLinkedFolder(dirname(path));
  if (lookAt(path) && checkCopy(tree, sha256).state === "verified") {
    // Another program may have been stopped between naming the file and syncing its folder.
    await syncFolder(dirname(path));
    return true;
  }
  await writeDurably(path, bytes);
  sweepUnfinished(dirname(path));
  if (checkCopy(tree, sha256).state === "verified") return false;
  throw new UserError("disk-unreliable", { path });
}

/** Removes a copy, for good: gone from the disk when the promise resolves. One that is not there is as good as removed. */
export async function removeCopy(tree: string, sha256: string): Promise<void> {
  const path = copyPath(tree, sha256);
  refuseLinkedFolder(dirname(path));
  try {
    await unlink(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw explainDiskError(error, path);
  }
  await syncFolder(dirname(path));
}
