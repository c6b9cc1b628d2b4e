/** What `invoice remind` does: plan, show, confirm, issue, say where the letters are. */

import type { StoredFile } from "../../app/ports.ts";
import { issueReminder, planAllReminders, planReminders, type ReminderPlan } from "../../app/remind.ts";
import { namesOf } from "../../app/settlement-account.ts";
import { halfYearsWithoutRate } from "../../invoice/interest.ts";
import { type IssuedReminder, interestIn, type Reminder } from "../../invoice/reminder.ts";
import { Cancelled, sayingOf, UsageError, UserError } from "../../kernel/errors.ts";
import { formatDay, formatMoney } from "../../language/format.ts";
import { nameOfSettlement } from "../output/account-text.ts";
import { warnOfClock } from "../output/clock-warning.ts";
import { reminderJson } from "../output/reminder-json.ts";
import { errorText } from "../output/tell.ts";
import type { Session } from "../session.ts";
import { documentAssets } from "./document-assets.ts";

interface Planned extends ReminderPlan {
  readonly reminder: Reminder;
}

const isReady = (plan: ReminderPlan): plan is Planned => plan.reminder !== null;

export async function remind(session: Session, ids: readonly string[], all: boolean): Promise<void> {
  const { t, flags } = session;
  if (ids.length === 0 && !all) throw new UsageError("remind-whom", {}, ["invoice remind --all", "invoice list --overdue"]);
  const desk = await session.desk();
  const plans = all ? await planAllReminders(desk) : await planReminders(desk, ids);
  const ready = plans.filter(isReady);
  const [refused] = all ? [] : plans.flatMap(({ obstacle }) => obstacle ?? []);
  if (refused) throw plans.length === 1 ? refused : severalRefused(plans);
  const unknown = halfYearsWithoutRate(ready.flatMap(({ reminder }) => reminder.interest));
  if (unknown.length > 0)
    session.remark(t("invoice.remind.noRate", { halfYears: unknown.join(", "), example: `"interest": { "${unknown[0]}": "2,5 %" }` }));
  if (flags.dryRun) return showPlans(session, plans);
  if (ready.length > 0) await warnOfClock(session, desk);
  if (ready.length > 0 && !flags.yes) await confirm(session, plans, ready.length, ids);
  const done: { readonly issued: IssuedReminder; readonly stored: StoredFile }[] = [];
  for (const { reminder, state } of ready) {
    const issued = await issueReminder(desk, reminder, state.issued.id, (language) => documentAssets(desk, language));
    done.push({ issued, stored: await (await desk.archive()).locate(issued.pdf?.sha256 ?? "") });
  }
  if (flags.json)
    return session.json({
      reminders: done.map(({ issued, stored }) => reminderJson(issued.reminder, { issued, stored })),
      waiting: waitingJson(session, plans),
    });
  if (done.length === 0) session.remark(t("invoice.remind.none"));
  session.print(...done.flatMap(({ issued, stored }) => [line(session, issued.reminder), t("invoice.issued.pdf", { path: stored.path })]));
  session.remark(...waitingText(session, plans));
}

function severalRefused(plans: readonly ReminderPlan[]): UserError {
  const errors = plans.flatMap(({ obstacle, state }) =>
    obstacle ? [new UserError("bill-waits", { id: namesOf(state.issued)[0] ?? "", why: sayingOf(obstacle) })] : [],
  );
  return new UserError("remind-some-refused", { count: errors.length }, [], { errors });
}

function showPlans(session: Session, plans: readonly ReminderPlan[]): void {
  const ready = plans.filter(isReady);
  if (session.flags.json)
    session.json({
      dryRun: true,
      reminders: ready.map(({ reminder }) => reminderJson(reminder, null)),
      waiting: waitingJson(session, plans),
    });
  else {
    session.print(...planText(session, plans));
    session.remark(session.t("common.dryRun"));
  }
}

const planText = (session: Session, plans: readonly ReminderPlan[]): string[] => [
  ...plans.filter(isReady).map(({ reminder }) => line(session, reminder)),
  ...waitingText(session, plans),
];

/** `L-2026-0001, Aino Mäkelä: first reminder, 199,70 € by 21.7.2026`. */
function line({ t, language }: Session, reminder: Reminder): string {
  const values = {
    documents: reminder.documents.map(({ number }) => number).join(" "),
    customer: reminder.customer.name,
    number: reminder.number,
    toPay: formatMoney(reminder.toPay, language),
    interest: formatMoney(interestIn(reminder), language),
    fee: formatMoney(reminder.fee, language),
    day: formatDay(reminder.dueDate, language),
  };
  return t("invoice.remind.line", values);
}

const waitingText = ({ t }: Session, plans: readonly ReminderPlan[]): string[] =>
  plans.flatMap(({ obstacle, state }) => (obstacle ? [`${nameOfSettlement(state.issued)}: ${errorText(t, obstacle)}`] : []));

const waitingJson = ({ t }: Session, plans: readonly ReminderPlan[]) =>
  plans.flatMap(({ obstacle, state }) =>
    obstacle ? [{ documents: namesOf(state.issued), code: obstacle.code, message: errorText(t, obstacle) }] : [],
  );

async function confirm(session: Session, plans: readonly ReminderPlan[], count: number, ids: readonly string[]): Promise<void> {
  const { t } = session;
  if (!session.interactive)
    throw new UsageError("confirmation-needed", {}, [`invoice remind ${ids.length > 0 ? ids.join(" ") : "--all"} --yes`]);
  session.remark(...planText(session, plans), "");
  if (!(await (await session.ask()).confirm(t("invoice.remind.confirm", { count }), true)))
    throw new Cancelled(t("invoice.remind.notIssued"));
}
