/** Which charges a cap counts. An extra counts where the terms put it inside and the cap names what called for it. */
import type { CapRule } from "../../contract/terms.ts";
import type { Basis } from "../draft.ts";

export function isCapped(cap: CapRule, { family, extra }: Basis): boolean {
  if (cap.families.includes(family)) return true;
  return extra?.inside.includes("cap") === true && extra.callers.some((caller) => cap.families.includes(caller));
}
