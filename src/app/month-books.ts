/** A month's end for the bookkeeper: what was booked, the VAT, what is still open, what was paid, and whether any number is missing. */
import { type Account, accountOf, chargesThatCount } from "../invoice/account.ts";
import { type NumberRun, numberRuns } from "../invoice/books/number-gaps.ts";
import { type VatReportRow, vatReport } from "../invoice/books/vat-report.ts";
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
import { patternsOf, SERIES_KINDS, type SeriesKind } from "../invoice/number-pattern.ts";
import type { Payout } from "../invoice/payout.ts";
import { type Day, day, plusDays } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import { type Cents, smaller, subtract, sum, ZERO } from "../kernel/money.ts";
import type { PaymentWay, RecordedPayment } from "./ports/payments.ts";
import type { Desk, Repositories } from "./ports.ts";
import { loadSettlements, namesOf, type SettlementState, todayAt } from "./settlement-account.ts";

export interface OpenItem {
  readonly state: SettlementState;
  /** As it stood at the end of the month. */
  readonly account: Account;
  /** Of what is to be given back, the customer's deposit: it stands among the deposits held, the rest on receivables. */
  readonly ofDeposit: Cents;
}

export interface PaidItem {
  readonly payment: RecordedPayment;
  readonly state: SettlementState;
}

/** The numbers of one kind since the desk began. */
export interface SeriesCheck {
  readonly kind: SeriesKind;
  readonly runs: readonly NumberRun[];
  /** Documents in the books, and numbers that were given. Equal, unless somebody has been at the database. */
  readonly documents: number;
  readonly given: number;
}

export interface StoredDocument {
  readonly name: string;
  readonly sha256: string;
}

export interface MonthBooks {
  /** `2026-05` */
  readonly month: string;
  readonly from: Day;
  readonly to: Day;
  /** False while days of it are still to come. */
  readonly over: boolean;
  /** In the order of their days. */
  readonly vouchers: readonly Voucher[];
  readonly vat: readonly VatReportRow[];
  readonly open: readonly OpenItem[];
  readonly paid: readonly PaidItem[];
  readonly series: readonly SeriesCheck[];
  /** PDFs of what was issued in the month. */
  readonly documents: readonly StoredDocument[];
  /** Numbers of documents whose PDF is not finished: `desk doctor` finishes them. */
  readonly unrendered: readonly string[];
}

/** @throws UserError `month-unknown` for a text that names no month. */
function parseMonth(text: string): { readonly month: string; readonly from: Day; readonly to: Day } {
  const match = /^(\d{4})-(\d{2})$/u.exec(text.trim());
  const [, year = "", month = ""] = match ?? [];
  if (!match || Number(month) < 1 || Number(month) > 12)
    throw new UserError("month-unknown", { given: text.slice(0, 40) }, ["desk books 2026-05"]);
  const from = day(`${year}-${month}-01`);
  // Thirty-one days on it is the next month, whatever the month.
  const next = `${plusDays(from, 31).slice(0, 7)}-01`;
  return { month: `${year}-${month}`, from, to: plusDays(day(next), -1) };
}

const WHERE: Readonly<Record<PaymentWay, "bank" | "cash" | "card">> = { cash: "cash", card: "card", transfer: "bank", bank: "bank" };

const byDay = (a: Voucher, b: Voucher): number => (a.day === b.day ? 0 : a.day < b.day ? -1 : 1);

/** @throws UserError `month-unknown`, `month-to-come`. */
export async function monthBooks(desk: Desk, text: string): Promise<MonthBooks> {
  const { month, from, to } = parseMonth(text);
  const today = todayAt(desk);
  if (from > today) throw new UserError("month-to-come", { month });
  const store = await desk.store();
  const { settlements, series } = await store.read(async (repositories) => {
    const all = await loadSettlements(repositories, today);
    return { settlements: all, series: await seriesChecks(desk, repositories, all) };
  });
  const within = (theDay: Day): boolean => from <= theDay && theDay <= to;
  const billed = settlements.filter(({ issued }) => within(issued.billing.issuedOn));
  const credited = settlements.flatMap(({ credits }) => credits).filter(({ note }) => within(note.issuedOn));
  const reminded = settlements.flatMap(({ reminders }) => reminders).filter(({ reminder }) => within(reminder.issuedOn));
  const paid = settlements.flatMap((state) => state.payments.map((payment) => ({ payment, state })));
  const rendered = [
    ...billed.map(({ issued }) => ({ pdf: issued.pdf, name: namesOf(issued).join(" ") })),
    ...credited.map(({ pdf, note }) => ({ pdf, name: note.number })),
    ...reminded.map(({ pdf, reminder }) => ({ pdf, name: `${reminder.contract} (${reminder.number})` })),
  ];
  return {
    month,
    from,
    to,
    over: to < today,
    vouchers: settlements
      .flatMap(vouchersOf)
      .filter((voucher) => within(voucher.day))
      .sort(byDay),
    vat: vatReport(
      billed.flatMap(({ issued }) => issued.billing.documents.flatMap(({ vat }) => vat)),
      credited.flatMap(({ note }) => note.vat),
    ),
    open: settlements
      .map((state) => openItemAt(state, to))
      .filter(({ account }) => account.open > 0 || account.overpaid > 0 || account.onHold > 0),
    paid: paid.filter(({ payment }) => within(payment.receivedOn)),
    series,
    documents: rendered.flatMap(({ pdf }) => pdf ?? []),
    unrendered: rendered.flatMap(({ pdf, name }) => (pdf === null ? [name] : [])),
  };
}

/** A bill of a later day is not yet there; what was paid before it is. */
function openItemAt(state: SettlementState, to: Day): OpenItem {
  const { facts, issued } = state;
  if (issued.billing.issuedOn > to)
    return { state, account: accountOf({ ...facts, documents: [], deposit: ZERO, hold: null }, to), ofDeposit: ZERO };
  const given = payoutsInOrder(state).filter(({ on }) => on <= to);
  const ofDeposit = subtract(issued.billing.settlement.refund, sum(given.map((payout) => payout.ofDeposit)));
  return { state, account: accountOf(facts, to), ofDeposit };
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
function payoutsInOrder({ payouts, issued }: SettlementState): readonly PaidOut[] {
  let left: Cents = issued.billing.settlement.refund;
  return payouts.flatMap(({ amount, way, end }) => {
    if (end?.outcome !== "paid") return [];
    const ofDeposit = smaller(left, amount);
    left = subtract(left, ofDeposit);
    return [{ on: end.on, way, amount, ofDeposit }];
  });
}

async function seriesChecks(
  desk: Desk,
  { billings, retention }: Repositories,
  settlements: readonly SettlementState[],
): Promise<SeriesCheck[]> {
  const given = await billings.counted();
  const patterns = patternsOf(desk.settings.numbers);
  const numbers: Record<SeriesKind, string[]> = { invoice: [], damagesStatement: [], creditNote: [] };
  for (const { issued, credits } of settlements) {
    for (const { kind, number } of issued.billing.documents) if (number !== null) numbers[kind].push(number);
    numbers.creditNote.push(...credits.map(({ note }) => note.number));
  }
  for (const { documents } of await retention.tombstones()) for (const { kind, number } of documents) numbers[kind].push(number);
  return SERIES_KINDS.map((kind) => ({
    kind,
    runs: numberRuns(numbers[kind], patterns[kind]),
    documents: numbers[kind].length,
    given: given.filter((series) => series.kind === kind).reduce((total, { last }) => total + last, 0),
  }));
}
