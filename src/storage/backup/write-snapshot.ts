/** Adds a snapshot to a backup: the database, the settings, what is in it, and last the manifest, which makes it whole. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { DatabaseCopy, KeptFile, SnapshotContents, SnapshotFacts } from "../../app/ports/backup.ts";
import type { Settings } from "../../app/ports.ts";
import { sha256Of } from "../archive-copy.ts";
import { hashed, pieces, snapshotFolders } from "./backup-folder.ts";
import type { Cipher } from "./cipher.ts";
import { CONTENTS, DATABASE, KEY, MANIFEST, manifestText, SETTINGS, snapshotName, snapshotPath } from "./layout.ts";
import { writeProved, writeStreamProved } from "./write-proved.ts";

const json = (value: unknown): Uint8Array => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Two in one second bear the same time: the later one gets a number. */
async function freeName(folder: string, takenAt: SnapshotFacts["takenAt"]): Promise<string> {
  const taken = await snapshotFolders(folder);
  const bare = snapshotName(takenAt);
  return [bare, ...taken.map((_, index) => `${bare}-${index + 2}`)].find((candidate) => !taken.includes(candidate)) as string;
}

/** Last of all: until it is there, the snapshot counts as unfinished. */
async function writeManifest(folder: string, name: string, kept: readonly KeptFile[]): Promise<void> {
  const key = (await readFile(join(folder, KEY)).catch(() => null)) as Uint8Array | null;
  const all = [...kept, ...(key === null ? [] : [{ path: KEY, stored: sha256Of(key), storedSize: key.length }])];
  const lines = new Map(all.map(({ path, stored }) => [path, stored]));
  const bytes = all.reduce((sum, { storedSize }) => sum + storedSize, 0);
  await writeProved(folder, snapshotPath(name, MANIFEST), Buffer.from(manifestText({ lines, bytes })));
}

/** @param files what of the archive belongs to it; it lies in the backup already. */
export async function writeSnapshot(
  { folder, cipher }: { readonly folder: string; readonly cipher: Cipher },
  facts: SnapshotFacts,
  copy: DatabaseCopy,
  settings: Settings,
  files: readonly KeptFile[],
): Promise<SnapshotContents> {
  const name = await freeName(folder, facts.takenAt);
  const putIn = async (file: string, bytes: AsyncIterable<Uint8Array>): Promise<KeptFile> => {
    const path = snapshotPath(name, file + cipher.suffix);
    const plain = hashed(bytes);
    const written = await writeStreamProved(folder, path, await cipher.sealStream(plain.bytes));
    return { path, ...written, ...plain.result() };
  };
  const database = await putIn(DATABASE, pieces(copy.path));
  const kept = await putIn(SETTINGS, once(json(settings)));
  const contents: SnapshotContents = { schemaVersion: 1, name, ...facts, database, settings: kept, files };
  await writeManifest(folder, name, [...files, database, kept, await putIn(CONTENTS, once(json(contents)))]);
  return contents;
}
