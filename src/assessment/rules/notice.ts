/** Step 1: a finding made after the return is charged only when its notice was sent in time. */

import type { Finding } from "../../inspection/inspection.ts";
import { plusBusinessDays } from "../../kernel/calendar.ts";
import { type Day, plusDays } from "../../kernel/dates.ts";
import type { NotChargedReason, TraceValue } from "../assessment.ts";
import type { Context } from "../context.ts";

export interface NoticeVerdict {
  readonly reason: NotChargedReason;
  readonly sentence: string;
  readonly clause: { readonly id: string; readonly clause: string } | null;
  readonly values: Readonly<Record<string, TraceValue>>;
}

const seenLate = (context: Context, finding: Finding): TraceValue => ({ day: context.dayOf(finding.seenAt) });

/** The last day on which a notice can be sent. */
export function lastNoticeDay(context: Context, days: number, businessDays: boolean): Day {
  return businessDays ? plusBusinessDays(context.facts.calendar, context.backDay, days) : plusDays(context.backDay, days);
}

/** Why a late finding costs nothing, or null when it can be charged: seen at the return, or its notice was sent in time. */
export function noticeVerdict(context: Context, finding: Finding): NoticeVerdict | null {
  if (finding.late === null) return null;
  const rule = context.terms.notify;
  const seen = seenLate(context, finding);
  if (rule === null) return { reason: "noticeTooLate", sentence: "notCharged.afterReturn", clause: null, values: { seen } };
  if (context.facts.contract.customer.kind === "consumer" && !rule.consumers) {
    return { reason: "noticeTooLate", sentence: "notCharged.afterReturn", clause: rule, values: { seen } };
  }
  const last = lastNoticeDay(context, rule.days, rule.businessDays);
  const { noticeSentAt } = finding.late;
  if (noticeSentAt === null) {
    const pending = context.facts.today <= last;
    const sentence = pending ? "notCharged.noticePending" : "notCharged.noticeNotSent";
    return { reason: pending ? "waiting" : "noticeTooLate", sentence, clause: rule, values: { seen, last: { day: last } } };
  }
  const sent = context.dayOf(noticeSentAt);
  if (sent <= last) return null;
  return {
    reason: "noticeTooLate",
    sentence: "notCharged.noticeTooLate",
    clause: rule,
    values: { seen, sent: { day: sent }, last: { day: last } },
  };
}
