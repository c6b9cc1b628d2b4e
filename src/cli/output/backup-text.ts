/** What a backup has written. */
import type { BackedUp } from "../../app/back-up.ts";
import type { BackupTarget } from "../../app/ports/backup.ts";
import { plain, type StaffLanguage } from "../../kernel/text.ts";
import type { Session } from "../session.ts";

/** `4,3 Mt`, `4.3 MB`; with a space that does not break. */
export function megabytes(bytes: number, language: StaffLanguage): string {
  const figure = (bytes / 1_000_000).toFixed(1);
  return language === "fi" ? `${figure.replace(".", ",")}\u00A0Mt` : `${figure}\u00A0MB`;
}

export function printBackedUp(session: Session, target: BackupTarget, done: BackedUp): void {
  const { t, language } = session;
  const { contents, newFiles, newBytes, filesThere, bytesThere, databaseBytes, missing } = done;
  const folder = plain(target.folder);
  if (session.flags.json) {
    const snapshot = contents?.name ?? null;
    session.json({ folder, snapshot, encrypted: target.encrypted, newFiles, newBytes, filesThere, bytesThere, databaseBytes, missing });
    return;
  }
  const counts = {
    newFiles,
    newSize: megabytes(newBytes, language),
    filesThere,
    sizeThere: megabytes(bytesThere, language),
  };
  if (contents === null) {
    session.print(t("backup.would", { folder, ...counts }));
    session.remark(t("common.dryRun"));
    return;
  }
  session.print(t(target.encrypted ? "backup.doneEncrypted" : "backup.done", { folder, name: contents.name }));
  session.print(t("backup.counts", { ...counts, database: megabytes(databaseBytes, language) }));
  session.remark(t("backup.noPassword"));
}
