/** "That went well, didn't it?": what an honest answer rests on, good things first. */
import { effectiveDue } from "../contract/contract.ts";
import type { Walk } from "./fold.ts";
import type { LineFacts } from "./inspection.ts";

/** Units by what was seen of them; what nobody has looked at yet counts nowhere. */
export interface HowItWent {
  readonly inOrder: number;
  readonly damaged: number;
  readonly missing: number;
  /** Parts that units came back without. */
  readonly missingParts: number;
  readonly dirty: number;
  readonly stillOut: number;
  /** Back after the agreed time; never at a hand-over. */
  readonly late: boolean;
  /** Whether every line has been looked at. */
  readonly complete: boolean;
}

export type WalkSeen = Pick<Walk, "contract" | "inspection" | "progress">;

const partsOf = ({ missingParts }: LineFacts): number => Object.values(missingParts).reduce((total, count) => total + count, 0);

/** Of the walk as it stands, finished or not. Missing parts come back on units that count as in order or damaged. */
export function howItWent({ contract, inspection, progress }: WalkSeen): HowItWent {
  const seen = inspection.lines.filter(({ position }) => progress.get(position)?.counted === true);
  const total = (of: (facts: LineFacts) => number): number => seen.reduce((sum, facts) => sum + of(facts), 0);
  return {
    inOrder: total(({ ok }) => ok),
    damaged: total(({ damaged }) => damaged),
    missing: total(({ missing }) => missing),
    missingParts: total(partsOf),
    dirty: total(({ dirty }) => dirty),
    stillOut: total(({ stillOut }) => stillOut),
    late: inspection.kind === "return" && inspection.cameBackAt > effectiveDue(contract),
    complete: seen.length === inspection.lines.length,
  };
}

/** Whether there is anything to tell beside what is in order. */
export const isFlawless = ({ inOrder, damaged, missing, missingParts, dirty, stillOut, late, complete }: HowItWent): boolean =>
  complete && inOrder > 0 && !late && damaged + missing + missingParts + dirty + stillOut === 0;
