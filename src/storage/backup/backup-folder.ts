/** What is in a backup's folder: its mark, its snapshots, its files. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { lstat, readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { BadFile, SnapshotSummary } from "../../app/ports/backup.ts";
import { UserError } from "../../kernel/errors.ts";
import { isSnapshotName, MANIFEST, MARK, type Manifest, readManifest, SNAPSHOTS, snapshotPath } from "./layout.ts";

/** Who can open an encrypted backup: with a passphrase, or with the identities of these recipients. */
export type EncryptedTo = { readonly recipients: readonly string[] } | { readonly passphrase: true };

export interface Mark {
  readonly schemaVersion: 1;
  /** Tells this backup from every other. */
  readonly id: string;
  /** Hash of the first row of the desk's journal, which no other desk has; null when it had none. */
  readonly desk: string | null;
  readonly encryptedTo: EncryptedTo | null;
}

/** @returns null where there is none. @throws UserError `backup-newer`, `backup-mark-damaged`. */
export async function readMark(folder: string): Promise<Mark | null> {
  const path = join(folder, MARK);
  const text = await readFile(path, "utf8").catch((error) => {
    if (["ENOENT", "ENOTDIR"].includes(error.code)) return null;
    throw new UserError("file-unreadable", { path, detail: error.message });
  });
  if (text === null) return null;
  let mark: Mark;
  try {
    mark = JSON.parse(text);
  } catch {
    throw new UserError("backup-mark-damaged", { path });
  }
  if (mark?.schemaVersion > 1) throw new UserError("backup-newer", { folder });
  if (mark?.schemaVersion !== 1 || typeof mark.id !== "string") throw new UserError("backup-mark-damaged", { path });
  return mark;
}

/** Names of the folders of snapshots, finished or not; oldest first. */
export const snapshotFolders = async (folder: string): Promise<readonly string[]> =>
  (await readdir(join(folder, SNAPSHOTS)).catch(() => [])).filter(isSnapshotName).sort();

const manifestOf = (folder: string, snapshot: string): Promise<string | null> =>
  readFile(join(folder, snapshotPath(snapshot, MANIFEST)), "utf8").catch((error) => {
    if (error.code === "ENOENT") return null;
    // What the disk cannot read is damaged, and named when it is asked for.
    return "";
  });

/** @returns what is not finished is left out; null for a manifest that is not what was written. */
export async function readManifests(folder: string): Promise<ReadonlyMap<string, Manifest | null>> {
  const manifests = new Map<string, Manifest | null>();
  for (const snapshot of await snapshotFolders(folder)) {
    const text = await manifestOf(folder, snapshot);
    if (text !== null) manifests.set(snapshot, readManifest(text));
  }
  return manifests;
}

export async function readSnapshots(folder: string): Promise<readonly SnapshotSummary[]> {
  return [...(await readManifests(folder))].map(([name, manifest]) => ({
    name,
    manifest: manifest && { files: manifest.lines.size, bytes: manifest.bytes },
  }));
}

/** For each path, the bytes that any snapshot wrote there: a file that was damaged and encrypted anew has other ones in later snapshots. */
export function storedAs(manifests: Iterable<Manifest | null>): ReadonlyMap<string, ReadonlySet<string>> {
  const known = new Map<string, Set<string>>();
  for (const manifest of manifests)
    for (const [path, sha256] of manifest?.lines ?? []) known.set(path, (known.get(path) ?? new Set()).add(sha256));
  return known;
}

/** Bytes as they pass by, with their hash and how many they were once they have. */
export function hashed(bytes: AsyncIterable<Uint8Array>) {
  const hash = createHash("sha256");
  let size = 0;
  async function* passing(): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      hash.update(chunk);
      size += chunk.length;
      yield chunk;
    }
  }
  return { bytes: passing(), result: () => ({ sha256: hash.digest("hex"), size }) };
}

/** Reads a file piece by piece; links are not followed. */
export async function* pieces(path: string): AsyncGenerator<Uint8Array> {
  if (!(await lstat(path)).isFile() || (await lstat(dirname(path))).isSymbolicLink()) throw new Error(`${path} is not a file`);
  yield* createReadStream(path, { highWaterMark: 256 * 1024 });
}

export const badState = (error: unknown): BadFile["state"] =>
  (error as NodeJS.ErrnoException)?.code === "ENOENT" ? "missing" : "unreadable";
