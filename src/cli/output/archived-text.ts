/** What archiving would do, before it is confirmed. */
import type { ArchivePlan } from "../../app/plan-signed-copy.ts";
import { plain } from "../../kernel/text.ts";
import type { Session } from "../session.ts";
import { doubtText, scanText } from "./scan-text.ts";

export function planText(session: Session, plan: ArchivePlan): readonly string[] {
  const { t } = session;
  const { number, customer } = plan.contract;
  return [
    ...plan.scans.map((scan) => scanText(t, session.language, scan)),
    ...plan.repeated.map((name) => t("archive.repeated", { name: plain(name) })),
    t(`archive.for.${plan.namedBy}`, { number: plain(number), customer: plain(customer.name) }),
    // That a file is encrypted stands beside it already.
    ...plan.doubts.filter((doubt) => doubt.kind !== "encrypted").map((doubt) => session.err.warn(doubtText(t, doubt, plan))),
  ];
}
