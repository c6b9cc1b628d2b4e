/** Cases that hold back what a bill asks for: nobody is reminded while one is open, and no interest comes up on its days. */
import type { IssuedBilling } from "../invoice/billing.ts";
import type { PausedDays } from "../invoice/interest.ts";
import { type Day, dayOf } from "../kernel/dates.ts";
import { type CaseWithSteps, concerns } from "../people/case.ts";
import type { Repositories } from "./ports.ts";

/** All that are or were about the bill, one of its lines, its return or its whole contract. */
export async function casesOfBilling(
  { cases }: Pick<Repositories, "cases">,
  { billing }: IssuedBilling,
): Promise<readonly CaseWithSteps[]> {
  const { contract, inspection, documents, charges } = billing;
  const bill = {
    contract,
    inspection,
    documents: documents.flatMap(({ number }) => number ?? []),
    lines: charges.flatMap(({ source }) => source.position ?? []),
  };
  return (await cases.list({ closed: true, contract })).filter(({ about }) => concerns(about, bill));
}

/** The days on which one of them was open; both ends count. */
export const daysOpen = (cases: readonly CaseWithSteps[], today: Day, zone: string): readonly PausedDays[] =>
  cases.map(({ openedAt, closedAt }) => ({ from: dayOf(openedAt, zone), to: closedAt === null ? today : dayOf(closedAt, zone) }));
