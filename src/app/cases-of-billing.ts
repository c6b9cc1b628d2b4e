/** Cases that hold back what a bill asks for, or one of its lines: nobody is reminded of it while one is open, and no interest comes up on its days. */
import type { IssuedBilling } from "../invoice/billing.ts";
import { type HeldSum, heldOn } from "../invoice/held-lines.ts";
import type { PausedDays } from "../invoice/interest.ts";
import { type Day, dayOf } from "../kernel/dates.ts";
import { type CaseWithSteps, caseName, concerns } from "../people/case.ts";
import type { Repositories } from "./ports.ts";
import type { SettlementState } from "./settlement-account.ts";

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

const daysOf = ({ openedAt, closedAt }: CaseWithSteps, today: Day, zone: string): PausedDays => ({
  from: dayOf(openedAt, zone),
  to: closedAt === null ? today : dayOf(closedAt, zone),
});

export interface HeldBack {
  /** An open case about all of it: nobody is reminded; null where there is none. */
  readonly whole: CaseWithSteps | null;
  /** What open cases about single lines leave out, and which they are. */
  readonly lines: readonly HeldSum[];
  readonly cases: readonly string[];
  /** The days on which a case about all of it was open, and those on which one about a line was. */
  readonly paused: readonly PausedDays[];
  readonly held: readonly (PausedDays & HeldSum)[];
}

/** What cases hold back of a bill, now and on the days that have passed. A case about a line holds that line alone. */
export function heldBack(
  cases: readonly CaseWithSteps[],
  { issued, credits }: Pick<SettlementState, "issued" | "credits">,
  today: Day,
  zone: string,
): HeldBack {
  const notes = credits.map(({ note }) => note);
  const held = (of: readonly CaseWithSteps[]) =>
    heldOn(
      issued.billing,
      notes,
      of.flatMap(({ about }) => about.line ?? []),
    );
  const [whole, ofLines] = [cases.filter(({ about }) => about.line === null), cases.filter(({ about }) => about.line !== null)];
  const open = ofLines.filter(({ closedAt }) => closedAt === null);
  return {
    whole: whole.find(({ closedAt }) => closedAt === null) ?? null,
    lines: held(open),
    cases: open.map(({ id }) => caseName(id)),
    paused: whole.map((of) => daysOf(of, today, zone)),
    held: ofLines.flatMap((of) => held([of]).map((line) => ({ ...line, ...daysOf(of, today, zone) }))),
  };
}
