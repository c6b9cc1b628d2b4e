/** A month's end for the bookkeeper: what was booked, the VAT, what is still open, what was paid, and whether any number is missing. */
import { type Account, accountOf } from "../invoice/account.ts";
import type { BookedVoucher } from "../invoice/books/book-vouchers.ts";
import { bookedOn, type Closing, closingOf } from "../invoice/books/closing.ts";
import { type NumberRun, numberRuns } from "../invoice/books/number-gaps.ts";
import { type VatReportRow, vatReport } from "../invoice/books/vat-report.ts";
import type { IssuedCreditNote } from "../invoice/credit-note.ts";
import { patternsOf, SERIES_KINDS, type SeriesKind } from "../invoice/number-pattern.ts";
import type { IssuedReminder } from "../invoice/reminder.ts";
import type { Day } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import { type Cents, subtract, sum, ZERO } from "../kernel/money.ts";
import { parseMonth, readClosings, type Span } from "./closed-months.ts";
import type { RecordedPayment } from "./ports/payments.ts";
import type { Desk, Repositories } from "./ports.ts";
import { loadSettlements, namesOf, type SettlementState, todayAt } from "./settlement-account.ts";
import { bookedVouchers, knownAt, payoutsInOrder } from "./settlement-vouchers.ts";

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
  /** In the month in which it stands; later than its own day when it was entered after its month was closed. */
  readonly bookedOn: Day;
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
  /** Null while it is open: what is entered late still goes into it. */
  readonly closing: Closing | null;
  /** In the order of their own days: what came late to a closed month stands first. */
  readonly vouchers: readonly BookedVoucher[];
  /** Of days in this month, but entered when it was closed: they stand in a later one. */
  readonly elsewhere: readonly BookedVoucher[];
  readonly vat: readonly VatReportRow[];
  readonly open: readonly OpenItem[];
  readonly paid: readonly PaidItem[];
  readonly series: readonly SeriesCheck[];
  /** PDFs of what was issued in the month. */
  readonly documents: readonly StoredDocument[];
  /** Numbers of documents whose PDF is not finished: `desk doctor` finishes them. */
  readonly unrendered: readonly string[];
}

const byDay = (a: BookedVoucher, b: BookedVoucher): number => (a.day === b.day ? 0 : a.day < b.day ? -1 : 1);

/** @throws UserError `month-unknown`, `month-to-come`. */
export async function monthBooks(desk: Desk, text: string): Promise<MonthBooks> {
  const span = parseMonth(text);
  if (span.from > todayAt(desk)) throw new UserError("month-to-come", { month: span.month });
  return (await desk.store()).read((repositories) => gatherBooks(desk, repositories, span));
}

/** What the books say of a month, as this transaction sees them. */
export async function gatherBooks(desk: Desk, repositories: Repositories, { month, from, to }: Span): Promise<MonthBooks> {
  const today = todayAt(desk);
  const [closings, settlements] = [await readClosings(repositories), await loadSettlements(repositories, today)];
  const closing = closingOf(to, closings);
  const within = (theDay: Day): boolean => from <= theDay && theDay <= to;
  const booked = settlements.flatMap((state) => bookedVouchers(state, closings, today)).sort(byDay);
  const known = closing === null ? settlements : settlements.flatMap((state) => knownAt(state, closing.at, today) ?? []);
  const issued = issuedIn(settlements, within);
  return {
    month,
    from,
    to,
    over: to < today,
    closing,
    vouchers: booked.filter(({ bookedOn: on }) => within(on)),
    elsewhere: booked.filter(({ day: own, bookedOn: on }) => within(own) && !within(on)),
    vat: vatReport(
      issued.billed.flatMap((state) => state.issued.billing.documents.flatMap(({ vat }) => vat)),
      issued.credited.flatMap(({ note }) => note.vat),
    ),
    open: known
      .map((state) => openItemAt(state, to))
      .filter(({ account }) => account.open > 0 || account.overpaid > 0 || account.onHold > 0),
    paid: settlements
      .flatMap((state) =>
        state.payments.map((payment) => ({ payment, state, bookedOn: bookedOn(payment.receivedOn, payment.recordedAt, closings) })),
      )
      .filter((paid) => within(paid.bookedOn)),
    series: await seriesChecks(desk, repositories, settlements),
    ...rendered(issued),
  };
}

interface Issued {
  readonly billed: readonly SettlementState[];
  readonly credited: readonly IssuedCreditNote[];
  readonly reminded: readonly IssuedReminder[];
}

const issuedIn = (settlements: readonly SettlementState[], within: (day: Day) => boolean): Issued => ({
  billed: settlements.filter(({ issued }) => within(issued.billing.issuedOn)),
  credited: settlements.flatMap(({ credits }) => credits).filter(({ note }) => within(note.issuedOn)),
  reminded: settlements.flatMap(({ reminders }) => reminders).filter(({ reminder }) => within(reminder.issuedOn)),
});

function rendered({ billed, credited, reminded }: Issued): Pick<MonthBooks, "documents" | "unrendered"> {
  const all = [
    ...billed.map(({ issued }) => ({ pdf: issued.pdf, name: namesOf(issued).join(" ") })),
    ...credited.map(({ pdf, note }) => ({ pdf, name: note.number })),
    ...reminded.map(({ pdf, reminder }) => ({ pdf, name: `${reminder.contract} (${reminder.number})` })),
  ];
  return { documents: all.flatMap(({ pdf }) => pdf ?? []), unrendered: all.flatMap(({ pdf, name }) => (pdf === null ? [name] : [])) };
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
