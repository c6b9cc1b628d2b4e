/**
 * Reads everything again that the desk has stored: the database and its rows, the journal, and every byte of both copies of what the
 * archive holds. What is wrong is named with what it belongs to; each finished verification of everything is on record.
 */
import { dayOf, daysBetween, type Instant } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import { type ArchivedFile, archivedFiles, type CopyFault, checkCopies, isHealed } from "./audit-copies.ts";
import { findContract } from "./find-contract.ts";
import type { ArchivedThing } from "./ports/archived.ts";
import type { JournalCheck, RowFault } from "./ports/journal.ts";
import type { MirrorState, StoredVerification, StrayFile } from "./ports/verification.ts";
import type { Desk, Premises } from "./ports.ts";

export interface VerifyRequest {
  /** Null: everything. */
  readonly number: string | null;
  readonly heal: boolean;
  /** Goes on where a verification of everything was stopped, if one was. */
  readonly resume: boolean;
  readonly bytesPerSecond: number | null;
  /** Whether to record nothing. */
  readonly dryRun: boolean;
  /** Asked between files; true ends it so that it can be resumed. */
  stop(): boolean;
  progress(done: number, total: number): void;
}

/** A file in the archive that no row names. */
export interface StrayFault {
  readonly file: StrayFile;
  /** What its bytes are, where they are those of something that the books name: it was renamed or moved. */
  readonly of: readonly ArchivedThing[];
  /** Where it is now; null where it was left. */
  readonly aside: string | null;
}

export interface Verified {
  readonly contract: string | null;
  /** False when it was stopped; `total` is what there was to read. */
  readonly complete: boolean;
  /** Of this run and those that it resumed. */
  readonly files: number;
  readonly total: number;
  readonly bytes: number;
  /** How many files an earlier run had read. */
  readonly resumedAfter: number;
  readonly database: readonly string[];
  readonly journal: JournalCheck;
  readonly books: { readonly rows: number; readonly faults: readonly RowFault[] };
  readonly mirror: MirrorState;
  readonly waiting: number;
  readonly copies: readonly CopyFault[];
  readonly strays: readonly StrayFault[];
  readonly unfinished: readonly StrayFile[];
}

/** What a stopped run leaves. */
interface Interrupted {
  readonly beganAt: Instant;
  readonly after: string;
  readonly files: number;
  readonly bytes: number;
  readonly faults: readonly CopyFault[];
}

/** How far it is, is kept after so many files: whatever stops it costs reading those again. */
const KEPT_EVERY = 256;

async function contractOf(desk: Desk, number: string): Promise<string> {
  return (await desk.store()).read(async (repositories) => {
    const contract = await findContract(repositories, number);
    const copies = await repositories.signedCopies.of(contract.number);
    if (copies.length > 0) return contract.number;
    throw new UserError("no-signed-copy", { contract: contract.number, act: "none" }, [`contracts archive ${contract.number} SCAN…`]);
  });
}

async function strayFaults(desk: Desk, files: readonly ArchivedFile[], heal: boolean) {
  const archive = await desk.archive();
  const named = new Map(files.map((file) => [file.sha256, file.things]));
  const all = await archive.strays(new Set(named.keys()));
  const strays: StrayFault[] = [];
  // A file that is being stored is in its place before the books name it.
  for (const file of all.filter(({ unfinished, young, named: hash }) => !unfinished && !(young && hash !== null))) {
    const bytes = await archive.hashOf(file);
    const aside = heal ? await archive.setAside(file) : null;
    strays.push({ file, of: bytes === null ? [] : (named.get(bytes) ?? []), aside });
  }
  const moved = strays.filter(({ aside }) => aside !== null);
  const row = { at: desk.clock.now(), staff: desk.actor, contract: null, act: "file.set-aside", subject: String(moved.length) };
  const detail = moved.map(({ file, aside }) => ({ tree: file.tree, path: file.path, aside }));
  if (moved.length > 0) await (await desk.store()).write(({ journal }) => journal.append({ ...row, detail }));
  return { strays, unfinished: all.filter(({ unfinished, young }) => unfinished && !young) };
}

/** Reads the copies, from where an earlier run was stopped. */
async function readCopies(desk: Desk, files: readonly ArchivedFile[], request: VerifyRequest, beganAt: Instant) {
  const archive = await desk.archive();
  const everything = request.number === null && !request.dryRun;
  const before = everything && request.resume ? ((await archive.interrupted()) as Interrupted | null) : null;
  const left = before === null ? files : files.filter(({ sha256 }) => sha256 > before.after);
  const read = files.length - left.length;
  let state: Interrupted = before ?? { beganAt, after: "", files: 0, bytes: 0, faults: [] };
  let kept = 0;
  const run = await checkCopies(desk, left, {
    heal: request.heal,
    bytesPerSecond: request.bytesPerSecond,
    stop: request.stop,
    told: async ({ files: done, bytes, last, faults }) => {
      state = {
        ...state,
        after: last,
        files: read + done,
        bytes: (before?.bytes ?? 0) + bytes,
        faults: [...(before?.faults ?? []), ...faults],
      };
      request.progress(read + done, files.length);
      if (!everything || done - kept < KEPT_EVERY) return;
      await archive.keepInterrupted(state);
      kept = done;
    },
  });
  const complete = run.files === left.length;
  if (everything) await archive.keepInterrupted(complete ? null : state);
  return { ...state, complete, resumedAfter: read, mirror: run.mirrorState };
}

/**
 * @throws UserError `contract-unknown`, `no-signed-copy`, and what keeps the database from being read at all.
 */
export async function verifyDesk(desk: Desk, premises: Pick<Premises, "databaseProblems">, request: VerifyRequest): Promise<Verified> {
  const store = await desk.store();
  const beganAt = desk.clock.now();
  const contract = request.number === null ? null : await contractOf(desk, request.number);
  const database = await premises.databaseProblems(desk.settings.data);
  const { journal, books } = await store.read(async (repositories) => ({
    journal: await repositories.journal.check(),
    books: await repositories.journal.checkBooks(contract),
  }));
  const files = await archivedFiles(desk, contract);
  const copies = await readCopies(desk, files, request, beganAt);
  const everything = contract === null && copies.complete;
  const heal = request.heal && !request.dryRun;
  const { strays, unfinished } = everything ? await strayFaults(desk, files, heal) : { strays: [], unfinished: [] };
  const verified: Verified = {
    contract,
    complete: copies.complete,
    files: copies.files,
    total: files.length,
    bytes: copies.bytes,
    resumedAfter: copies.resumedAfter,
    database,
    journal,
    books,
    mirror: copies.mirror,
    waiting: await (await desk.archive()).waiting(),
    copies: copies.faults,
    strays,
    unfinished,
  };
  if (everything && !request.dryRun) await record(desk, verified, copies.beganAt);
  return verified;
}

/** A mirror that is away leaves half of it unread. */
export const mirrorFault = ({ mirror }: Verified): boolean => mirror === "away" || mirror === "foreign";

/** How many things are wrong, and of them how many were made good. */
export function countFaults(verified: Verified): { readonly faults: number; readonly healed: number } {
  const { database, journal, books, copies, strays } = verified;
  const rows = database.length + journal.faults.length + books.faults.length + (mirrorFault(verified) ? 1 : 0);
  const healed = copies.filter(isHealed).length + strays.filter(({ aside }) => aside !== null).length;
  return { faults: rows + copies.length + strays.length, healed };
}

async function record(desk: Desk, verified: Verified, beganAt: Instant): Promise<void> {
  const { files, bytes } = verified;
  const { faults, healed } = countFaults(verified);
  const endedAt = desk.clock.now();
  const stored: StoredVerification = { beganAt, endedAt, by: desk.actor, files, bytes, faults, healed };
  await (await desk.store()).write(async ({ verifications, journal }) => {
    const id = await verifications.add(stored);
    await journal.append({ at: endedAt, staff: desk.actor, contract: null, act: "archive.verified", subject: String(id), detail: stored });
  });
}

const VERIFY_EVERY_DAYS = 30;

/** Days since everything was verified last, or since the desk began; null while it is not due. */
export async function verificationOverdue(desk: Desk): Promise<{ readonly days: number; readonly last: Instant | null } | null> {
  const { last, began } = await (await desk.store()).read(async ({ verifications, journal }) => ({
    last: await verifications.last(),
    began: await journal.row(1),
  }));
  const { zone, verifyEveryDays = VERIFY_EVERY_DAYS } = desk.settings;
  const since = last?.endedAt ?? began?.at ?? null;
  if (since === null) return null;
  const days = daysBetween(dayOf(since, zone), dayOf(desk.clock.now(), zone));
  return days > verifyEveryDays ? { days, last: last?.endedAt ?? null } : null;
}
