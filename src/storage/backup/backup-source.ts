/** What is restored from, and checked; how it lies there is in `layout.ts`. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type BackupSource,
  type BadFile,
  damagedBackup,
  type KeptFile,
  type Progress,
  type SnapshotContents,
} from "../../app/ports/backup.ts";
import { UserError } from "../../kernel/errors.ts";
import { sha256Of } from "../archive-copy.ts";
import { badState, hashed, pieces, readManifests, readMark, readSnapshots, storedAs } from "./backup-folder.ts";
import { ageCipher, type Cipher, openKey, PLAIN, type Unlock } from "./cipher.ts";
import { CONTENTS, isBackupPath, KEY, MANIFEST, type Manifest, SEALED, snapshotPath } from "./layout.ts";

/** Reading waits for the disk; so many files are read at once. */
const AT_ONCE = 8;

const damaged = (folder: string, path: string, state: BadFile["state"]): UserError => damagedBackup(folder, [{ path, state }]);

/**
 * @param unlock null: the key is not there; then it can be listed, and checked from outside.
 * @throws UserError `backup-none`, `backup-newer`, `backup-mark-damaged`, `backup-key-wrong`.
 */
export async function openSource(folder: string, unlock: Unlock | null): Promise<BackupSource> {
  const mark = await readMark(folder);
  if (mark === null) throw new UserError("backup-none", { folder });
  const encrypted = mark.encryptedTo !== null;
  const cipher = encrypted ? await sealed(folder, unlock) : PLAIN;

  function opening(): NonNullable<Cipher["opening"]> {
    if (cipher?.opening) return cipher.opening;
    throw new UserError("backup-locked", { folder });
  }

  async function manifestOf(name: string): Promise<{ manifest: Manifest; all: ReadonlyMap<string, Manifest | null> }> {
    const all = await readManifests(folder);
    const manifest = all.get(name);
    if (manifest === undefined) throw new UserError("snapshot-unknown", { folder, name });
    if (manifest === null) throw damaged(folder, snapshotPath(name, MANIFEST), "altered");
    return { manifest, all };
  }

  async function contents(name: string): Promise<SnapshotContents> {
    const { manifest } = await manifestOf(name);
    const path = snapshotPath(name, CONTENTS + (encrypted ? SEALED : ""));
    const stored = await readFile(join(folder, path)).catch((error) => {
      throw damaged(folder, path, badState(error));
    });
    const { bytes } = opening();
    if (sha256Of(stored) !== manifest.lines.get(path)) throw damaged(folder, path, "altered");
    const read = JSON.parse(Buffer.from(await bytes(stored)).toString("utf8")) as SnapshotContents;
    if (read.schemaVersion > 1) throw new UserError("backup-newer", { folder });
    const outside = [read.database, read.settings, ...read.files].find((file) => !isBackupPath(file.path));
    if (outside) throw damaged(folder, path, "altered");
    return read;
  }

  async function read(file: KeptFile): Promise<Uint8Array> {
    const { bytes } = opening();
    let found: Uint8Array;
    try {
      found = await readFile(join(folder, file.path));
    } catch (error) {
      throw damaged(folder, file.path, badState(error));
    }
    const plain = await bytes(found).catch(() => null);
    if (plain === null || sha256Of(plain) !== file.sha256) throw damaged(folder, file.path, "altered");
    return plain;
  }

  /** What lies there, and with the key what is inside. */
  async function stateOf(path: string, stored: ReadonlySet<string>, inside: string | null): Promise<BadFile["state"] | null> {
    try {
      const outer = hashed(pieces(join(folder, path)));
      const inner = hashed(inside !== null && encrypted && path !== KEY ? await opening().stream(outer.bytes) : outer.bytes);
      for await (const _ of inner.bytes);
      const whole = stored.has(outer.result().sha256) && (inside === null || path === KEY || inner.result().sha256 === inside);
      return whole ? null : "altered";
    } catch (error) {
      // Every error without a code is a piece that does not decrypt.
      return (error as NodeJS.ErrnoException).code === undefined ? "altered" : badState(error);
    }
  }

  async function check(name: string, progress: Progress) {
    const { manifest, all } = await manifestOf(name);
    const known = storedAs(all.values());
    const insides = new Map<string, string>();
    const hashes = new Map<string, string>();
    const bad: BadFile[] = [];
    if (!encrypted || cipher?.opening) {
      try {
        const { database, settings, files } = await contents(name);
        for (const file of [database, settings, ...files]) insides.set(file.path, file.sha256);
        for (const file of files) hashes.set(file.path, file.sha256);
      } catch (error) {
        if (!(error instanceof UserError) || error.code !== "backup-damaged") throw error;
      }
    }
    const paths = [...manifest.lines.keys()];
    let [next, done] = [0, 0];
    const work = async (): Promise<void> => {
      while (next < paths.length) {
        const path = paths[next] as string;
        next += 1;
        const state = await stateOf(path, known.get(path) as ReadonlySet<string>, insides.get(path) ?? null);
        if (state !== null) bad.push({ path, state, sha256: hashes.get(path) ?? null });
        done += 1;
        progress(done, paths.length);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return { files: paths.length, bytes: manifest.bytes, bad: bad.sort((a, b) => (a.path < b.path ? -1 : 1)) };
  }

  return {
    id: mark.id,
    folder,
    encrypted,
    snapshots: () => readSnapshots(folder),
    contents,
    check,
    read,
    stream: async (file) => opening().stream(pieces(join(folder, file.path))),
  };
}

/** Null without a key. */
async function sealed(folder: string, unlock: Unlock | null): Promise<Cipher | null> {
  if (unlock === null) return null;
  const file = await readFile(join(folder, KEY)).catch((error) => {
    throw damaged(folder, KEY, badState(error));
  });
  return ageCipher(await openKey(file, unlock));
}
