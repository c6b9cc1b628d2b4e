/** Said before anything is issued: its date would run backwards. */
import { clockBehind } from "../../app/clock-behind.ts";
import type { Desk } from "../../app/ports.ts";
import { formatDateTime } from "../../language/format.ts";
import type { Session } from "../session.ts";

export async function warnOfClock(session: Session, desk: Desk): Promise<void> {
  const behind = await clockBehind(desk);
  if (behind === null) return;
  const { zone } = desk.settings;
  const [now, last] = [behind.now, behind.last].map((at) => formatDateTime(at, zone, session.language)) as [string, string];
  session.remark(session.err.warn(session.t("common.clockBehind", { now, last })));
}
