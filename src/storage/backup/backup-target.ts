/** What a backup is written to; how it lies there is in `layout.ts`. */
import { randomUUID } from "node:crypto";
import { readdir, readFile, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { BackupTarget, DatabaseCopy, KeptFile, SnapshotContents, SnapshotFacts } from "../../app/ports/backup.ts";
import type { Settings } from "../../app/ports.ts";
import { UserError } from "../../kernel/errors.ts";
import { readNoLink, sha256Of } from "../archive-copy.ts";
import { makeFolder, sweepUnfinished, writeDurably } from "../durable-file.ts";
import {
  type EncryptedTo,
  hashed,
  type Mark,
  pieces,
  readManifests,
  readMark,
  readSnapshots,
  snapshotFolders,
  storedAs,
} from "./backup-folder.ts";
import { lockBackups } from "./backup-lock.ts";
import { ageCipher, type BackupKey, type Cipher, type Lock, makeKey, openKey, PLAIN, type Unlock } from "./cipher.ts";
import { knownTargets, rememberTarget } from "./known-targets.ts";
import {
  CONTENTS,
  DATABASE,
  FILES,
  filePath,
  KEY,
  MANIFEST,
  MARK,
  manifestText,
  SETTINGS,
  SNAPSHOTS,
  snapshotName,
  snapshotPath,
} from "./layout.ts";

export interface TargetRequest {
  /** Absolute; made when the backup begins. */
  readonly folder: string;
  readonly data: string;
  /** See `Mark.desk`. */
  readonly desk: string | null;
  /** How a new backup is to be encrypted; null: not at all, or as it was begun. */
  readonly encryptTo: EncryptedTo | null;
  /** What opens an encrypted backup that this desk does not remember; asked for only then. */
  unlock(): Promise<Unlock>;
  /** What locks a new one. */
  lock(): Promise<Lock>;
}

const deviceOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ dev }) => dev,
    (error) => {
      if (error.code === "ENOENT" && dirname(path) !== path) return deviceOf(dirname(path));
      throw error;
    },
  );

const sameWay = (a: EncryptedTo, b: EncryptedTo): boolean =>
  "recipients" in a && "recipients" in b
    ? [...a.recipients].sort().join() === [...b.recipients].sort().join()
    : "recipients" in a === "recipients" in b;

function refuseOther({ folder, desk, encryptTo }: TargetRequest, mark: Mark): void {
  if (mark.desk !== null && desk !== null && mark.desk !== desk) throw new UserError("backup-of-another-desk", { folder });
  if (encryptTo === null) return;
  if (mark.encryptedTo === null) throw new UserError("backup-not-encrypted", { folder });
  if (!sameWay(mark.encryptedTo, encryptTo)) throw new UserError("backup-encrypted-otherwise", { folder });
}

/** A folder that something else lies in, or a mount point whose disk is away. */
async function refuseForeign({ folder, data }: TargetRequest, sameDisk: boolean): Promise<void> {
  const known = (await knownTargets(data)).some((target) => target.folder === folder && target.ownDisk);
  if (known && sameDisk) throw new UserError("backup-target-away", { folder });
  const names = await readdir(folder).catch((error) => {
    if (error.code === "ENOENT") return [];
    throw error.code === "ENOTDIR" ? new UserError("not-a-folder", { path: folder }) : error;
  });
  const ours = names.find((name) => name === FILES || name === SNAPSHOTS);
  if (ours !== undefined) throw new UserError("backup-target-foreign", { folder, name: ours });
}

interface Begun {
  readonly mark: Mark;
  readonly cipher: Cipher;
  /** What opens it, to be written where it is not there yet. */
  readonly keyFile: Uint8Array | null;
  readonly key: BackupKey | { readonly recipient: string; readonly names: string } | null;
}

async function goOn(request: TargetRequest, mark: Mark): Promise<Begun> {
  if (mark.encryptedTo === null) return { mark, cipher: PLAIN, keyFile: null, key: null };
  const known = (await knownTargets(request.data)).find(({ id }) => id === mark.id)?.key ?? null;
  const key = known ?? (await openKey(await readFile(join(request.folder, KEY)), await request.unlock()));
  return { mark, cipher: await ageCipher({ recipient: key.recipient, names: key.names }), keyFile: null, key };
}

async function beginNew(request: TargetRequest): Promise<Begun> {
  const mark: Mark = { schemaVersion: 1, id: randomUUID(), desk: request.desk, encryptedTo: request.encryptTo };
  if (request.encryptTo === null) return { mark, cipher: PLAIN, keyFile: null, key: null };
  const { key, file } = await makeKey(await request.lock());
  return { mark, cipher: await ageCipher({ recipient: key.recipient, names: key.names }), keyFile: file, key };
}

/** What is remembered first can be found again; the mark comes last, so that what bears it is whole. */
async function take({ folder, data }: TargetRequest, { mark, keyFile, key }: Begun, sameDisk: boolean, isNew: boolean): Promise<void> {
  await makeFolder(folder);
  const writing = key && { recipient: key.recipient, names: key.names };
  await rememberTarget(data, { id: mark.id, folder, ownDisk: !sameDisk, key: writing });
  if (keyFile !== null) await writeDurably(join(folder, KEY), keyFile);
  if (isNew) await writeDurably(join(folder, MARK), Buffer.from(`${JSON.stringify(mark, null, 2)}\n`));
}

/** What a stop left half-written: files, and folders of snapshots without their manifest. */
async function clearUnfinished(folder: string): Promise<void> {
  for (const shard of await readdir(join(folder, FILES)).catch(() => [])) await sweepUnfinished(join(folder, FILES, shard));
  const finished = await readManifests(folder);
  for (const name of await snapshotFolders(folder))
    if (!finished.has(name)) await rm(join(folder, SNAPSHOTS, name), { recursive: true, force: true });
}

/**
 * @throws UserError `backup-of-another-desk`, `backup-not-encrypted`, `backup-encrypted-otherwise`, `backup-target-away`,
 * `backup-target-foreign`; when it begins also `backup-running`, `backup-key-wrong` and what the disk refuses.
 */
export async function openTarget(request: TargetRequest): Promise<BackupTarget> {
  const { folder, data } = request;
  const mark = await readMark(folder);
  const sameDisk = (await deviceOf(folder)) === (await deviceOf(data));
  if (mark) refuseOther(request, mark);
  else await refuseForeign(request, sameDisk);
  let begun: Begun | null = mark === null ? null : await goOn(request, mark);
  let known = storedAs((await readManifests(folder)).values());
  let letGo: (() => void) | null = null;

  /** Written, read again, compared. */
  async function write(path: string, bytes: Uint8Array): Promise<{ stored: string; storedSize: number }> {
    const absolute = join(folder, path);
    const stored = sha256Of(bytes);
    await writeDurably(absolute, bytes);
    if (sha256Of(await readNoLink(absolute)) !== stored) throw new UserError("disk-unreliable", { path: absolute });
    return { stored, storedSize: bytes.length };
  }

  /** The same, piece by piece. */
  async function writeStream(path: string, bytes: AsyncIterable<Uint8Array>): Promise<{ stored: string; storedSize: number }> {
    const absolute = join(folder, path);
    const source = hashed(bytes);
    await writeDurably(absolute, source.bytes);
    const { sha256, size } = source.result();
    const again = hashed(pieces(absolute));
    for await (const _ of again.bytes);
    if (again.result().sha256 !== sha256) throw new UserError("disk-unreliable", { path: absolute });
    return { stored: sha256, storedSize: size };
  }

  const cipher = (): Cipher => (begun as Begun).cipher;

  async function keep(sha256: string, bytes: Uint8Array): Promise<KeptFile> {
    const path = filePath(cipher().nameOf(sha256));
    const written = await write(path, await cipher().seal(bytes));
    return { path, ...written, sha256, size: bytes.length };
  }

  async function holds(sha256: string): Promise<KeptFile | null> {
    if (begun === null) return null;
    const path = filePath(cipher().nameOf(sha256));
    const bytes = await readNoLink(join(folder, path)).catch(() => null);
    if (bytes === null) return null;
    const stored = sha256Of(bytes);
    const isRight = begun.mark.encryptedTo === null ? stored === sha256 : known.get(path)?.has(stored);
    return isRight ? { path, stored, storedSize: bytes.length, sha256, size: cipher().plainSize(bytes) } : null;
  }

  async function putAside(snapshot: string, file: string, bytes: AsyncIterable<Uint8Array>): Promise<KeptFile> {
    const path = snapshotPath(snapshot, file + cipher().suffix);
    const plain = hashed(bytes);
    const written = await writeStream(path, await cipher().sealStream(plain.bytes));
    return { path, ...written, ...plain.result() };
  }

  async function addSnapshot(
    facts: SnapshotFacts,
    copy: DatabaseCopy,
    settings: Settings,
    files: readonly KeptFile[],
  ): Promise<SnapshotContents> {
    const taken = await snapshotFolders(folder);
    const bare = snapshotName(facts.takenAt);
    const name = [bare, ...taken.map((_, index) => `${bare}-${index + 2}`)].find((candidate) => !taken.includes(candidate)) as string;
    const database = await putAside(name, DATABASE, pieces(copy.path));
    const kept = await putAside(name, SETTINGS, once(json(settings)));
    const contents: SnapshotContents = { schemaVersion: 1, name, ...facts, database, settings: kept, files };
    const what = await putAside(name, CONTENTS, once(json(contents)));
    const key = (await readFile(join(folder, KEY)).catch(() => null)) as Uint8Array | null;
    const all = [...files, database, kept, what, ...(key === null ? [] : [{ path: KEY, stored: sha256Of(key), storedSize: key.length }])];
    const lines = new Map(all.map(({ path, stored }) => [path, stored]));
    const bytes = all.reduce((sum, { storedSize }) => sum + storedSize, 0);
    await write(snapshotPath(name, MANIFEST), Buffer.from(manifestText({ lines, bytes })));
    return contents;
  }

  return {
    folder,
    encrypted: (mark?.encryptedTo ?? request.encryptTo) !== null,
    sameDisk,
    snapshots: () => readSnapshots(folder),
    async begin() {
      letGo = lockBackups(data);
      begun ??= await beginNew(request);
      await take(request, begun, sameDisk, mark === null);
      await clearUnfinished(folder);
      known = storedAs((await readManifests(folder)).values());
    },
    holds,
    keep,
    addSnapshot,
    end: async () => letGo?.(),
  };
}

const json = (value: unknown): Uint8Array => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
