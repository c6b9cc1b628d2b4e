/** What the notice of late findings would add to a bill, as long as it can still be sent in time. */
import type { Assessment } from "../assessment/assessment.ts";
import type { Inspection } from "../inspection/inspection.ts";
import { unnoticed } from "../inspection/late-findings.ts";
import type { Calendar } from "../kernel/calendar.ts";
import { type Day, dayOf, type Instant } from "../kernel/dates.ts";
import { type Cents, subtract, sum } from "../kernel/money.ts";
import { lastDayFor } from "./late-notices.ts";
import { loadReturn } from "./load-return.ts";
import type { Desk, InspectionHeader, Repositories } from "./ports.ts";

export interface NoticeChange {
  readonly inspection: string;
  readonly findings: readonly string[];
  readonly lastDay: Day;
  /** By how much all charges together would grow; 0 where caps or wear leave nothing. */
  readonly more: Cents;
}

const noticedAt = (inspection: Inspection, at: Instant): Inspection => ({
  ...inspection,
  lines: inspection.lines.map((line) => ({
    ...line,
    groups: line.groups.map((group) => ({
      ...group,
      findings: group.findings.map((finding) =>
        finding.late?.noticeSentAt === null ? { ...finding, late: { noticeSentAt: at } } : finding,
      ),
    })),
  })),
});

const total = ({ charges }: Assessment): Cents => sum(charges.map(({ amount }) => amount));

/** @returns null where no late finding waits for its notice, or none can be sent in time any more. */
export async function whatNoticeChanges(
  desk: Desk,
  repositories: Repositories,
  header: InspectionHeader,
  calendar: Calendar,
): Promise<NoticeChange | null> {
  const now = desk.clock.now();
  const today = dayOf(now, desk.settings.zone);
  const { facts } = await loadReturn(repositories, header, { calendar, today });
  const findings = unnoticed(facts.inspection).map(({ finding }) => finding.id);
  const lastDay = findings.length === 0 ? null : lastDayFor(facts, calendar);
  if (lastDay === null || lastDay < today) return null;
  const { assess } = await import("../assessment/assess.ts");
  const noticed = assess({ ...facts, inspection: noticedAt(facts.inspection, now), include: "all" });
  const more = subtract(total(noticed), total(assess({ ...facts, include: "all" })));
  return { inspection: header.id, findings, lastDay, more };
}
