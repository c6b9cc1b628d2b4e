/** A desk from a backup, into folders that hold nothing: every byte is read before anything is written, and again after. */
import { UserError } from "../kernel/errors.ts";
import { atOnce } from "./at-once.ts";
import { noteSettings } from "./note-settings.ts";
import {
  type BackupSource,
  type BadFile,
  type CheckedSnapshot,
  damagedBackup,
  type KeptFile,
  type NewPlace,
  type Progress,
  type SnapshotContents,
} from "./ports/backup.ts";
import { asksForPassword } from "./ports/deliveries.ts";
import type { Clock, Settings, Store } from "./ports.ts";

export interface RestoreRequest {
  readonly source: BackupSource;
  /** Null: the latest. */
  readonly snapshot: string | null;
  readonly place: NewPlace;
  /** Restore what is good, without the files that are not. */
  readonly whatIsGood: boolean;
  readonly dryRun: boolean;
  readonly clock: Clock;
  progress(step: "checking" | "restoring"): Progress;
}

export interface Restored {
  readonly contents: SnapshotContents;
  /** The desk's. */
  readonly zone: string;
  /** Whether mail goes through a server that asks for a password, which no backup holds. */
  readonly mailPassword: boolean;
  readonly files: number;
  /** Files that the backup does not have as they were, and that are left out. */
  readonly leftOut: readonly BadFile[];
  /** Files that wait for their second copy; all of them without a mirror. */
  readonly pending: number;
  /** What the journal and the books say of themselves: faults that the desk had when it was backed up. */
  readonly journalFaults: number;
  readonly rowFaults: number;
}

/** @param name null: the latest. @throws UserError `snapshot-none`. */
export async function chosenSnapshot(source: BackupSource, name: string | null): Promise<string> {
  const latest = (await source.snapshots()).at(-1)?.name;
  if (latest === undefined) throw new UserError("snapshot-none", { folder: source.folder });
  return name ?? latest;
}

/** Files of the archive can be left out; without the database, the settings or the list of what there is, there is no desk. */
function refuseBad({ source, whatIsGood }: RestoreRequest, { bad }: CheckedSnapshot): void {
  const needed = bad.some(({ sha256 }) => sha256 === null);
  if (bad.length === 0 || (whatIsGood && !needed)) return;
  throw damagedBackup(source.folder, bad, needed ? ["desk backup TARGET --list"] : ["desk restore … --what-is-good"]);
}

/** @throws UserError `restore-…`, `already-restored`, `backup-…`, `snapshot-…`, `database-newer`; and what the disks refuse. */
export async function restoreDesk(request: RestoreRequest): Promise<Restored> {
  const { source, place, dryRun, progress } = request;
  const name = await chosenSnapshot(source, request.snapshot);
  await place.refuseUnlessEmpty(source.id, name);
  const contents = await source.contents(name);
  const { databaseVersion: version, database } = contents;
  if (version > place.newestVersion) throw new UserError("database-newer", { path: database.path, version, newest: place.newestVersion });
  const checked = await source.check(name, progress("checking"));
  refuseBad(request, checked);
  const bad = new Set(checked.bad.map(({ path }) => path));
  const files = contents.files.filter(({ path }) => !bad.has(path));
  const settings = place.settings(await source.read(contents.settings));
  const planned = {
    contents,
    zone: settings.zone,
    mailPassword: asksForPassword(settings),
    files: files.length,
    leftOut: checked.bad,
    pending: 0,
    journalFaults: 0,
    rowFaults: 0,
  };
  if (dryRun) return planned;
  await place.begin(source.id, name);
  const pending = await putFiles(request, files);
  const store = await place.putDatabase(database, await source.stream(database), settings.zone);
  const faults = await examineAndNote(store, request, settings, contents, checked.bad);
  await place.finish(settings);
  return { ...planned, ...faults, pending };
}

/** Each is on disk in both places, read again and compared, before the next step. @returns how many have no second copy */
async function putFiles({ source, place, progress }: RestoreRequest, files: readonly KeptFile[]): Promise<number> {
  const archive = await place.archive();
  const stored = await atOnce(files, async (file) => archive.put(await source.read(file)), progress("restoring"));
  return stored.filter(({ mirrorPath }) => mirrorPath === null).length;
}

/**
 * Reads the journal's rows and hashes, and every row of the books against what the journal saw written; then notes what was done.
 * Nobody is at the desk yet: the row is the program's own.
 */
async function examineAndNote(
  store: Store,
  { clock, source }: RestoreRequest,
  settings: Settings,
  contents: SnapshotContents,
  leftOut: readonly BadFile[],
) {
  const detail = { folder: source.folder, leftOut: leftOut.map(({ path }) => path) };
  const row = { at: clock.now(), staff: "", contract: null, act: "backup.restored", subject: contents.name, detail };
  try {
    return await store.write(async ({ journal }) => {
      const faults = { journalFaults: (await journal.check()).faults.length, rowFaults: (await journal.checkBooks(null)).faults.length };
      await journal.append(row);
      // Its folders are others now.
      await noteSettings(journal, settings, { at: row.at, staff: "", act: "settings.changed" });
      return faults;
    });
  } finally {
    await store.close();
  }
}
