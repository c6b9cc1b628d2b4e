/** Backups that still hold what was let go, a line each. */
import type { HoldingBackup } from "../../app/backups-holding.ts";
import { dayOf, type Instant } from "../../kernel/dates.ts";
import { plain } from "../../kernel/text.ts";
import { formatDay } from "../../language/format.ts";
import type { Session } from "../session.ts";

export async function backupLines({ t, language, desk }: Session, backups: readonly HoldingBackup[]): Promise<readonly string[]> {
  const { zone } = (await desk()).settings;
  const day = (at: Instant): string => formatDay(dayOf(at, zone), language);
  return backups.map(
    ({ folder, snapshots, first, last }) =>
      `  ${t("contracts.expire.backup", { folder: plain(folder), snapshots, first: day(first), last: day(last) })}`,
  );
}
