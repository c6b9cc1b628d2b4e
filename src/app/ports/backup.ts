/**
 * Backups: a folder elsewhere with snapshots of the desk. A snapshot is the database, the settings and every file of the archive that
 * the database names, as they belonged together at one moment. What two snapshots share lies there once.
 */
import type { JournalHead } from "../../invoice/witness.ts";
import type { Instant } from "../../kernel/dates.ts";
import { UserError } from "../../kernel/errors.ts";
import type { Archive, Settings, Store } from "../ports.ts";

/** A file as it lies in a backup. */
export interface KeptFile {
  /** Below the backup's folder, with `/` between folders. */
  readonly path: string;
  /** Of the bytes that lie there, in hexadecimal; where nothing is encrypted, the same as `sha256`. */
  readonly stored: string;
  readonly storedSize: number;
  /** Of what was backed up. */
  readonly sha256: string;
  readonly size: number;
}

/** What a snapshot's database holds, for whoever asks without opening it. */
export interface SnapshotFacts {
  readonly takenAt: Instant;
  readonly firm: string;
  readonly desk: string;
  /** The shape of the database; a program that does not know it yet cannot restore it. */
  readonly databaseVersion: number;
  readonly contracts: number;
  readonly signedCopies: number;
  readonly bills: number;
  /** The last document of each kind: `L-2026-0012`. */
  readonly lastDocuments: readonly string[];
  /** The last row of the journal; null while there is none. */
  readonly head: (JournalHead & { readonly at: Instant }) | null;
  /** Files that the database names and of which no copy was good when the snapshot was taken. */
  readonly missing: readonly string[];
}

export interface SnapshotContents extends SnapshotFacts {
  readonly schemaVersion: 1;
  readonly name: string;
  readonly database: KeptFile;
  readonly settings: KeptFile;
  readonly files: readonly KeptFile[];
}

/** A snapshot as its manifest has it, which nobody needs a key for. */
export interface SnapshotSummary {
  /** `2026-11-22T103000Z`: when it was taken. */
  readonly name: string;
  /** Null when the manifest is not what was written. */
  readonly manifest: { readonly files: number; readonly bytes: number } | null;
}

/** A file of a snapshot that is not what was backed up. */
export interface BadFile {
  readonly path: string;
  readonly state: "missing" | "altered" | "unreadable";
  /** Null for what is no file of the archive: database, settings, what says what is in the snapshot. */
  readonly sha256: string | null;
}

/** A line for each file. */
export const damagedBackup = (folder: string, bad: readonly Omit<BadFile, "sha256">[], hints: readonly string[] = []): UserError =>
  new UserError("backup-damaged", { folder, count: bad.length }, hints, {
    errors: bad.map(({ path, state }) => new UserError("backup-file-bad", { path, state: { key: `backup.state.${state}`, values: {} } })),
  });

export interface CheckedSnapshot {
  readonly files: number;
  readonly bytes: number;
  readonly bad: readonly BadFile[];
}

export type Progress = (done: number, total: number) => void;

export interface Backup {
  /** Absolute. */
  readonly folder: string;
  readonly encrypted: boolean;
  /** Oldest first. One that was stopped half-way is none. */
  snapshots(): Promise<readonly SnapshotSummary[]>;
}

/** What a backup is written to. Every file is on disk, read again and compared when a promise resolves. */
export interface BackupTarget extends Backup {
  /** The folder is on the disk of the desk's data. */
  readonly sameDisk: boolean;
  /** Takes the folder into use and clears away what a stopped backup left. @throws UserError when another backup is running. */
  begin(): Promise<void>;
  /** Reads again what is there already; null when a file is not there or not what it was. */
  holds(sha256: string): Promise<KeptFile | null>;
  keep(sha256: string, bytes: Uint8Array): Promise<KeptFile>;
  addSnapshot(facts: SnapshotFacts, copy: DatabaseCopy, settings: Settings, files: readonly KeptFile[]): Promise<SnapshotContents>;
  /** Lets another backup begin. */
  end(): Promise<void>;
}

/** What is restored from. */
export interface BackupSource extends Backup {
  /** Tells this backup from every other. */
  readonly id: string;
  /** @throws UserError `snapshot-unknown`, `backup-damaged`, `backup-locked` when it is encrypted and no key was given. */
  contents(name: string): Promise<SnapshotContents>;
  /** Reads every byte again; with the key of an encrypted backup also what is inside. */
  check(name: string, progress: Progress): Promise<CheckedSnapshot>;
  /** @throws UserError `backup-damaged` when it is not what was backed up. */
  read(file: KeptFile): Promise<Uint8Array>;
  /** Reads a large file piece by piece. */
  stream(file: KeptFile): Promise<AsyncIterable<Uint8Array>>;
}

/** The database as it stood at one moment, beside the live one. */
export interface DatabaseCopy {
  readonly path: string;
  readonly facts: Omit<SnapshotFacts, "takenAt" | "firm" | "desk" | "missing">;
  /** Files of the archive that it names. */
  readonly named: readonly string[];
  discard(): Promise<void>;
}

/** @throws UserError `database-damaged` when the copy does not hold together: an earlier snapshot is worth more. */
export type CopyDatabase = () => Promise<DatabaseCopy>;

/** Where a desk is restored: folders that hold nothing yet. */
export interface NewPlace {
  readonly home: string;
  readonly data: string;
  readonly mirror: string | null;
  /** The newest shape of a database that this program knows. */
  readonly newestVersion: number;
  /** @throws UserError `restore-not-empty`, `already-restored`, `restore-begun-otherwise`: nothing is written over. */
  refuseUnlessEmpty(backup: string, snapshot: string): Promise<void>;
  /** Marks the folders, so that a restore that is stopped can go on. */
  begin(backup: string, snapshot: string): Promise<void>;
  archive(): Promise<Archive>;
  /** Puts the database into its place and opens it, an older one brought up to date. */
  putDatabase(file: KeptFile, bytes: AsyncIterable<Uint8Array>, zone: string): Promise<Store>;
  /** @throws UserError `settings-damaged`. */
  settings(bytes: Uint8Array): Settings;
  /** Writes the settings: from then on there is a desk. */
  finish(settings: Settings): Promise<void>;
}
