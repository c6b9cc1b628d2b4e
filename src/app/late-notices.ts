/** Late findings whose notice has not left, and the last day on which it still can. */
import { lastNoticeDay, noticeCounts } from "../assessment/rules/notice.ts";
import type { Walk } from "../inspection/fold.ts";
import { type LateFinding, unnoticed } from "../inspection/late-findings.ts";
import type { Calendar } from "../kernel/calendar.ts";
import { type Day, dayOf } from "../kernel/dates.ts";
import { loadWalk } from "./load-walk.ts";
import type { Desk } from "./ports.ts";

export interface WaitingNotice {
  readonly inspection: string;
  readonly contract: string;
  readonly customer: string;
  readonly findings: readonly string[];
  readonly lastDay: Day;
}

/** The last day of the terms for a notice; null where no notice makes a difference. */
export function lastDayFor(
  { terms, contract, inspection }: Pick<Walk, "terms" | "contract" | "inspection">,
  calendar: Calendar,
): Day | null {
  const rule = terms?.notify ?? null;
  if (rule === null || !noticeCounts(rule, contract.customer)) return null;
  return lastNoticeDay(rule, dayOf(inspection.cameBackAt, contract.zone), calendar);
}

const idsOf = (findings: readonly LateFinding[]): readonly string[] => findings.map(({ finding }) => finding.id);

/** Those that can still be sent in time, the most pressing first. */
export async function waitingNotices(desk: Desk): Promise<readonly WaitingNotice[]> {
  const calendar = await desk.calendar();
  const today = dayOf(desk.clock.now(), desk.settings.zone);
  const walks = await (await desk.store()).read(async (repositories) => {
    const found: Walk[] = [];
    for (const id of await repositories.notices.waiting()) found.push(await loadWalk(repositories, id));
    return found;
  });
  return walks
    .flatMap((walk): WaitingNotice[] => {
      const [findings, lastDay] = [idsOf(unnoticed(walk.inspection)), lastDayFor(walk, calendar)];
      if (findings.length === 0 || lastDay === null || lastDay < today) return [];
      const { id: inspection, contract } = walk.header;
      return [{ inspection, contract, customer: walk.contract.customer.name, findings, lastDay }];
    })
    .sort((a, b) => (a.lastDay < b.lastDay ? -1 : a.lastDay > b.lastDay ? 1 : 0));
}
