/** Payments entered by hand, taken back, or given to the settlement they were meant for. Nothing is ever removed. */
import type { Day } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import { type Cents, cents } from "../kernel/money.ts";
import { LONGEST_TEXT, plain } from "../kernel/text.ts";
import { checkOffInstalments } from "./check-off-instalments.ts";
import { findSettlement } from "./find-settlement.ts";
import type { BankEntry, NewPayment, RecordedPayment } from "./ports/payments.ts";
import type { Desk, Repositories } from "./ports.ts";
import { loadSettlement, namesOf, type SettlementState, stateOf, todayAt } from "./settlement-account.ts";

/** A payment as it is, or would be, recorded. */
export interface PaymentPlan {
  /** Null while it is only planned. */
  readonly id: number | null;
  readonly payment: NewPayment;
  readonly before: SettlementState;
  /** As it stands with the payment. */
  readonly after: SettlementState;
}

export interface PaymentByHand {
  /** What leads to the settlement. */
  readonly id: string;
  /** Null: all that is open. */
  readonly amount: Cents | null;
  /** Null: today. */
  readonly on: Day | null;
  readonly how: "cash" | "card" | "transfer";
}

type Plan = (desk: Desk, repositories: Repositories) => Promise<{ readonly payment: NewPayment; readonly before: SettlementState }>;

/**
 * @param record false: shows what would be recorded.
 * @throws UserError `nothing-open`, `payment-in-future`, and those of {@link findSettlement}.
 */
export const payByHand = (desk: Desk, given: PaymentByHand, record: boolean): Promise<PaymentPlan> => carryOut(desk, byHand(given), record);

/** @throws UserError `payment-unknown`, `payment-taken-back`, `payment-is-reversal`, `pay-reason-missing`, `pay-reason-too-long`. */
export const takeBackPayment = (desk: Desk, payment: number, reason: string, record: boolean): Promise<PaymentPlan> =>
  carryOut(desk, takenBack(payment, reason), record);

/** @throws UserError `bank-entry-unknown`, `bank-entry-assigned`, `bank-entry-too-small`, and those of {@link findSettlement}. */
export const assignBankEntry = (desk: Desk, entry: number, id: string, amount: Cents | null, record: boolean): Promise<PaymentPlan> =>
  carryOut(desk, assigned(entry, id, amount), record);

async function carryOut(desk: Desk, plan: Plan, record: boolean): Promise<PaymentPlan> {
  const store = await desk.store();
  if (!record) {
    return store.read(async (repositories) => {
      const { payment, before } = await plan(desk, repositories);
      const after = { ...before, payments: [...before.payments, { ...payment, id: 0 }] };
      return { id: null, payment, before, after: stateOf(before.issued, after, todayAt(desk)) };
    });
  }
  return store.write(async (repositories) => {
    const { payment, before } = await plan(desk, repositories);
    const id = await recordPayment(desk, repositories, payment, before.issued.billing.contract);
    return { id, payment, before, after: await loadSettlement(repositories, before.issued, todayAt(desk)) };
  });
}

/** Stores a payment and its row of the journal. */
export async function recordPayment(desk: Desk, repositories: Repositories, payment: NewPayment, contract: string): Promise<number> {
  const id = await repositories.payments.add(payment);
  const { billing, amount, receivedOn, how, entry, takesBack, reason } = payment;
  await repositories.journal.append({
    at: payment.recordedAt,
    staff: desk.actor,
    contract,
    act: amount > 0 ? "payment.recorded" : "payment.taken-back",
    subject: `P-${id}`,
    detail: { billing, amount, receivedOn, how, entry, takesBack, reason },
  });
  await checkOffInstalments(desk, repositories, billing);
  return id;
}

const stamp = (desk: Desk) => ({ recordedAt: desk.clock.now(), recordedBy: desk.actor });

const byHand =
  ({ id, amount, on, how }: PaymentByHand): Plan =>
  async (desk, repositories) => {
    const today = todayAt(desk);
    const before = await findSettlement(repositories, id, today);
    const receivedOn = on ?? today;
    if (receivedOn > today) throw new UserError("payment-in-future", { day: receivedOn });
    const sumPaid = amount ?? before.account.open;
    if (sumPaid === 0)
      throw new UserError("nothing-open", { number: namesOf(before.issued).join(", ") }, [`invoice show ${namesOf(before.issued)[0]}`]);
    const payment = { billing: before.issued.id, amount: sumPaid, receivedOn, how, entry: null, takesBack: null, reason: null };
    return { payment: { ...payment, ...stamp(desk) }, before };
  };

const takenBack =
  (key: number, given: string): Plan =>
  async (desk, repositories) => {
    const original = await repositories.payments.get(key);
    if (!original) throw new UserError("payment-unknown", { payment: `P-${key}` }, ["invoice show ID"]);
    if (original.amount < 0) throw new UserError("payment-is-reversal", { payment: `P-${key}` });
    const before = await settlementOf(repositories, original, todayAt(desk));
    if (before.payments.some(({ takesBack }) => takesBack === key)) throw new UserError("payment-taken-back", { payment: `P-${key}` });
    const { billing, amount, receivedOn, how, entry } = original;
    // It counts from the day it was wrongly entered for: on no day was that money there.
    const payment = { billing, amount: cents(-amount), receivedOn, how, entry, takesBack: key, reason: reasonFrom(given) };
    return { payment: { ...payment, ...stamp(desk) }, before };
  };

async function settlementOf(repositories: Repositories, { billing }: RecordedPayment, today: Day): Promise<SettlementState> {
  const issued = await repositories.billings.get(billing);
  if (!issued) throw new RangeError(`no billing ${billing}`);
  return loadSettlement(repositories, issued, today);
}

function reasonFrom(text: string): string {
  const reason = plain(text).trim();
  if (reason === "") throw new UserError("pay-reason-missing", {}, ['--reason "…"']);
  if (reason.length > LONGEST_TEXT) throw new UserError("pay-reason-too-long", { length: reason.length, most: LONGEST_TEXT });
  return reason;
}

const assigned =
  (key: number, id: string, amount: Cents | null): Plan =>
  async (desk, repositories) => {
    const entry = await repositories.payments.entry(key);
    if (!entry) throw new UserError("bank-entry-unknown", { entry: `E-${key}` }, ["invoice pay"]);
    if (entry.unassigned === 0) throw new UserError("bank-entry-assigned", { entry: `E-${key}` });
    const before = await findSettlement(repositories, id, todayAt(desk));
    return { payment: { ...fromEntry(entry, before, sharedAmount(entry, amount)), ...stamp(desk) }, before };
  };

function sharedAmount({ id, unassigned }: BankEntry, wanted: Cents | null): Cents {
  if (wanted === null) return unassigned;
  if (wanted > Math.abs(unassigned)) throw new UserError("bank-entry-too-small", { entry: `E-${id}` });
  return unassigned < 0 ? cents(-wanted) : wanted;
}

/** Why money that the bank took back again is taken back; its words are the catalogue's. */
export const RETURNED_BY_BANK = "bank";

/** The payment that an entry of the bank makes, or takes back, in a settlement. */
export function fromEntry(
  entry: Pick<BankEntry, "id" | "bookedOn">,
  state: Pick<SettlementState, "payments"> & { readonly issued: { readonly id: number } },
  amount: Cents,
): Omit<NewPayment, "recordedAt" | "recordedBy"> {
  const taken = amount < 0 ? paymentLike(state.payments, cents(-amount)) : null;
  return {
    billing: state.issued.id,
    amount,
    receivedOn: entry.bookedOn,
    how: "bank",
    entry: entry.id,
    takesBack: taken?.id ?? null,
    reason: amount < 0 ? RETURNED_BY_BANK : null,
  };
}

/** The last payment of that sum from the bank that was not taken back. */
export const paymentLike = (payments: readonly RecordedPayment[], amount: Cents): RecordedPayment | null =>
  payments.filter((one) => one.how === "bank" && one.amount === amount && !payments.some(({ takesBack }) => takesBack === one.id)).at(-1) ??
  null;
