/** Which rules of some terms an assessment came across, and which of them never do. */
import type { Terms } from "../contract/terms.ts";
import type { Assessment } from "./assessment.ts";

interface Named {
  readonly id: string;
  readonly clause: string;
}

/** Every rule that could show in a trace, in the terms' order. */
export const rulesOf = (terms: Terms): readonly Named[] => [
  ...terms.wear,
  ...(terms.value === null ? [] : [terms.value]),
  ...terms.damaged,
  ...terms.missing,
  ...terms.dirty,
  ...terms.late,
  ...terms.lossOfUse,
  ...terms.extras,
  ...terms.waivers,
  ...terms.caps,
  ...(terms.smallestSum === null ? [] : [terms.smallestSum]),
  ...(terms.notify === null ? [] : [terms.notify]),
];

/** Rules that priced something, cut it, or spared it. */
export function firedRules({ charges, notCharged }: Assessment): ReadonlySet<string> {
  const fired = new Set<string>();
  for (const { rule, trace } of [...charges, ...notCharged]) {
    if (rule !== null) fired.add(rule);
    for (const step of trace) if (step.rule !== null) fired.add(step.rule);
  }
  return fired;
}
