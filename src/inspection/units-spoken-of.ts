/** How many units an exception to the customer's answer can speak of. */
import type { AnswerException } from "./inspection.ts";

/** What of a line can be seen differently: its groups, its missing, dirty ones and parts. */
export interface SeenUnits {
  readonly missing: number;
  readonly dirty: number;
  readonly missingParts: Readonly<Record<string, number>>;
  readonly groups: readonly { readonly id: string; readonly count: number }[];
}

/** 0 where there is nothing of what it speaks of, or no such line. */
export function unitsSpokenOf(seen: SeenUnits | undefined, { subject, group }: Pick<AnswerException, "subject" | "group">): number {
  if (seen === undefined) return 0;
  switch (subject) {
    case "group":
      return seen.groups.find((one) => one.id === group)?.count ?? 0;
    case "part":
      return group !== null && Object.hasOwn(seen.missingParts, group) ? (seen.missingParts[group] as number) : 0;
    default:
      return seen[subject];
  }
}
