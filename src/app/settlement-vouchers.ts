/** What a settlement moves between accounts, and in which month each of it is booked. */
import { chargesThatCount } from "../invoice/account.ts";
import { type BookedVoucher, bookVouchers } from "../invoice/books/book-vouchers.ts";
import type { Closing } from "../invoice/books/closing.ts";
import {
  aboutBilling,
  type Voucher,
  voucherOfCreditNote,
  voucherOfDeposit,
  voucherOfDocument,
  voucherOfPayment,
  voucherOfPayout,
  voucherOfReminder,
} from "../invoice/books/vouchers.ts";
import type { Payout } from "../invoice/payout.ts";
import type { Day, Instant } from "../kernel/dates.ts";
import { type Cents, smaller, subtract } from "../kernel/money.ts";
import type { PaymentWay } from "./ports/payments.ts";
import { namesOf, type SettlementState, stateOf } from "./settlement-account.ts";

const WHERE: Readonly<Record<PaymentWay, "bank" | "cash" | "card">> = { cash: "cash", card: "card", transfer: "bank", bank: "bank" };

/** Each once, in the month in which it stands. */
export function bookedVouchers(state: SettlementState, closings: readonly Closing[], today: Day): readonly BookedVoucher[] {
  return bookVouchers(closings, momentsOf(state), (moment) => {
    const known = moment === null ? state : knownAt(state, moment, today);
    return known ? vouchersOf(known) : [];
  });
}

/** When anything was recorded that counts. */
const momentsOf = ({ issued, payments, credits, payouts, reminders, holdEnd }: SettlementState): readonly Instant[] => [
  ...[issued, ...credits, ...reminders].map(({ issuedAt }) => issuedAt),
  ...payments.map(({ recordedAt }) => recordedAt),
  ...[holdEnd, ...payouts.map(({ end }) => end)].flatMap((end) => end?.at ?? []),
];

/** A settlement as the books knew it at a moment; null when it was not issued yet. */
export function knownAt(state: SettlementState, moment: Instant, today: Day): SettlementState | null {
  const { issued, payments, credits, payouts, reminders, holdEnd } = state;
  if (issued.issuedAt > moment) return null;
  const history = {
    payments: payments.filter(({ recordedAt }) => recordedAt <= moment),
    credits: credits.filter(({ issuedAt }) => issuedAt <= moment),
    payouts: payouts.filter(({ end }) => end !== null && end.at <= moment),
    reminders: reminders.filter(({ issuedAt }) => issuedAt <= moment),
    holdEnd: holdEnd !== null && holdEnd.at <= moment ? holdEnd : null,
  };
  return stateOf(issued, history, today);
}

function vouchersOf(state: SettlementState): Voucher[] {
  const { issued, payments, credits, facts } = state;
  const { billing } = issued;
  const about = aboutBilling(billing);
  const name = namesOf(issued).join(" ");
  return [
    ...billing.documents.map((document) => voucherOfDocument(billing, document)),
    ...[voucherOfDeposit(billing, facts.hold)].filter((voucher) => voucher !== null),
    ...credits.map(({ note }) => voucherOfCreditNote(note)),
    ...payments.map(({ receivedOn, how, amount }) => voucherOfPayment(about, name, receivedOn, WHERE[how], amount)),
    ...chargesThatCount(facts)
      .filter(({ fee, interest }) => fee > 0 || interest > 0)
      .map((charge) => voucherOfReminder(about, name, charge.issuedOn, charge)),
    ...payoutsInOrder(state).map(({ on, way, ...sums }) => voucherOfPayout(about, name, on, WHERE[way], sums)),
  ];
}

interface PaidOut {
  readonly on: Day;
  readonly way: Payout["way"];
  readonly amount: Cents;
  readonly ofDeposit: Cents;
}

/** What was paid out is the deposit first, as the letter promised it; the rest was paid too much or credited. */
export function payoutsInOrder({ payouts, issued }: SettlementState): readonly PaidOut[] {
  let left: Cents = issued.billing.settlement.refund;
  return payouts.flatMap(({ amount, way, end }) => {
    if (end?.outcome !== "paid") return [];
    const ofDeposit = smaller(left, amount);
    left = subtract(left, ofDeposit);
    return [{ on: end.on, way, amount, ofDeposit }];
  });
}
