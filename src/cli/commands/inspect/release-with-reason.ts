/** What `inspect release` does: a reason, somebody who may, the release. */
import { releaseDamage } from "../../../app/release-damage.ts";
import { showInspection } from "../../../app/show-inspection.ts";
import { UsageError } from "../../../kernel/errors.ts";
import { plain } from "../../../kernel/text.ts";
import { askReason } from "../../prompts/ask-reason.ts";
import type { Session } from "../../session.ts";

export async function release(session: Session, id: string, given: string | null): Promise<void> {
  const { t, flags } = session;
  const desk = await session.desk();
  // An id that leads nowhere is told before anybody is asked for a PIN.
  const { header, contract } = (await showInspection(desk, id)).walk;
  if (given === null && !session.interactive) throw new UsageError("reason-missing", {}, ['--reason "…"']);
  const wording = { question: t("inspect.release.askReason"), needed: t("inspect.release.reasonNeeded"), contract };
  const { reason, tone } = await askReason(session, given, wording);
  const decides = await session.authority("inspection.release");
  if (flags.dryRun) return session.remark(t("common.dryRun"));
  const released = await releaseDamage(desk, header.id, reason, decides.name);
  if (flags.json) session.json({ release: released, tone });
  else session.print(t("inspect.release.done", { id: header.id, name: plain(decides.name), reason: released.reason }));
}
