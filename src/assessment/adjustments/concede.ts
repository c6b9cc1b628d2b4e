/** Step 13: what somebody who may gives away of a charge. The charge itself stays as the terms make it, and the step says what is taken off. */
import { add, type Cents, smaller, subtract, ZERO } from "../../kernel/money.ts";
import type { Charge, NotCharged, TraceStep } from "../assessment.ts";
import { type Concession, chargeKey } from "../concession.ts";
import { traced } from "../trace.ts";

const stepFor = ({ reason, note }: Concession, before: Cents, amount: Cents): TraceStep => {
  const values = { before: { cents: before }, amount: { cents: amount }, reason: { text: reason }, note: { text: note ?? "" } };
  return traced(13, null, "concession", values, subtract(before, amount));
};

/** Never below zero: what a later finding left of a charge is all that can be given away. */
function conceded(charge: Charge, concessions: readonly Concession[]): Charge {
  const key = chargeKey(charge);
  let { amount } = charge;
  let given = ZERO;
  const steps: TraceStep[] = [];
  for (const concession of concessions) {
    const taken = smaller(concession.amount, amount);
    if (concession.charge !== key || taken === 0) continue;
    steps.push(stepFor(concession, amount, taken));
    amount = subtract(amount, taken);
    given = add(given, taken);
  }
  return given === 0 ? charge : { ...charge, amount, conceded: given, trace: [...charge.trace, ...steps] };
}

/** What is given away altogether is not charged, for that reason. */
function toNotCharged({ source, rule, clause, trace }: Charge): NotCharged {
  const { values } = trace.at(-1) as TraceStep;
  return { source, reason: "conceded", rule, clause, sentence: "notCharged.conceded", values, trace };
}

export interface Conceded {
  readonly charges: readonly Charge[];
  readonly notCharged: readonly NotCharged[];
}

/** @param concessions that were granted, in that order; one on a charge that is no longer there does nothing here. */
export function concede(charges: readonly Charge[], concessions: readonly Concession[]): Conceded {
  if (concessions.length === 0) return { charges, notCharged: [] };
  const all = charges.map((charge) => conceded(charge, concessions));
  return { charges: all.filter(({ amount }) => amount > 0), notCharged: all.filter(({ amount }) => amount === 0).map(toNotCharged) };
}
