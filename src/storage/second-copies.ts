/**
 * The mirror and what it still lacks. Each hash that waits for its second copy has an empty file in the queue beside the archive, so
 * the queue outlives any stop. A mirror bears a mark; one that was replaced by an empty folder or disk gets everything again.
 */
import { randomUUID } from "node:crypto";
import { closeSync, existsSync, openSync, readdirSync, readFileSync, statSync, unlinkSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { MirrorState } from "../app/ports/verification.ts";
import { makeFolder, syncFolder, writeDurably } from "./durable-file.ts";

export interface SecondCopies {
  /** The mirror's tree; null without a mirror. */
  readonly tree: string | null;
  /**
   * Whether the mirror is there now; a new or replaced one is taken into use, and all that is archived is queued for it. One that bears
   * the mark of another archive is left alone.
   */
  state(): Promise<MirrorState>;
  present(): Promise<boolean>;
  isQueued(sha256: string): boolean;
  queued(): Promise<readonly string[]>;
  /** On disk when it resolves. */
  enqueue(hashes: readonly string[]): Promise<void>;
  done(sha256: string): Promise<void>;
}

/** What the archive remembers of its mirror. */
interface Known {
  readonly mirror: string;
  /** Tells this archive from every other, on each of its mirrors. */
  readonly archive: string;
  /** `<archive>/<id of this mirror>`, in the mirror's own file. */
  readonly mark: string;
  /** The mirror was on a disk of its own: the same path on the data's disk is a mount point without its disk. */
  readonly ownDisk: boolean;
}

/** Asked for every file that is stored, of disks that answer at once: synchronously, as `durable-file.ts` says why. */
function deviceOf(path: string): number | null {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    return found?.isDirectory() ? found.dev : null;
  } catch {
    return null;
  }
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

function readKnown(path: string): Known | null {
  try {
    return JSON.parse(textOf(path) ?? "null");
  } catch {
    return null;
  }
}

/** Hashes in the queue; without one, as is usual, none. */
function waiting(queue: string): readonly string[] {
  if (!existsSync(queue)) return [];
  try {
    return readdirSync(queue)
      .filter((name) => /^[0-9a-f]{64}$/u.test(name))
      .sort();
  } catch {
    return [];
  }
}

/** Every hash that a tree holds. */
async function hashesIn(tree: string): Promise<readonly string[]> {
  const shards = (await readdir(tree)).filter((name) => /^[0-9a-f]{2}$/u.test(name));
  const hashes = await Promise.all(shards.map(async (shard) => (await readdir(join(tree, shard))).map((name) => shard + name)));
  return hashes.flat().filter((hash) => /^[0-9a-f]{64}$/u.test(hash));
}

/** @param tree the archive's own tree; @param mirror the mirror's folder */
export function secondCopies(tree: string, mirror: string | null): SecondCopies {
  const queue = join(tree, "pending");
  const knownPath = join(tree, "mirror.json");
  const mirrorTree = mirror === null ? null : join(mirror, "archive");

  async function enqueue(hashes: readonly string[]): Promise<void> {
    await makeFolder(queue);
    for (const hash of hashes) closeSync(openSync(join(queue, hash), "a", 0o600));
    await syncFolder(queue);
  }

  async function adopt(folder: string, inMirror: string, archive: string): Promise<void> {
    await enqueue(await hashesIn(tree));
    const ownDisk = deviceOf(folder) !== deviceOf(tree);
    const known: Known = { mirror: folder, archive, mark: `${archive}/${randomUUID()}`, ownDisk };
    await writeDurably(join(inMirror, "mark"), Buffer.from(known.mark));
    await writeDurably(knownPath, Buffer.from(JSON.stringify(known)));
  }

  async function state(): Promise<MirrorState> {
    if (mirror === null || mirrorTree === null) return "none";
    await makeFolder(tree);
    const known = readKnown(knownPath);
    const first = known?.mirror !== mirror;
    if (first) await makeFolder(mirror);
    const device = deviceOf(mirror);
    if (device === null || (!first && known.ownDisk && device === deviceOf(tree))) return "away";
    const mark = textOf(join(mirrorTree, "mark"));
    if (!first && mark === known.mark) return "present";
    // An archive that was lost with its folder knows itself by its mirror.
    const owner = mark?.includes("/") ? (mark.split("/")[0] as string) : null;
    if (owner !== null && known !== null && known.archive !== owner) return "foreign";
    await adopt(mirror, mirrorTree, known?.archive ?? owner ?? randomUUID());
    return "present";
  }

  // One after the other: two puts at once must not take a new mirror into use twice.
  let latest: Promise<MirrorState> = Promise.resolve("none");
  const current = () => {
    // Whatever keeps the mirror from being written is a reason to queue, never to lose the first copy.
    latest = latest.then(state).catch(() => "away");
    return latest;
  };
  return {
    tree: mirrorTree,
    state: current,
    present: async () => (await current()) === "present",
    isQueued: (sha256) => existsSync(join(queue, sha256)),
    queued: async () => waiting(queue),
    enqueue,
    async done(sha256) {
      try {
        unlinkSync(join(queue, sha256));
      } catch {
        // Somebody else had it done.
      }
      await syncFolder(queue);
    },
  };
}
