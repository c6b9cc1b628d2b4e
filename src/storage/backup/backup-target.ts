/** What a backup is written to; how it lies there is in `layout.ts`. */
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { BackupTarget, KeptFile } from "../../app/ports/backup.ts";
import { readNoLink, sha256Of } from "../archive-copy.ts";
import { sweepUnfinished } from "../durable-file.ts";
import { readManifests, readSnapshots, snapshotFolders, storedAs } from "./backup-folder.ts";
import { lockBackups } from "./backup-lock.ts";
import { type Begun, findTarget, type TargetRequest } from "./begin-backup.ts";
import { FILES, filePath, SNAPSHOTS } from "./layout.ts";
import { writeProved } from "./write-proved.ts";
import { writeSnapshot } from "./write-snapshot.ts";

/** What a stop left half-written: files, and folders of snapshots without their manifest. */
async function clearUnfinished(folder: string): Promise<void> {
  for (const shard of await readdir(join(folder, FILES)).catch(() => [])) sweepUnfinished(join(folder, FILES, shard));
  const finished = await readManifests(folder);
  for (const name of await snapshotFolders(folder))
    if (!finished.has(name)) await rm(join(folder, SNAPSHOTS, name), { recursive: true, force: true });
}

async function keep(folder: string, { cipher }: Begun, sha256: string, bytes: Uint8Array): Promise<KeptFile> {
  const path = filePath(cipher.nameOf(sha256));
  return { path, ...(await writeProved(folder, path, await cipher.seal(bytes))), sha256, size: bytes.length };
}

/** What lies there already and is right; an encrypted file is right when some snapshot wrote it so. */
async function holds(
  folder: string,
  { cipher, mark }: Begun,
  known: ReturnType<typeof storedAs>,
  sha256: string,
): Promise<KeptFile | null> {
  const path = filePath(cipher.nameOf(sha256));
  const bytes = await readNoLink(join(folder, path)).catch(() => null);
  if (bytes === null) return null;
  const stored = sha256Of(bytes);
  const isRight = mark.encryptedTo === null ? stored === sha256 : known.get(path)?.has(stored);
  return isRight ? { path, stored, storedSize: bytes.length, sha256, size: cipher.plainSize(bytes) } : null;
}

/** @throws UserError as {@link findTarget}; when it begins also `backup-running`, `backup-key-wrong` and what the disk refuses. */
export async function openTarget(request: TargetRequest): Promise<BackupTarget> {
  const { folder, data } = request;
  const found = await findTarget(request);
  let { begun } = found;
  let known = storedAs((await readManifests(folder)).values());
  let letGo: (() => void) | null = null;
  return {
    folder,
    encrypted: found.encrypted,
    sameDisk: found.sameDisk,
    snapshots: () => readSnapshots(folder),
    async begin() {
      letGo = lockBackups(data);
      begun = await found.begin();
      await clearUnfinished(folder);
      known = storedAs((await readManifests(folder)).values());
    },
    holds: async (sha256) => (begun === null ? null : holds(folder, begun, known, sha256)),
    keep: (sha256, bytes) => keep(folder, begun as Begun, sha256, bytes),
    addSnapshot: (...parts) => writeSnapshot({ folder, cipher: (begun as Begun).cipher }, ...parts),
    end: async () => letGo?.(),
  };
}
