/** What a backup has written. */
import type { BackedUp } from "../../app/back-up.ts";
import type { BackupTarget } from "../../app/ports/backup.ts";
import { asksForPassword } from "../../app/ports/deliveries.ts";
import type { Settings } from "../../app/ports.ts";
import { plain } from "../../kernel/text.ts";
import type { Session } from "../session.ts";
import { sizeText } from "./scan-text.ts";

export function printBackedUp(session: Session, settings: Settings, target: BackupTarget, done: BackedUp): void {
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
    newSize: sizeText(newBytes, language),
    filesThere,
    sizeThere: sizeText(bytesThere, language),
  };
  if (contents === null) {
    session.print(t("backup.would", { folder, ...counts }));
    session.remark(t("common.dryRun"));
    return;
  }
  session.print(t(target.encrypted ? "backup.doneEncrypted" : "backup.done", { folder, name: contents.name }));
  session.print(t("backup.counts", { ...counts, database: sizeText(databaseBytes, language) }));
  if (asksForPassword(settings)) session.remark(t("backup.noPassword"));
}
