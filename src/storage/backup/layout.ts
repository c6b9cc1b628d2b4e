/**
 * How a backup lies in its folder, simple enough to be read without this program:
 *
 *     returndesk-backup.json                    marks the folder, and whose backup it is
 *     key.age                                   only where it is encrypted: its key, for those it was encrypted to
 *     files/ab/cdef…                            the archive's files by the SHA-256 of their bytes, as in the archive itself
 *     snapshots/2026-11-22T103000Z/returndesk.sqlite
 *     snapshots/2026-11-22T103000Z/desk.json
 *     snapshots/2026-11-22T103000Z/contents.json    what is in it: every file with its size and SHA-256
 *     snapshots/2026-11-22T103000Z/manifest.sha256  written last: a folder without it is no snapshot
 *
 * `sha256sum -c snapshots/…/manifest.sha256`, run in the backup's folder, checks a snapshot without us. Where it is encrypted, each file
 * is an age file of its own (age-encryption.org/v1): `age -d -i IDENTITY key.age > key.txt` opens the backup's key, and
 * `age -d -i key.txt FILE` any other file; names in `files` are then an HMAC of the hashes, and `contents.json.age` says which is which.
 * The mail server's password is in no backup.
 */
import { createHash } from "node:crypto";
import { type Instant, instant } from "../../kernel/dates.ts";

export const MARK = "returndesk-backup.json";
export const KEY = "key.age";
export const FILES = "files";
export const SNAPSHOTS = "snapshots";
export const MANIFEST = "manifest.sha256";
export const DATABASE = "returndesk.sqlite";
export const SETTINGS = "desk.json";
export const CONTENTS = "contents.json";

/** What encrypted files' names end with, but for those in `files`. */
export const SEALED = ".age";

export const snapshotName = (at: Instant): string => `${at.slice(0, 19).replaceAll(":", "")}Z`;
export const isSnapshotName = (name: string): boolean => /^\d{4}-\d{2}-\d{2}T\d{6}Z(?:-\d+)?$/u.test(name);

/** When a snapshot was taken, to the second. */
export function takenAt(name: string): Instant {
  const [, day, hour, minute, second] = /^(.{10})T(\d\d)(\d\d)(\d\d)Z/u.exec(name) as unknown as string[];
  return instant(`${day}T${hour}:${minute}:${second}Z`);
}

export const filePath = (name: string): string => `${FILES}/${name.slice(0, 2)}/${name.slice(2)}`;
export const snapshotPath = (snapshot: string, file: string): string => `${SNAPSHOTS}/${snapshot}/${file}`;

/** Paths that a manifest may name: a backup comes from elsewhere, and none of its names may lead out of its folder. */
const PATH =
  /^(?:key\.age|files\/[0-9a-f]{2}\/[0-9a-f]{62}|snapshots\/[\w-]+\/(?:returndesk\.sqlite|desk\.json|contents\.json)(?:\.age)?)$/u;

export const isBackupPath = (path: string): boolean => PATH.test(path);

export interface Manifest {
  /** Path to the SHA-256 of the bytes that lie there. */
  readonly lines: ReadonlyMap<string, string>;
  readonly bytes: number;
}

const sealOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Lines for `sha256sum -c`, which passes over those that begin with `#`: how much it is in all, and a hash over everything above. */
export function manifestText({ lines, bytes }: Manifest): string {
  const listed = [...lines].map(([path, sha256]) => `${sha256}  ${path}\n`).join("");
  const text = `${listed}# ${lines.size} files, ${bytes} bytes\n`;
  return `${text}# ${sealOf(text)}\n`;
}

/** @returns null when it is not what was written. */
export function readManifest(text: string): Manifest | null {
  const sealed = /^([\s\S]*\n# \d+ files, (\d+) bytes\n)# ([0-9a-f]{64})\n$/u.exec(text);
  if (!sealed || sealOf(sealed[1] as string) !== sealed[3]) return null;
  const listed = [...(sealed[1] as string).matchAll(/^([0-9a-f]{64}) {2}(.+)$/gmu)].map(
    (match) => [match[2], match[1]] as [string, string],
  );
  if (!listed.every(([path]) => isBackupPath(path))) return null;
  return { lines: new Map(listed), bytes: Number(sealed[2]) };
}
