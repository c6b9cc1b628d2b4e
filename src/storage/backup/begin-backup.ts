/** How a backup begins, or is gone on with: whose it is, whether it may be written to, and what encrypts it. */
import { randomUUID } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { UserError } from "../../kernel/errors.ts";
import { makeFolder, writeDurably } from "../durable-file.ts";
import { type EncryptedTo, type Mark, readMark } from "./backup-folder.ts";
import { ageCipher, type BackupKey, type Cipher, type Lock, makeKey, openKey, PLAIN, type Unlock } from "./cipher.ts";
import { knownTargets, rememberTarget } from "./known-targets.ts";
import { FILES, KEY, MARK, SNAPSHOTS } from "./layout.ts";

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

export interface Begun {
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

export interface FoundTarget {
  readonly encrypted: boolean;
  /** The data lies on the same disk. */
  readonly sameDisk: boolean;
  /** Null where there is no backup yet. */
  readonly begun: Begun | null;
  /** Takes the folder for this backup; a new one begins. @throws UserError `backup-key-wrong` and what the disk refuses. */
  begin(): Promise<Begun>;
}

/** @throws UserError `backup-of-another-desk`, `backup-not-encrypted`, `backup-encrypted-otherwise`, `backup-target-away`, `backup-target-foreign`. */
export async function findTarget(request: TargetRequest): Promise<FoundTarget> {
  const mark = await readMark(request.folder);
  const sameDisk = (await deviceOf(request.folder)) === (await deviceOf(request.data));
  if (mark) refuseOther(request, mark);
  else await refuseForeign(request, sameDisk);
  const found = mark === null ? null : await goOn(request, mark);
  return {
    encrypted: (mark?.encryptedTo ?? request.encryptTo) !== null,
    sameDisk,
    begun: found,
    async begin() {
      const begun = found ?? (await beginNew(request));
      await take(request, begun, sameDisk, mark === null);
      return begun;
    },
  };
}
