/**
 * What the desk remembers of the backups it writes, in a file in its data folder: where each was, and what writing to an encrypted one
 * takes. Nothing in it opens a backup.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sweepUnfinished, writeDurably } from "../durable-file.ts";
import type { WritingKey } from "./cipher.ts";

export interface KnownTarget {
  readonly id: string;
  readonly folder: string;
  /** It was on a disk of its own: the same path on the data's disk is a mount point without its disk. */
  readonly ownDisk: boolean;
  /** Null where nothing is encrypted. */
  readonly key: WritingKey | null;
}

const pathIn = (data: string): string => join(data, "backup-targets.json");

/** Empty where there is no such file, or none that can be read: then a key is asked for again. */
export async function knownTargets(data: string): Promise<readonly KnownTarget[]> {
  try {
    const known: unknown = JSON.parse(await readFile(pathIn(data), "utf8"));
    return Array.isArray(known) ? known : [];
  } catch {
    return [];
  }
}

export async function rememberTarget(data: string, target: KnownTarget): Promise<void> {
  const others = (await knownTargets(data)).filter(({ id }) => id !== target.id);
  await writeDurably(pathIn(data), Buffer.from(`${JSON.stringify([...others, target], null, 2)}\n`));
  sweepUnfinished(data);
}
