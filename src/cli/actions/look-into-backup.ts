/** `desk backup TARGET --list` and `--verify`: no desk is needed for either, so that they work on any machine. */

import { damagedBackup } from "../../app/ports/backup.ts";
import { chosenSnapshot } from "../../app/restore-desk.ts";
import { UserError } from "../../kernel/errors.ts";
import { openSource } from "../../storage/backup/backup-source.ts";
import { takenAt } from "../../storage/backup/layout.ts";
import { progressLine } from "../output/progress-line.ts";
import { sizeText } from "../output/scan-text.ts";
import type { Options } from "../program.ts";
import type { Session } from "../session.ts";
import { givenUnlock } from "./backup-keys.ts";

const COLUMNS = ["snapshot", "files", "size"] as const;

export async function listSnapshots(session: Session, folder: string): Promise<void> {
  const { t, language } = session;
  const source = await openSource(folder, null);
  const snapshots = await source.snapshots();
  if (session.flags.json) {
    const listed = snapshots.map(({ name, manifest }) => ({ name, takenAt: takenAt(name), ...(manifest ?? { files: null, bytes: null }) }));
    return session.json({ folder, encrypted: source.encrypted, snapshots: listed });
  }
  if (snapshots.length === 0) throw new UserError("snapshot-none", { folder });
  session.table(
    COLUMNS.map((column) => t(`backup.column.${column}`)),
    snapshots.map(({ name, manifest }) =>
      manifest ? [name, String(manifest.files), sizeText(manifest.bytes, language)] : [name, t("backup.state.altered"), ""],
    ),
  );
  if (source.encrypted) session.remark(t("backup.isEncrypted"));
}

/** @throws UserError `backup-damaged` naming each file that is not what was backed up. */
export async function verifySnapshot(session: Session, folder: string, options: Options): Promise<void> {
  const { t, language } = session;
  const unlock = await givenUnlock(session, options);
  const source = await openSource(folder, unlock);
  const name = await chosenSnapshot(source, typeof options.snapshot === "string" ? options.snapshot : null);
  const checked = await source.check(name, progressLine(session, "backup.progress.checking"));
  const inside = !source.encrypted || unlock !== null;
  if (session.flags.json) session.json({ folder, snapshot: name, inside, ...checked, sound: checked.bad.length === 0 });
  if (checked.bad.length > 0) throw damagedBackup(folder, checked.bad);
  if (session.flags.json) return;
  session.print(t("backup.sound", { name, files: checked.files, size: sizeText(checked.bytes, language) }));
  if (!inside) session.remark(t("backup.soundOutside"));
}
