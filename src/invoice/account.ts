/**
 * How a settlement stands: what was billed, less what was credited, set off from the deposit and paid. Payments and payouts carry the
 * day the money moved, so that the account of an earlier day can be asked for, too.
 */
import { type Day, daysBetween } from "../kernel/dates.ts";
import { add, type Cents, notNegative, subtract, sum, ZERO } from "../kernel/money.ts";
import type { Billing } from "./billing.ts";
import { type CardHoldEnd, coveredByCard, type HeldOnCard, waitingOnCard } from "./card-hold.ts";
import { balance } from "./settlement.ts";

/** What a reminder adds to the settlement it is about. */
export interface ReminderCharge {
  readonly issuedOn: Day;
  readonly fee: Cents;
  readonly interest: Cents;
}

export interface AccountFacts {
  readonly documents: readonly { readonly total: Cents }[];
  /** Credit notes, in positive sums. */
  readonly credits: readonly { readonly total: Cents; readonly issuedOn: Day }[];
  /** What this settlement has set off or set free of a deposit in money; see {@link depositIn}. */
  readonly deposit: Cents;
  /** What a card hold covers of it; null where there is none. */
  readonly hold: HeldOnCard | null;
  /** What came in; what was taken back is negative. */
  readonly payments: readonly { readonly amount: Cents; readonly receivedOn: Day }[];
  /** What was paid out to the customer, in positive sums. */
  readonly payouts: readonly { readonly amount: Cents; readonly paidOn: Day }[];
  /** In the order in which they were sent. */
  readonly reminders: readonly ReminderCharge[];
  /** Null: nothing was to be paid when it was issued. */
  readonly dueDate: Day | null;
}

export type AccountState = "settled" | "open" | "overdue" | "overpaid";

export interface Account {
  readonly documents: Cents;
  readonly credits: Cents;
  /** Also what a card hold covers. */
  readonly deposit: Cents;
  /** Of `deposit`, what is held on a card and not taken yet. */
  readonly onHold: Cents;
  readonly payments: Cents;
  readonly payouts: Cents;
  /** Fees and interest of the reminders that count. */
  readonly reminders: Cents;
  /** Still to pay. At least one of `open` and `overpaid` is zero. */
  readonly open: Cents;
  /** What we hold and the customer gets back: paid twice, credited after it was paid, or a deposit that is not paid out yet. */
  readonly overpaid: Cents;
  readonly dueDate: Day | null;
  /** Days since the due day while something is open; 0 on the due day itself. */
  readonly overdueDays: number;
  readonly state: AccountState;
}

/**
 * What of a contract's deposit counts in one billing's account: set off against its documents, or set free to be refunded. What is
 * held back, or let go on a card, counts nowhere; what earlier billings used counts there. So each cent counts once. A card hold
 * counts by itself: {@link holdIn}.
 */
export const depositIn = ({ documents, settlement }: Pick<Billing, "documents" | "settlement">): Cents =>
  settlement.card ? ZERO : sum([...documents.map(({ fromDeposit }) => fromDeposit), settlement.refund]);

/**
 * What a card hold covers of a billing; null where none does.
 * @param credits what credit notes have let go of it, and when. @param end how it ended; null while it is held.
 */
export function holdIn(
  { settlement }: Pick<Billing, "settlement">,
  credits: readonly { readonly issuedOn: Day; readonly effect: { readonly released: Cents } }[],
  end: CardHoldEnd | null,
): HeldOnCard | null {
  const { card } = settlement;
  if (card === null || card.taken === 0) return null;
  const letGo = credits.flatMap(({ issuedOn: on, effect }) => (effect.released > 0 ? [{ amount: effect.released, on }] : []));
  return { amount: subtract(card.taken, sum(letGo.map(({ amount }) => amount))), letGo, notBefore: card.notBefore, end };
}

/** How a settlement stands at the end of a day. What is dated later is left out. */
export function accountOf(facts: AccountFacts, today: Day): Account {
  const known = until(facts, today);
  const reminders = sum(chargesThatCount({ ...facts, reminders: known.reminders }).flatMap(({ fee, interest }) => [fee, interest]));
  const sums = totals(known);
  const held = subtract(balanceOf(sums), reminders);
  const open = notNegative(subtract(ZERO, held));
  const { dueDate } = facts;
  const overdueDays = open > 0 && dueDate !== null ? Math.max(0, daysBetween(dueDate, today)) : 0;
  const overpaid = notNegative(held);
  const state = overdueDays > 0 ? "overdue" : open > 0 ? "open" : overpaid > 0 ? "overpaid" : "settled";
  const onHold = waitingOnCard(facts.hold, today);
  return { ...sums, onHold, reminders, open, overpaid, dueDate, overdueDays, state };
}

function until({ hold, ...facts }: AccountFacts, today: Day): Omit<AccountFacts, "hold"> {
  return {
    ...facts,
    deposit: add(facts.deposit, coveredByCard(hold, today)),
    credits: facts.credits.filter(({ issuedOn }) => issuedOn <= today),
    payments: facts.payments.filter(({ receivedOn }) => receivedOn <= today),
    payouts: facts.payouts.filter(({ paidOn }) => paidOn <= today),
    reminders: facts.reminders.filter(({ issuedOn }) => issuedOn <= today),
  };
}

const totals = ({ documents, credits, deposit, payments, payouts }: Omit<AccountFacts, "hold">) => ({
  documents: sum(documents.map(({ total }) => total)),
  credits: sum(credits.map(({ total }) => total)),
  deposit,
  payments: sum(payments.map(({ amount }) => amount)),
  payouts: sum(payouts.map(({ amount }) => amount)),
});

/** Positive: to be refunded; negative: still to pay; reminders left out. */
const balanceOf = ({ deposit, payments, payouts, documents, credits }: ReturnType<typeof totals>): Cents =>
  balance({ deposit, payments: subtract(payments, payouts), documents, credits });

/** A reminder that crossed with the payment, which had come in by the day it was sent, is to be disregarded: it charges nothing. */
export function chargesThatCount(facts: AccountFacts): readonly ReminderCharge[] {
  const counted: ReminderCharge[] = [];
  for (const reminder of facts.reminders) {
    const owed = subtract(sum(counted.flatMap(({ fee, interest }) => [fee, interest])), balanceOf(totals(until(facts, reminder.issuedOn))));
    if (owed > 0) counted.push(reminder);
  }
  return counted;
}

/** Several accounts as one line of totals. */
export function totalOf(accounts: readonly Account[]): { readonly open: Cents; readonly overdue: Cents; readonly overpaid: Cents } {
  const none = { open: ZERO, overdue: ZERO, overpaid: ZERO };
  return accounts.reduce(
    (total, { open, overpaid, overdueDays }) => ({
      open: add(total.open, open),
      overdue: overdueDays > 0 ? add(total.overdue, open) : total.overdue,
      overpaid: add(total.overpaid, overpaid),
    }),
    none,
  );
}
