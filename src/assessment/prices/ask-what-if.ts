/** Asks the one `assess` what something would cost on a line, and reads the price of one piece from its answer. */
import type { Terms } from "../../contract/terms.ts";
import { add, type Cents, ZERO } from "../../kernel/money.ts";
import type { Assessment, Charge, NotCharged, Source } from "../assessment.ts";
import type { Happening } from "./what-if.ts";

export interface AskWhatIf {
  (happened: Happening, terms?: Terms): Assessment;
  /** The terms as they price a single piece. */
  readonly terms: Terms;
}

export interface Cost {
  readonly amount: Cents;
  readonly capped: boolean;
}

const UNIT_CAP_STEP = 5;

/** What a waiver or an age took away altogether costs nothing, and that is a price too. */
const costsNothing = ({ reason }: NotCharged): boolean => reason === "waived" || reason === "capped" || reason === "nothingOwed";

/**
 * What the charges of a subject come to for one piece by a rule: before minimums, which are told beside the prices.
 * @returns null when nothing is charged: no rule, normal wear, or a price that nobody can tell.
 */
export function costOf({ charges, notCharged }: Assessment, subject: Source["subject"], rule: string): Cost | null {
  const own = charges.filter((charge) => charge.source.subject === subject && charge.rule === rule);
  const spared = notCharged.filter((entry) => entry.source.subject === subject && entry.rule === rule && costsNothing(entry));
  const all = [...own, ...spared];
  if (all.length === 0) return null;
  return {
    amount: own.reduce((sum, charge) => add(sum, unitAmountOf(charge)), ZERO),
    capped: all.some(({ trace }) => trace.some(({ step }) => step === UNIT_CAP_STEP)),
  };
}

export const unitAmountOf = ({ unitAmount, amount }: Charge): Cents => unitAmount ?? amount;
