/** What is to be paid out to customers, ordering it at the bank, and what became of it. Card holds are let go and never paid out. */
import type { IssuedBilling } from "../invoice/billing.ts";
import type { Payout, TransferOrder } from "../invoice/payout.ts";
import { businessDayFrom } from "../kernel/calendar.ts";
import { type Day, dayOf } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import { type Cents, notNegative, subtract, sum } from "../kernel/money.ts";
import { findBilling } from "./list-billings.ts";
import type { Desk, Repositories } from "./ports.ts";
import { loadSettlement, loadSettlements, namesOf, type SettlementState, todayAt } from "./settlement-account.ts";

/** One settlement of which something goes back. */
export interface Refund {
  readonly issued: IssuedBilling;
  /** What its documents are called. */
  readonly names: readonly string[];
  /** Still to be ordered or paid. */
  readonly due: Cents;
  readonly ordered: readonly Payout[];
  /** Where the contract says refunds go; null: it must be asked. */
  readonly iban: string | null;
}

const isOrdered = ({ end }: Payout): boolean => end === null;

function refundOf({ issued, account }: SettlementState, payouts: readonly Payout[]): Refund {
  const ordered = payouts.filter((payout) => payout.billing === issued.id && isOrdered(payout));
  const due = notNegative(subtract(account.overpaid, sum(ordered.map(({ amount }) => amount))));
  return { issued, names: namesOf(issued), due, ordered, iban: issued.billing.customer.iban };
}

/** Settlements of which something is due or ordered, in the order of issue. */
export async function listRefunds(desk: Desk): Promise<readonly Refund[]> {
  return (await desk.store()).read(async (repositories) => {
    const payouts = await repositories.payouts.list();
    const states = await loadSettlements(repositories, todayAt(desk));
    return states.map((state) => refundOf(state, payouts)).filter(({ due, ordered }) => due > 0 || ordered.length > 0);
  });
}

/** The settlements that ids lead to, each once. @throws UserError as {@link findBilling}. */
async function keysOf(desk: Desk, ids: readonly string[]): Promise<readonly number[]> {
  const keys: number[] = [];
  for (const id of ids) keys.push((await findBilling(desk, id)).id);
  return [...new Set(keys)];
}

async function load(repositories: Repositories, key: number, today: Day): Promise<Refund> {
  const issued = await repositories.billings.get(key);
  if (!issued) throw new RangeError(`no billing ${key}`);
  return refundOf(await loadSettlement(repositories, issued, today), await repositories.payouts.of(key));
}

export interface OrderWish {
  /** Of documents, returns or contracts; none: everything that is due and has an account. */
  readonly ids: readonly string[];
  /** For the one that is named, where the contract knows none or another is wanted. */
  readonly iban: string | null;
}

export interface PlannedOrder {
  readonly refunds: readonly (Refund & { readonly iban: string })[];
  /** Due, but nobody knows the account. */
  readonly withoutAccount: readonly Refund[];
}

/** @throws UserError `refund-nothing-due`, `refund-no-account`, `refund-iban-one`. */
export async function planOrder(desk: Desk, { ids, iban }: OrderWish): Promise<PlannedOrder> {
  const keys = await keysOf(desk, ids);
  if (iban !== null && keys.length !== 1)
    throw new UserError("refund-iban-one", { count: keys.length }, ["invoice refunds ID --iban IBAN --file OUT.xml"]);
  const all = (await listRefunds(desk)).filter(({ due, issued }) => due > 0 && (keys.length === 0 || keys.includes(issued.id)));
  if (all.length === 0) throw new UserError("refund-nothing-due", { ids: ids.join(", "), count: ids.length }, ["invoice refunds"]);
  const known = all.flatMap((refund) => {
    const account = iban ?? refund.iban;
    return account === null ? [] : [{ ...refund, iban: account }];
  });
  const withoutAccount = iban === null ? all.filter((refund) => refund.iban === null) : [];
  if (known.length === 0)
    throw new UserError("refund-no-account", { names: all.map(({ names }) => names.join(" ")).join(", ") }, ["--iban IBAN"]);
  return { refunds: known, withoutAccount };
}

const MESSAGE_DIGITS = 6;

/**
 * Orders what was planned: every payout and the message id in one transaction, so that nothing is ordered twice.
 * @returns the order for the bank. @throws UserError `refund-changed` when less is due by now; nothing is ordered then.
 */
export async function orderRefunds(desk: Desk, { refunds }: PlannedOrder): Promise<TransferOrder> {
  const { firm, zone } = desk.settings;
  const now = desk.clock.now();
  const today = dayOf(now, zone);
  const calendar = await desk.calendar();
  return (await desk.store()).write(async (repositories) => {
    const serial = String(await repositories.payouts.takeFileSerial()).padStart(MESSAGE_DIGITS, "0");
    const messageId = `${firm.businessId.replace(/\D/gu, "")}-${today.slice(0, 4)}-${serial}`;
    const transfers = [];
    for (const { issued, iban, due } of refunds) {
      const current = await load(repositories, issued.id, today);
      if (current.due !== due) throw new UserError("refund-changed", { names: current.names.join(" ") }, ["invoice refunds"]);
      const id = await repositories.payouts.add({
        billing: issued.id,
        amount: due,
        way: "transfer",
        iban,
        messageId,
        orderedAt: now,
        orderedBy: desk.actor,
      });
      await note(desk, repositories, issued, "refund.ordered", { payout: id, amount: due, messageId });
      const { contract, language } = issued.billing;
      const message = (await desk.texts(language))("refund.message", { contract, names: current.names.join(" ") });
      transfers.push({ endToEndId: `${messageId}-${id}`.slice(0, 35), amount: due, name: issued.billing.customer.name, iban, message });
    }
    const debtor = { name: firm.name, iban: firm.iban, bic: firm.bic, businessId: firm.businessId };
    return { messageId, createdAt: now, executeOn: businessDayFrom(calendar, today), debtor, transfers };
  });
}

const note = (desk: Desk, { journal }: Repositories, { id, billing }: IssuedBilling, act: string, detail: unknown): Promise<void> =>
  journal.append({ at: desk.clock.now(), staff: desk.actor, contract: billing.contract, act, subject: String(id), detail });

/** What is ordered was paid, or its order was undone. @throws UserError `refund-not-ordered`. */
export async function endRefunds(desk: Desk, ids: readonly string[], outcome: "paid" | "undone", on: Day): Promise<readonly Payout[]> {
  const keys = await keysOf(desk, ids);
  return (await desk.store()).write(async (repositories) => {
    const done: Payout[] = [];
    for (const key of keys) {
      const { ordered, issued, names } = await load(repositories, key, todayAt(desk));
      if (ordered.length === 0) throw new UserError("refund-not-ordered", { names: names.join(" ") }, ["invoice refunds"]);
      for (const payout of ordered) {
        const end = { outcome, on, at: desk.clock.now() };
        await repositories.payouts.end({ payout: payout.id, ...end, by: desk.actor });
        await note(desk, repositories, issued, `refund.${outcome}`, { payout: payout.id });
        done.push({ ...payout, end });
      }
    }
    return done;
  });
}

/** What is due was handed over in cash or put back on the card. @throws UserError `refund-nothing-due`. */
export async function payOutNow(desk: Desk, ids: readonly string[], way: "cash" | "card", on: Day): Promise<readonly Payout[]> {
  const keys = await keysOf(desk, ids);
  return (await desk.store()).write(async (repositories) => {
    const done: Payout[] = [];
    for (const key of keys) {
      const { due, issued, names } = await load(repositories, key, todayAt(desk));
      if (due === 0) throw new UserError("refund-nothing-due", { ids: names.join(" "), count: 1 }, ["invoice refunds"]);
      const order = { billing: key, amount: due, way, iban: null, messageId: null, orderedAt: desk.clock.now(), orderedBy: desk.actor };
      const id = await repositories.payouts.add(order);
      const end = { outcome: "paid", on, at: desk.clock.now() } as const;
      await repositories.payouts.end({ payout: id, ...end, by: desk.actor });
      await note(desk, repositories, issued, "refund.paid", { payout: id, amount: due, way });
      done.push({ id, ...order, end });
    }
    return done;
  });
}
