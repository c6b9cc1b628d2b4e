/** How settlements stand in the books: the one place that gathers what counts in an account. */
import { type Account, type AccountFacts, accountOf, depositIn } from "../invoice/account.ts";
import type { IssuedBilling } from "../invoice/billing.ts";
import type { IssuedCreditNote } from "../invoice/credit-note.ts";
import type { Payout } from "../invoice/payout.ts";
import { type Day, dayOf } from "../kernel/dates.ts";
import { subtract, sum } from "../kernel/money.ts";
import type { RecordedPayment } from "./ports/payments.ts";
import type { Desk, Repositories } from "./ports.ts";

/** A settlement with everything that happened to it. */
export interface SettlementState {
  readonly issued: IssuedBilling;
  /** In the order in which they were recorded. */
  readonly payments: readonly RecordedPayment[];
  /** In the order of issue. */
  readonly credits: readonly IssuedCreditNote[];
  /** In the order in which they were ordered; those that were undone count nowhere. */
  readonly payouts: readonly Payout[];
  readonly facts: AccountFacts;
  /** As it stands today. */
  readonly account: Account;
}

export const todayAt = ({ clock, settings }: Desk): Day => dayOf(clock.now(), settings.zone);

/** What happened to a settlement since it was issued. */
type History = Pick<SettlementState, "payments" | "credits" | "payouts">;

export async function loadSettlement(
  { payments, creditNotes, payouts }: Repositories,
  issued: IssuedBilling,
  today: Day,
): Promise<SettlementState> {
  const [paid, credits] = [await payments.of(issued.id), await creditNotes.ofBilling(issued.id)];
  return stateOf(issued, { payments: paid, credits, payouts: await payouts.of(issued.id) }, today);
}

/** A settlement after something more has happened to it. */
export function stateOf(issued: IssuedBilling, { payments, credits, payouts }: History, today: Day): SettlementState {
  const { billing } = issued;
  const facts: AccountFacts = {
    documents: billing.documents,
    credits: credits.map(({ note }) => note),
    // What a credit let go on a card is no money that we hold.
    deposit: subtract(depositIn(billing), sum(credits.map(({ note }) => note.effect.released))),
    payments,
    payouts: payouts.flatMap(({ amount, end }) => (end?.outcome === "paid" ? [{ amount, paidOn: end.on }] : [])),
    reminders: [],
    dueDate: billing.settlement.dueDate,
  };
  return { issued, payments, credits, payouts, facts, account: accountOf(facts, today) };
}

/** All settlements, in the order of issue. */
export async function loadSettlements(
  { billings, payments, creditNotes, payouts }: Repositories,
  today: Day,
): Promise<readonly SettlementState[]> {
  const [paid, credited] = [byBilling(await payments.list()), byBilling(await creditNotes.list())];
  const paidOut = byBilling(await payouts.list());
  return (await billings.list()).map((issued) =>
    stateOf(
      issued,
      { payments: paid.get(issued.id) ?? [], credits: credited.get(issued.id) ?? [], payouts: paidOut.get(issued.id) ?? [] },
      today,
    ),
  );
}

function byBilling<T extends { readonly billing: number }>(rows: readonly T[]): ReadonlyMap<number, readonly T[]> {
  const found = new Map<number, T[]>();
  for (const row of rows) {
    const own = found.get(row.billing);
    if (own) own.push(row);
    else found.set(row.billing, [row]);
  }
  return found;
}

/** What people call a settlement: the numbers of its documents; without any, its return. */
export const namesOf = ({ billing }: IssuedBilling): readonly string[] => {
  const numbers = billing.documents.flatMap(({ number }) => number ?? []);
  return numbers.length > 0 ? numbers : [billing.inspection];
};
