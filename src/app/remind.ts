/** Reminds customers of what is open: planned and shown first, issued as shown, then rendered and stored like a bill. */
import { createHash } from "node:crypto";
import { heldOf } from "../invoice/held-lines.ts";
import { interestOf, KNOWN_RATES } from "../invoice/interest.ts";
import { type IssuedReminder, isDisputed, planReminder, type Reminder, remindableFrom } from "../invoice/reminder.ts";
import { ratesFrom, reminderRule } from "../invoice/reminder-rules.ts";
import { type Calendar, nextBusinessDay } from "../kernel/calendar.ts";
import { canonicalJson } from "../kernel/canonical-json.ts";
import { UserError } from "../kernel/errors.ts";
import { type Cents, notNegative, subtract, sum } from "../kernel/money.ts";
import { caseName } from "../people/case.ts";
import { type GivenPromise, nextInstalment } from "../people/promise.ts";
import { casesOfBilling, type HeldBack, heldBack } from "./cases-of-billing.ts";
import { findSettlement } from "./find-settlement.ts";
import type { Desk, Repositories } from "./ports.ts";
import type { AssetsFor } from "./render-billing.ts";
import { loadSettlement, loadSettlements, namesOf, type SettlementState, todayAt } from "./settlement-account.ts";

export interface ReminderPlan {
  readonly state: SettlementState;
  readonly reminder: Reminder | null;
  /** Why there is none. */
  readonly obstacle: UserError | null;
}

/** @throws UserError when an id leads nowhere; what stands in the way of a reminder is told beside it. */
export async function planReminders(desk: Desk, ids: readonly string[]): Promise<readonly ReminderPlan[]> {
  const calendar = await desk.calendar();
  return (await desk.store()).read(async (repositories) => {
    const plans = new Map<number, ReminderPlan>();
    for (const id of ids) {
      const state = await findSettlement(repositories, id, todayAt(desk));
      plans.set(state.issued.id, await planFor(desk, repositories, state, calendar));
    }
    return [...plans.values()];
  });
}

/** Every settlement that is overdue, whether it can be reminded of now or not. */
export async function planAllReminders(desk: Desk): Promise<readonly ReminderPlan[]> {
  const calendar = await desk.calendar();
  return (await desk.store()).read(async (repositories) => {
    const overdue = (await loadSettlements(repositories, todayAt(desk))).filter(({ account }) => account.overdueDays > 0);
    const plans: ReminderPlan[] = [];
    for (const state of overdue) plans.push(await planFor(desk, repositories, state, calendar));
    return plans;
  });
}

async function planFor(desk: Desk, repositories: Repositories, state: SettlementState, calendar: Calendar): Promise<ReminderPlan> {
  const { billing } = state.issued;
  const today = todayAt(desk);
  const rule = reminderRule(desk.settings.reminders, billing.customer.kind);
  const earlier = state.reminders.map(({ reminder }) => reminder);
  const cases = await casesOfBilling(repositories, state.issued);
  const instalments = await repositories.promises.list({ billing: state.issued.id, ended: true });
  const back = heldBack(cases, state, today, desk.settings.zone);
  const obstacle = obstacleTo(state, back, instalments, desk);
  if (obstacle) return { state, reminder: null, obstacle };
  const contract = await repositories.contracts.get(billing.contract);
  const terms = contract && (await repositories.terms.get(contract.terms.sha256));
  if (!terms) throw new RangeError(`no terms of ${billing.contract}`);
  const interestRule = terms.payment.interest;
  const member = await repositories.staff.get(desk.actor);
  const { firm } = desk.settings;
  const reply = {
    name: member?.name ?? firm.name,
    phone: member?.phone ?? firm.phone,
    email: firm.email,
    by: nextBusinessDay(calendar, today),
  };
  const interest = interestFor(desk, state, interestRule, back);
  const amount = heldOf(back.lines, state.account.open);
  const held = amount === 0 ? null : { amount, cases: back.cases };
  const reminder = planReminder({ billing, account: state.account, earlier, rule, held, interest, interestRule, today, calendar, reply });
  return { state, reminder, obstacle: null };
}

function obstacleTo(state: SettlementState, back: HeldBack, instalments: readonly GivenPromise[], desk: Desk): UserError | null {
  const { account, issued, credits, reminders } = state;
  const today = todayAt(desk);
  const number = namesOf(issued).join(", ");
  const { dueDate } = issued.billing.settlement;
  if (account.open === 0 || dueDate === null) return new UserError("remind-nothing-open", { number });
  if (account.overdueDays === 0) return new UserError("remind-not-due", { number, day: dueDate });
  const credited = credits.flatMap(({ note }) =>
    note.lines.filter(({ charge }) => creditedWhole(state, charge)).map(({ charge }) => charge),
  );
  if (isDisputed(issued.billing, credited)) return new UserError("remind-disputed", { number });
  const [ofLine] = back.cases;
  const all = back.whole ? caseName(back.whole.id) : heldOf(back.lines, account.open) === account.open ? ofLine : undefined;
  if (all !== undefined) return new UserError("remind-case", { number, id: all }, [`desk cases show ${all}`]);
  const next = nextInstalment(instalments, today);
  if (next !== null) return new UserError("remind-instalments", { number, day: next }, ["desk promises list"]);
  const rule = reminderRule(desk.settings.reminders, issued.billing.customer.kind);
  const from = remindableFrom(
    dueDate,
    reminders.map(({ reminder }) => reminder),
    rule,
  );
  return today < from ? new UserError("remind-too-early", { number, day: from }) : null;
}

/** Whether credit notes have given back all of a charge. */
function creditedWhole({ issued, credits }: SettlementState, charge: string): boolean {
  const billed = sum(
    issued.billing.documents.flatMap(({ lines }) => lines.filter((line) => line.charge === charge).map(({ amount }) => amount)),
  );
  const back = sum(credits.flatMap(({ note }) => note.lines.filter((line) => line.charge === charge).map(({ amount }) => amount)));
  return back >= billed;
}

function interestFor(
  desk: Desk,
  state: SettlementState,
  rule: Reminder["interestRule"],
  { paused, held }: Pick<HeldBack, "paused" | "held">,
): Reminder["interest"] {
  const { billing } = state.issued;
  const { dueDate } = billing.settlement;
  if (dueDate === null) return [];
  const creditedOn = (number: string | null): Cents =>
    sum(state.credits.filter(({ note }) => note.original.number === number).map(({ note }) => note.total));
  return interestOf({
    customer: billing.customer.kind,
    rule,
    rates: { ...KNOWN_RATES, ...ratesFrom(desk.settings.interest) },
    billedOn: billing.issuedOn,
    dueDate,
    documents: billing.documents.map(({ kind, number, payable }) => ({ kind, amount: notNegative(subtract(payable, creditedOn(number))) })),
    payments: state.payments,
    chargedUntil: state.reminders.at(-1)?.reminder.issuedOn ?? null,
    until: todayAt(desk),
    paused,
    held,
  });
}

/**
 * Issues what was shown.
 * @throws UserError `reminder-changed` when the books no longer give the same reminder. It is not issued then.
 */
export async function issueReminder(desk: Desk, shown: Reminder, billing: number, assetsFor: AssetsFor): Promise<IssuedReminder> {
  const calendar = await desk.calendar();
  const id = await (await desk.store()).write(async (repositories) => {
    const issued = await repositories.billings.get(billing);
    if (!issued) throw new RangeError(`no billing ${billing}`);
    const { reminder } = await planFor(desk, repositories, await loadSettlement(repositories, issued, todayAt(desk)), calendar);
    if (canonicalJson(reminder) !== canonicalJson(shown)) throw new UserError("reminder-changed", { number: namesOf(issued).join(", ") });
    return enter(desk, repositories, shown, billing);
  });
  const issued = await (await desk.store()).read(({ reminders }) => reminders.get(id));
  if (!issued) throw new RangeError(`no reminder ${id}`);
  return renderStored(desk, issued, assetsFor);
}

async function enter(desk: Desk, { reminders, journal }: Repositories, reminder: Reminder, billing: number): Promise<number> {
  const sha256 = createHash("sha256").update(canonicalJson(reminder)).digest("hex");
  const at = desk.clock.now();
  const id = await reminders.add(billing, reminder, sha256, at, desk.actor);
  const row = { at, staff: desk.actor, contract: reminder.contract, act: "reminder.issued", subject: String(id) };
  await journal.append({ ...row, detail: { billing, number: reminder.number, sha256 } });
  return id;
}

/** The reminder with its stored PDF; what has one is left as it is. */
async function renderStored(desk: Desk, issued: IssuedReminder, assetsFor: AssetsFor): Promise<IssuedReminder> {
  const { renderReminder } = await import("../document/render-reminder.ts");
  const { reminder } = issued;
  const { sha256 } = await (await desk.archive()).put(await renderReminder(reminder, await assetsFor(reminder.language)));
  const name = `${reminder.documents.map(({ number }) => number).join("_")}_${reminder.number}.pdf`;
  return (await desk.store()).write(async ({ reminders, journal }) => {
    const now = await reminders.get(issued.id);
    if (now?.pdf) return now;
    const pdf = { sha256, name };
    await reminders.attachPdf(issued.id, pdf);
    const row = { at: desk.clock.now(), staff: desk.actor, contract: reminder.contract, act: "reminder.rendered" };
    await journal.append({ ...row, subject: String(issued.id), detail: { sha256 } });
    return { ...issued, pdf };
  });
}

/** What a stop left without its PDF. */
export const unrenderedReminders = async (desk: Desk): Promise<readonly IssuedReminder[]> =>
  (await desk.store()).read(({ reminders }) => reminders.list({ unrendered: true }));

/** Renders every reminder that a stop left without its PDF. @returns how many it finished. */
export async function finishReminders(desk: Desk, assetsFor: AssetsFor): Promise<number> {
  const left = await unrenderedReminders(desk);
  for (const issued of left) await renderStored(desk, issued, assetsFor);
  return left.length;
}
