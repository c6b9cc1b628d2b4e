/** What a restored desk holds, where it is, and what is not in it. */
import type { Restored } from "../../app/restore-desk.ts";
import { plain } from "../../kernel/text.ts";
import { formatDateTime } from "../../language/format.ts";
import type { Session } from "../session.ts";

interface Folders {
  readonly home: string;
  readonly data: string;
  readonly mirror: string | null;
}

export function restoredJson(
  session: Session,
  folders: Folders,
  { contents, zone: _zone, mailPassword: _password, ...restored }: Restored,
): void {
  const { name, takenAt, contracts, signedCopies, bills, head, lastDocuments, missing } = contents;
  session.json({ snapshot: name, takenAt, ...folders, contracts, signedCopies, bills, head, lastDocuments, missing, ...restored });
}

export function printRestored(session: Session, folders: Folders, restored: Restored): void {
  const { t, language } = session;
  const { contents, files, zone } = restored;
  const { name, takenAt, firm, desk, contracts, signedCopies, bills, head } = contents;
  const time = formatDateTime(takenAt, zone, language);
  session.print(t(session.flags.dryRun ? "restore.would" : "restore.done", { firm: plain(firm), desk: plain(desk), name, time }));
  session.print(t("restore.holds", { contracts, signedCopies, bills, files }));
  if (head) session.print(t("restore.head", { seq: head.seq, time: formatDateTime(head.at, zone, language), hash: head.hash }));
  session.print(t("restore.settings", { folder: plain(folders.home) }), t("restore.data", { folder: plain(folders.data) }));
  session.print(folders.mirror === null ? t("restore.noMirror") : t("restore.mirror", { folder: plain(folders.mirror) }));
  if (session.flags.dryRun) session.remark(t("common.dryRun"));
  else remarks(session, folders, restored, time);
}

/** What is not there, and what is to be done before work goes on. */
function remarks({ t, print, remark }: Session, folders: Folders, restored: Restored, time: string): void {
  const { contents, leftOut, pending, journalFaults, rowFaults, mailPassword } = restored;
  const { lastDocuments, missing } = contents;
  if (leftOut.length > 0) remark(t("restore.leftOut", { count: leftOut.length }), ...leftOut.map(({ path }) => `  ${plain(path)}`));
  if (missing.length > 0) remark(t("restore.missing", { count: missing.length }), ...missing.map((hash) => `  ${hash}`));
  if (journalFaults + rowFaults > 0) remark(t("restore.faults", { count: journalFaults + rowFaults }));
  else print(t("restore.sound"));
  if (pending > 0 && folders.mirror !== null) remark(t("restore.pending", { count: pending }));
  remark("", t("restore.after", { time }));
  if (lastDocuments.length > 0) remark(t("restore.lastDocuments", { numbers: lastDocuments.join(", ") }));
  if (mailPassword) remark(t("restore.noPassword"));
}
