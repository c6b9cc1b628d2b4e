/** What a check of the stored copies found: only what needs somebody, then the count. */
import type { VerifiedFile } from "../../app/verify-signed-copies.ts";
import { UserError } from "../../kernel/errors.ts";
import type { Session } from "../session.ts";

const COLUMNS = ["number", "version", "name", "archive", "mirror"] as const;

/** @throws UserError `copies-damaged` after the list, so that the exit code says it too. */
export function printVerified(session: Session, files: readonly VerifiedFile[]): void {
  const { t } = session;
  const harmed = files.filter((file) => file.state !== "sound");
  const pending = files.filter((file) => file.state === "sound" && file.mirror === "pending").length;
  if (session.flags.json) session.json({ files, sound: harmed.length === 0 });
  else if (harmed.length > 0)
    session.table(
      COLUMNS.map((column) => t(`contracts.column.${column}`)),
      harmed.map((file) => [
        file.contract,
        String(file.version),
        file.name,
        t(`contracts.copy.${file.archive}`),
        t(`contracts.copy.${file.mirror}`),
      ]),
    );
  else session.print(t("contracts.verify.sound", { files: files.length }));
  if (pending > 0 && !session.flags.json) session.remark(t("contracts.verify.pending", { files: pending }));
  if (harmed.length > 0) throw damaged(harmed);
}

const damaged = (harmed: readonly VerifiedFile[]): UserError =>
  new UserError("copies-damaged", { harmed: harmed.length, lost: harmed.filter((file) => file.state === "lost").length });
