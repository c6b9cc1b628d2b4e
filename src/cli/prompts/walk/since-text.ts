/** Whether a finding is new since the hand-over, as the assessment will match it, in the staff's words. */
import type { SinceHandover } from "../../../assessment/since-handover.ts";
import type { Messages } from "../../../language/messages.ts";

/** `new since the hand-over`, or `2 noted then, 1 new`. @param count units of the finding's group. */
export function sinceText(t: Messages, { before, grown, fresh }: SinceHandover, count: number): string {
  if (fresh === count) return t("inspect.since.fresh");
  if (before === count) return t("inspect.since.before");
  const told = (kind: string, units: number): string[] => (units > 0 ? [t(`inspect.since.${kind}`, { count: units })] : []);
  return [...told("beforeOf", before), ...told("grownOf", grown), ...told("freshOf", fresh)].join(", ");
}
