/**
 * Signed copies, photos and issued documents, named by the SHA-256 of their bytes, in two copies: under `<data>/archive` and
 * `<mirror>/archive`. A file is done when both copies are on disk, read again and compared; with the mirror away the first alone,
 * and the second waits in a queue.
 */
import { statSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import type { Healing, Tree } from "../app/ports/verification.ts";
import type { Archive, CopyState, StoredFile } from "../app/ports.ts";
import { UserError } from "../kernel/errors.ts";
import { type CopyRead, putCopy, readCopy, refuseLinkedFolder, removeCopy, sha256Of } from "./archive-copy.ts";
import { copyPath, hashOfFile } from "./check-copy.ts";
import { makeFolder, writeDurably } from "./durable-file.ts";
import { type SecondCopies, secondCopies } from "./second-copies.ts";
import { moveAside, strayFiles } from "./stray-files.ts";

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

/** What is not there needs no room aside. */
async function keepBad(tree: string, sha256: string, { state }: CopyRead): Promise<readonly string[]> {
  const path = copyPath(tree, sha256);
  refuseLinkedFolder(dirname(path));
  return state === "missing" ? [] : [await moveAside(tree, relative(tree, path))];
}

/** Makes bad copies anew from a good one; each bad one is aside before the new one is written, and the good one stands all the while. */
async function heal(tree: string, second: SecondCopies, sha256: string): Promise<Healing> {
  const bytes = await read(tree, second, sha256);
  const trees: readonly (readonly [Tree, string])[] = [
    ["archive", tree],
    ...(second.tree !== null && (await second.present()) ? [["mirror", second.tree] as const] : []),
  ];
  const healed: Tree[] = [];
  const aside: string[] = [];
  for (const [name, root] of trees) {
    const found = await readCopy(root, sha256);
    if (found.state === "verified") continue;
    aside.push(...(await keepBad(root, sha256, found)));
    await putCopy(root, sha256, bytes);
    if (name === "mirror") await second.done(sha256);
    healed.push(name);
  }
  return { healed, aside };
}

/** What a stopped verification left, beside the database. */
const INTERRUPTED = "verification.json";

async function interrupted(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return null;
  }
}

/**
 * Opens the archive of a data folder; `mirror` is the folder of the second copies, null where there is none yet.
 * @throws UserError when the data folder cannot be written.
 */
export async function openArchive(dataFolder: string, mirror: string | null): Promise<Archive> {
  const tree = join(dataFolder, "archive");
  const second = secondCopies(tree, mirror);
  const rootOf = (name: Tree): string => (name === "archive" ? tree : (second.tree ?? tree));
  const interruptedPath = join(dataFolder, INTERRUPTED);
  return {
    put: async (bytes) => {
      await makeFolder(tree);
      return put(tree, second, bytes);
    },
    read: (sha256) => read(tree, second, sha256),
    verify: async (sha256) => ({ archive: (await readCopy(tree, sha256)).state, mirror: await secondState(second, sha256) }),
    locate: (sha256) => locate(tree, second, sha256),
    remove: (sha256) => remove(tree, second, sha256),
    async catchUp(most) {
      // A new mirror is taken into use here, which queues everything for it.
      await second.present();
      const copied = await copyQueued(tree, second, (await second.queued()).slice(0, most));
      return { copied, pending: (await second.queued()).length };
    },
    mirrorState: () => second.state(),
    waiting: async () => (await second.queued()).length,
    async check(hashes, options) {
      const { checkCopies } = await import("./check-copies.ts");
      const there = await second.present();
      const queued = new Set(await second.queued());
      const mirrorOf = (sha256: string) => {
        if (second.tree === null || queued.has(sha256)) return "pending";
        return there ? second.tree : "unreadable";
      };
      return checkCopies(
        hashes.map((sha256) => ({ sha256, mirror: mirrorOf(sha256) })),
        tree,
        options,
      );
    },
    heal: (sha256) => heal(tree, second, sha256),
    async strays(known) {
      const inMirror = second.tree !== null && (await second.present()) ? await strayFiles("mirror", second.tree, known) : [];
      return [...(await strayFiles("archive", tree, known)), ...inMirror];
    },
    hashOf: async (file) => hashOfFile(join(rootOf(file.tree), file.path)),
    setAside: (file) => moveAside(rootOf(file.tree), file.path),
    interrupted: () => interrupted(interruptedPath),
    async keepInterrupted(state) {
      if (state === null) await rm(interruptedPath, { force: true });
      else await writeDurably(interruptedPath, Buffer.from(`${JSON.stringify(state)}\n`));
    },
  };
}
