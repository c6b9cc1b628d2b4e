/**
 * Signed copies, photos and issued documents, named by the SHA-256 of their bytes, in two copies: under `<data>/archive` and
 * `<mirror>/archive`. A file is done when both copies are on disk, read again and compared; with the mirror away the first alone,
 * and the second waits in a queue.
 */
import { statSync } from "node:fs";
import { join } from "node:path";
import type { Archive, CopyState, StoredFile } from "../app/ports.ts";
import { UserError } from "../kernel/errors.ts";
import { copyPath, putCopy, readCopy, removeCopy, sha256Of } from "./archive-copy.ts";
import { makeFolder } from "./durable-file.ts";
import { type SecondCopies, secondCopies } from "./second-copies.ts";

/** What one `put` makes up for on the way; the rest waits for `catchUp`. */
const CAUGHT_UP_ON_THE_WAY = 20;

function sizeOf(path: string): number | null {
  try {
    return statSync(path).size;
  } catch {
    return null;
  }
}

async function putSecond(second: SecondCopies, sha256: string, bytes: Uint8Array): Promise<boolean> {
  if (second.tree === null || !(await second.present())) return false;
  try {
    await putCopy(second.tree, sha256, bytes);
    return true;
  } catch (error) {
    // A mirror that cannot be written is a reason to wait; anything that the disk did not say is our bug.
    if (error instanceof UserError || (error as NodeJS.ErrnoException).code) return false;
    throw error;
  }
}

/** @returns how many of the hashes have both copies now */
async function copyQueued(tree: string, second: SecondCopies, hashes: readonly string[]): Promise<number> {
  let copied = 0;
  for (const sha256 of hashes) {
    const first = await readCopy(tree, sha256);
    if (first.state !== "verified" || !(await putSecond(second, sha256, first.bytes))) continue;
    await second.done(sha256);
    copied += 1;
  }
  return copied;
}

async function put(tree: string, second: SecondCopies, bytes: Uint8Array): ReturnType<Archive["put"]> {
  const sha256 = sha256Of(bytes);
  const existed = await putCopy(tree, sha256, bytes);
  const both = await putSecond(second, sha256, bytes);
  if (!both) await second.enqueue([sha256]);
  else if (second.isQueued(sha256)) await second.done(sha256);
  if (both) await copyQueued(tree, second, (await second.queued()).slice(0, CAUGHT_UP_ON_THE_WAY));
  const mirrorPath = both && second.tree !== null ? copyPath(second.tree, sha256) : null;
  return { sha256, size: bytes.length, path: copyPath(tree, sha256), mirrorPath, existed };
}

async function secondState(second: SecondCopies, sha256: string): Promise<CopyState> {
  if (second.tree === null || second.isQueued(sha256)) return "pending";
  if (!(await second.present())) return "unreadable";
  return (await readCopy(second.tree, sha256)).state;
}

async function read(tree: string, second: SecondCopies, sha256: string): Promise<Uint8Array> {
  const first = await readCopy(tree, sha256);
  if (first.state === "verified") return first.bytes;
  const other = second.tree === null ? null : await readCopy(second.tree, sha256);
  if (other?.state === "verified") return other.bytes;
  throw new UserError("archive-copy-damaged", { sha256, first: first.state, second: other?.state ?? "none" });
}

async function remove(tree: string, second: SecondCopies, sha256: string): Promise<boolean> {
  await removeCopy(tree, sha256);
  if (second.isQueued(sha256)) await second.done(sha256);
  if (second.tree === null) return true;
  if (!(await second.present())) return false;
  await removeCopy(second.tree, sha256);
  return true;
}

/** Synchronous to the last look at the disk: showing a contract asks for little else, and Node's asynchronous files take milliseconds to load. */
function locate(tree: string, second: SecondCopies, sha256: string): StoredFile {
  const path = copyPath(tree, sha256);
  const mirrorPath = second.tree === null || second.isQueued(sha256) ? null : copyPath(second.tree, sha256);
  const size = sizeOf(path) ?? (mirrorPath === null ? null : sizeOf(mirrorPath)) ?? 0;
  return { sha256, size, path, mirrorPath };
}

/**
 * Opens the archive of a data folder; `mirror` is the folder of the second copies, null where there is none yet.
 * @throws UserError when the data folder cannot be written.
 */
export async function openArchive(dataFolder: string, mirror: string | null): Promise<Archive> {
  const tree = join(dataFolder, "archive");
  const second = secondCopies(tree, mirror);
  return {
    put: async (bytes) => {
      await makeFolder(tree);
      return put(tree, second, bytes);
    },
    read: (sha256) => read(tree, second, sha256),
    verify: async (sha256) => ({ archive: (await readCopy(tree, sha256)).state, mirror: await secondState(second, sha256) }),
    locate: (sha256) => locate(tree, second, sha256),
    remove: (sha256) => remove(tree, second, sha256),
    async catchUp() {
      // A new mirror is taken into use here, which queues everything for it.
      await second.present();
      const copied = await copyQueued(tree, second, await second.queued());
      return { copied, pending: (await second.queued()).length };
    },
  };
}
