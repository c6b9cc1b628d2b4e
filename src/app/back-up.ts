/** A snapshot of the desk in a folder elsewhere, made while the desk works: the database at one moment, and every file it names. */
import { UserError } from "../kernel/errors.ts";
import { atOnce } from "./at-once.ts";
import type { BackupTarget, CopyDatabase, DatabaseCopy, KeptFile, Progress, SnapshotContents } from "./ports/backup.ts";
import type { Desk } from "./ports.ts";

/** A contract can be let go while its files are copied; then the moment is taken anew. It happens once in years. */
const ATTEMPTS = 3;

export interface BackUpRequest {
  readonly target: BackupTarget;
  readonly copyDatabase: CopyDatabase;
  /** Reads everything and says what would be written. */
  readonly dryRun: boolean;
  readonly progress: Progress;
}

export interface BackedUp {
  /** Null in a dry run. */
  readonly contents: SnapshotContents | null;
  readonly newFiles: number;
  readonly newBytes: number;
  /** Files that were in the backup already, and right. */
  readonly filesThere: number;
  readonly bytesThere: number;
  readonly databaseBytes: number;
  /** Files that the database names and of which neither copy is good. */
  readonly missing: readonly string[];
}

interface Gathered {
  readonly sha256: string;
  /** Null: no copy is good. */
  readonly file: KeptFile | null;
  readonly isNew: boolean;
}

async function gather(desk: Desk, { target, dryRun }: BackUpRequest, sha256: string): Promise<Gathered> {
  const there = await target.holds(sha256);
  if (there) return { sha256, file: there, isNew: false };
  try {
    const bytes = await (await desk.archive()).read(sha256);
    const planned = { path: "", stored: "", storedSize: bytes.length, sha256, size: bytes.length };
    return { sha256, file: dryRun ? planned : await target.keep(sha256, bytes), isNew: true };
  } catch (error) {
    if (error instanceof UserError && error.code === "archive-copy-damaged") return { sha256, file: null, isNew: false };
    throw error;
  }
}

const isLost = ({ file }: Gathered): boolean => file === null;

/** A moment of the database with all its files. */
async function takeMoment(
  desk: Desk,
  request: BackUpRequest,
): Promise<{ copy: DatabaseCopy; gathered: readonly Gathered[]; at: Desk["clock"] }> {
  for (let attempt = 1; ; attempt += 1) {
    const moment = desk.clock.now();
    const copy = await request.copyDatabase();
    const at = { now: () => moment };
    try {
      const gathered = await atOnce(copy.named, (sha256) => gather(desk, request, sha256), request.progress);
      if (!gathered.some(isLost) || attempt === ATTEMPTS || !(await wasLetGo(desk, gathered))) return { copy, gathered, at };
    } catch (error) {
      await copy.discard();
      throw error;
    }
    await copy.discard();
  }
}

/** Whether a file that could not be read is not named any more. */
async function wasLetGo(desk: Desk, gathered: readonly Gathered[]): Promise<boolean> {
  const things = await (await desk.store()).read(({ archived }) => archived.list(null));
  const named = new Set([desk.settings.firm.logo, ...things.map(({ sha256 }) => sha256)]);
  return gathered.some((one) => isLost(one) && !named.has(one.sha256));
}

const bytesOf = (files: readonly Gathered[]): number => files.reduce((sum, { file }) => sum + (file?.size ?? 0), 0);

/** @throws UserError `database-damaged`, `backup-running`, and what the target's disk refuses; no snapshot is made then. */
export async function backUp(desk: Desk, request: BackUpRequest): Promise<BackedUp> {
  const { target, dryRun } = request;
  const store = await desk.store();
  try {
    if (!dryRun) await target.begin();
    const { copy, gathered, at } = await takeMoment(desk, request);
    try {
      const [added, there] = [gathered.filter(({ isNew }) => isNew), gathered.filter((one) => !one.isNew && !isLost(one))];
      const missing = gathered.filter(isLost).map(({ sha256 }) => sha256);
      const { firm, desk: place } = desk.settings;
      const facts = { ...copy.facts, takenAt: at.now(), firm: firm.name, desk: place, missing };
      const files = gathered.flatMap(({ file }) => file ?? []);
      const contents = dryRun ? null : await target.addSnapshot(facts, copy, desk.settings, files);
      const done: BackedUp = {
        contents,
        newFiles: added.length,
        newBytes: bytesOf(added),
        filesThere: there.length,
        bytesThere: bytesOf(there),
        databaseBytes: contents?.database.size ?? 0,
        missing,
      };
      if (contents) await note(desk, store, target, done, contents);
      return done;
    } finally {
      await copy.discard();
    }
  } finally {
    await target.end();
  }
}

/** When a backup was last made is read from the journal; where it is, is apart from the row. */
async function note(
  desk: Desk,
  store: Awaited<ReturnType<Desk["store"]>>,
  target: BackupTarget,
  done: BackedUp,
  contents: SnapshotContents,
) {
  const { newFiles, filesThere, missing } = done;
  const detail = { folder: target.folder, encrypted: target.encrypted, newFiles, filesThere, missing };
  const row = { at: desk.clock.now(), staff: desk.actor, contract: null, act: "backup.made", subject: contents.name, detail };
  await store.write(({ journal }) => journal.append(row));
}
