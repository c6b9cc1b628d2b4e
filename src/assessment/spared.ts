import type { NotCharged, NotChargedReason, Source, TraceValue } from "./assessment.ts";

/** A rule as a reason cites it. */
export interface Cited {
  readonly id: string;
  readonly clause: string;
}

/** What costs nothing and why, with the rule and clause it rests on where there is one. */
export const spared = (
  source: Source,
  reason: NotChargedReason,
  rule: Cited | null,
  sentence: string,
  values: Readonly<Record<string, TraceValue>>,
): NotCharged => ({ source, reason, rule: rule?.id ?? null, clause: rule?.clause ?? null, sentence, values, trace: [] });
