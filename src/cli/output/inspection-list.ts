/** Walkthroughs as a list: aligned on a terminal, tab-separated with ISO times off it. */

import type { WaitingNotice } from "../../app/late-notices.ts";
import type { ListedInspection } from "../../app/list-inspections.ts";
import { plain } from "../../kernel/text.ts";
import { formatDateTime, formatDay } from "../../language/format.ts";
import type { Session } from "../session.ts";

const COLUMNS = ["id", "contract", "customer", "kind", "load", "started", "state"] as const;

/** @param notices of late findings that wait, of the desk. */
export function printInspections(
  session: Session,
  inspections: readonly ListedInspection[],
  zone: string,
  notices: readonly WaitingNotice[],
): void {
  const shown = notices.filter((notice) => inspections.some(({ id }) => id === notice.inspection));
  if (session.flags.json) session.json({ inspections, noticesWaiting: shown });
  else if (inspections.length === 0) session.remark(session.t("inspect.list.none"));
  else printTable(session, inspections, zone);
  if (shown.length > 0 && !session.flags.json) session.remark("", ...shown.map((notice) => noticeText(session, notice)));
}

const noticeText = ({ t, language }: Session, { inspection: id, customer, findings, lastDay }: WaitingNotice): string =>
  t("inspect.late.waiting", { id, customer: plain(customer), count: findings.length, day: formatDay(lastDay, language) });

function printTable(session: Session, inspections: readonly ListedInspection[], zone: string): void {
  const { t } = session;
  const terminal = session.io.stdout.isTTY === true;
  session.table(
    COLUMNS.map((column) => t(`inspect.column.${column}`)),
    inspections.map((one) => [
      one.id,
      one.contract,
      one.customer,
      t(`inspect.kind.${one.kind}`),
      one.kind === "handover" ? "–" : String(one.load),
      terminal ? formatDateTime(one.startedAt, zone, session.language) : one.startedAt,
      t(one.finishedAt === null ? "inspect.state.open" : "inspect.state.finished"),
    ]),
  );
}
