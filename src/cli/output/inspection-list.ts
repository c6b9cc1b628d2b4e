/** Walkthroughs as a list: aligned on a terminal, tab-separated with ISO times off it. */
import type { ListedInspection } from "../../app/list-inspections.ts";
import { formatDateTime } from "../../language/format.ts";
import type { Session } from "../session.ts";

const COLUMNS = ["id", "contract", "customer", "kind", "load", "started", "state"] as const;

export function printInspections(session: Session, inspections: readonly ListedInspection[], zone: string): void {
  if (session.flags.json) session.json({ inspections });
  else if (inspections.length === 0) session.remark(session.t("inspect.list.none"));
  else printTable(session, inspections, zone);
}

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
