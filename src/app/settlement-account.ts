/** How settlements stand in the books: the one place that gathers what counts in an account. */
import { type Account, type AccountFacts, accountOf, depositIn, holdIn } from "../invoice/account.ts";
import type { IssuedBilling } from "../invoice/billing.ts";
import type { IssuedCreditNote } from "../invoice/credit-note.ts";
import type { Payout } from "../invoice/payout.ts";
import { type IssuedReminder, interestIn } from "../invoice/reminder.ts";
import { type Day, dayOf } from "../kernel/dates.ts";
import type { RecordedHoldEnd } from "./ports/card-holds.ts";
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
  /** In the order in which they were issued. */
  readonly reminders: readonly IssuedReminder[];
  /** How the card hold that covered it ended; null while it is held, and where there is none. */
  readonly holdEnd: RecordedHoldEnd | null;
  readonly facts: AccountFacts;
  /** As it stands today. */
  readonly account: Account;
}

export const todayAt = ({ clock, settings }: Desk): Day => dayOf(clock.now(), settings.zone);

/** What happened to a settlement since it was issued. */
export type History = Pick<SettlementState, "payments" | "credits" | "payouts" | "reminders" | "holdEnd">;

export async function loadSettlement(repositories: Repositories, issued: IssuedBilling, today: Day): Promise<SettlementState> {
  const [payments, credits] = [await repositories.payments.of(issued.id), await repositories.creditNotes.ofBilling(issued.id)];
  const [payouts, reminders] = [await repositories.payouts.of(issued.id), await repositories.reminders.of(issued.id)];
  return stateOf(issued, { payments, credits, payouts, reminders, holdEnd: await repositories.cardHolds.of(issued.id) }, today);
}

/** A settlement with another history: something more happened to it, or less was known. */
export function stateOf(issued: IssuedBilling, history: History, today: Day): SettlementState {
  const { payments, credits, payouts, reminders, holdEnd } = history;
  const { billing } = issued;
  const facts: AccountFacts = {
    documents: billing.documents,
    credits: credits.map(({ note }) => note),
    deposit: depositIn(billing),
    hold: holdIn(
      billing,
      credits.map(({ note }) => note),
      holdEnd,
    ),
    payments,
    payouts: payouts.flatMap(({ amount, end }) => (end?.outcome === "paid" ? [{ amount, paidOn: end.on }] : [])),
    reminders: reminders.map(({ reminder }) => ({ issuedOn: reminder.issuedOn, fee: reminder.fee, interest: interestIn(reminder) })),
    dueDate: billing.settlement.dueDate,
  };
  return { issued, payments, credits, payouts, reminders, holdEnd, facts, account: accountOf(facts, today) };
}

/** All settlements, in the order of issue. */
export async function loadSettlements(
  { billings, payments, creditNotes, payouts, reminders, cardHolds }: Repositories,
  today: Day,
): Promise<readonly SettlementState[]> {
  const [paid, credited] = [byBilling(await payments.list()), byBilling(await creditNotes.list())];
  const [paidOut, reminded] = [byBilling(await payouts.list()), byBilling(await reminders.list())];
  const holdEnds = new Map((await cardHolds.list()).map((end) => [end.billing, end] as const));
  const of = <T>(rows: ReadonlyMap<number, readonly T[]>, { id }: IssuedBilling): readonly T[] => rows.get(id) ?? [];
  return (await billings.list()).map((issued) =>
    stateOf(
      issued,
      {
        payments: of(paid, issued),
        credits: of(credited, issued),
        payouts: of(paidOut, issued),
        reminders: of(reminded, issued),
        holdEnd: holdEnds.get(issued.id) ?? null,
      },
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
