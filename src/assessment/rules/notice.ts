/** Step 1: a finding made after the return is charged only when its notice was sent in time. */

import type { Customer } from "../../contract/contract.ts";
import type { NotifyRule } from "../../contract/terms.ts";
import type { Finding } from "../../inspection/inspection.ts";
import { type Calendar, plusBusinessDays } from "../../kernel/calendar.ts";
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

/** The last day on which a notice can be sent. @param back the day on which the goods came back. */
export const lastNoticeDay = ({ days, businessDays }: Pick<NotifyRule, "days" | "businessDays">, back: Day, calendar: Calendar): Day =>
  businessDays ? plusBusinessDays(calendar, back, days) : plusDays(back, days);

/** Whether a notice can make a difference: without a rule, and towards a consumer unless the rule says otherwise, it cannot. */
export const noticeCounts = (rule: NotifyRule | null, { kind }: Pick<Customer, "kind">): boolean =>
  rule !== null && (kind === "business" || rule.consumers);

/** Why a late finding costs nothing, or null when it can be charged: seen at the return, or its notice was sent in time. */
export function noticeVerdict(context: Context, finding: Finding): NoticeVerdict | null {
  if (finding.late === null) return null;
  const rule = context.terms.notify;
  const seen = seenLate(context, finding);
  if (rule === null) return { reason: "noticeTooLate", sentence: "notCharged.afterReturn", clause: null, values: { seen } };
  if (!noticeCounts(rule, context.facts.contract.customer)) {
    return { reason: "noticeTooLate", sentence: "notCharged.afterReturn", clause: rule, values: { seen } };
  }
  const last = lastNoticeDay(rule, context.backDay, context.facts.calendar);
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
