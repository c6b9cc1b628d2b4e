/** What `inspect release` does: a reason, somebody who may, the release. */
import { releaseDamage } from "../../../app/release-damage.ts";
import { showInspection } from "../../../app/show-inspection.ts";
import { UsageError } from "../../../kernel/errors.ts";
import { plain } from "../../../kernel/text.ts";
import type { Session } from "../../session.ts";

async function reasonFor(session: Session, given: string | null): Promise<string> {
  const { t } = session;
  if (given !== null) return given;
  if (!session.interactive) throw new UsageError("reason-missing", {}, ['--reason "…"']);
  const check = (text: string): string | null => (text.trim() === "" ? t("inspect.release.reasonNeeded") : null);
  return (await session.ask()).text(t("inspect.release.askReason"), { check });
}

export async function release(session: Session, id: string, given: string | null): Promise<void> {
  const { t, flags } = session;
  const desk = await session.desk();
  // An id that leads nowhere is told before anybody is asked for a PIN.
  const { header } = (await showInspection(desk, id)).walk;
  const reason = await reasonFor(session, given);
  const decides = await session.authority("inspection.release");
  if (flags.dryRun) return session.remark(t("common.dryRun"));
  const released = await releaseDamage(desk, header.id, reason, decides.name);
  if (flags.json) session.json({ release: released });
  else session.print(t("inspect.release.done", { id: header.id, name: plain(decides.name), reason: released.reason }));
}
