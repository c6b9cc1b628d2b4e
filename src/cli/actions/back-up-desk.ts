/** What `desk backup` does: makes a snapshot, lists those there are, or reads one again. */
import { relative, resolve, sep } from "node:path";
import { backUp } from "../../app/back-up.ts";
import type { Desk } from "../../app/ports.ts";
import { UsageError, UserError } from "../../kernel/errors.ts";
import { openTarget } from "../../storage/backup/backup-target.ts";
import { databaseCopier } from "../../storage/backup/database-copy.ts";
import { realPath } from "../../storage/backup/real-path.ts";
import { homeFolder } from "../../storage/settings-file.ts";
import { printBackedUp } from "../output/backup-text.ts";
import { progressLine } from "../output/progress-line.ts";
import type { Options } from "../program.ts";
import type { Session } from "../session.ts";
import { neededUnlock, newLock } from "./backup-keys.ts";

export async function backUpDesk(session: Session, target: string, options: Options): Promise<void> {
  const folder = resolve(session.io.cwd, target);
  if (options.list === true || options.verify === true) {
    const { listSnapshots, verifySnapshot } = await import("./look-into-backup.ts");
    return options.list === true ? listSnapshots(session, folder) : verifySnapshot(session, folder, options);
  }
  const desk = await deskAsWhoever(session);
  refuseInside(session, desk, folder);
  await make(session, desk, folder, options);
}

/** A backup at night needs nobody at the desk; whoever is signed in is recorded. */
async function deskAsWhoever(session: Session): Promise<Desk> {
  try {
    return await session.desk();
  } catch (error) {
    if (error instanceof UserError && error.code === "no-actor") return session.deskWithoutActor();
    throw error;
  }
}

const isWithin = (path: string, folder: string): boolean =>
  !relative(folder, path).startsWith("..") && !relative(folder, path).startsWith(sep);

/** A copy in what it is a copy of is lost with it. */
function refuseInside(session: Session, { settings }: Desk, folder: string): void {
  const places = [settings.data, homeFolder(session.io.env), ...(settings.mirror === null ? [] : [settings.mirror])];
  const place = places.find((candidate) => isWithin(realPath(folder), realPath(candidate)));
  if (place !== undefined) throw new UserError("backup-inside", { folder, place });
}

async function make(session: Session, desk: Desk, folder: string, options: Options): Promise<void> {
  const recipients = Array.isArray(options.encryptTo) ? (options.encryptTo as readonly string[]) : [];
  const withPassphrase = options.encryptWithPassphrase === true;
  if (recipients.length > 0 && withPassphrase) throw new UsageError("backup-encrypt-one-way", {}, ["desk backup --help"]);
  const encrypted = recipients.length > 0 ? { recipients } : withPassphrase ? ({ passphrase: true } as const) : null;
  const first = await (await desk.store()).read(({ journal }) => journal.row(1));
  const target = await openTarget({
    folder,
    data: desk.settings.data,
    desk: first?.hash ?? null,
    encryptTo: encrypted,
    unlock: () => neededUnlock(session, options),
    lock: () => newLock(session, recipients, options),
  });
  if (target.sameDisk) session.remark(session.err.warn(session.t("backup.sameDisk")));
  const done = await backUp(desk, {
    target,
    copyDatabase: databaseCopier(desk.settings.data, desk.settings.firm.logo, session.flags.dryRun),
    dryRun: session.flags.dryRun,
    progress: progressLine(session, "backup.progress.copying"),
  });
  printBackedUp(session, desk.settings, target, done);
  if (done.missing.length > 0)
    throw new UserError("backup-incomplete", { count: done.missing.length, hashes: done.missing.join("\n") }, ["contracts verify"]);
}
