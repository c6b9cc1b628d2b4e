/** What `invoice ask` and `desk customers show|missing` do. */
import { noteAsk } from "../../app/note-ask.ts";
import { todayAt } from "../../app/settlement-account.ts";
import { showCustomer } from "../../app/show-customer.ts";
import { atWallClock, dayOf, plusMonths } from "../../kernel/dates.ts";
import { plain } from "../../kernel/text.ts";
import { formatDay, formatMoney } from "../../language/format.ts";
import { wrap } from "../output/columns.ts";
import { jsonMoney } from "../output/json.ts";
import type { Session } from "../session.ts";

export async function ask(session: Session, id: string, line: string | null, note: string | null): Promise<void> {
  const desk = await session.desk();
  if (session.flags.dryRun) return session.remark(session.t("common.dryRun"));
  const { inspection } = await noteAsk(desk, id, { line, text: note });
  if (session.flags.json) return session.json({ inspection, line, note });
  session.print(session.t("invoice.ask.noted", { id: inspection }));
}

export async function show(session: Session, text: string): Promise<void> {
  const { t, language } = session;
  const facts = await showCustomer(await session.desk(), text);
  if (session.flags.json) return session.json({ ...facts, given: jsonMoney(facts.given) });
  const { contracts, returns, cleanReturns: clean, asks, concessions: count, years, bills, paidOnTime } = facts;
  const since = formatDay(facts.since, language);
  session.print(
    session.out.bold(plain(facts.name)),
    ...wrap(t("desk.customers.worth", { rentals: contracts.length, since, years, returns, clean }), 2),
    ...(bills === 0 ? [] : wrap(t("desk.customers.paid", { bills, paidOnTime }), 2)),
    ...wrap(t("desk.customers.asked", { asks, count, sum: formatMoney(facts.given, language) }), 2),
  );
}

/** Twice is often enough to be missed, and a year long enough to ask. */
const USED_TO_COME = 2;
const MOST_MISSED = 200;

/** Who used to come and has not for a year, to be asked why. */
export async function missing(session: Session): Promise<void> {
  const { t, language, flags } = session;
  const desk = await session.deskWithoutActor();
  const { zone } = desk.settings;
  const yearAgo = atWallClock(plusMonths(todayAt(desk), -12), "00:00:00", zone);
  const away = await (await desk.store()).read(({ contracts }) => contracts.notSince(yearAgo, USED_TO_COME, MOST_MISSED));
  if (flags.json) return session.json({ customers: away.map(({ due, ...one }) => ({ ...one, lastDue: dayOf(due, zone) })) });
  if (away.length === 0) return session.remark(t("desk.customers.missing.none"));
  const tty = session.io.stdout.isTTY === true;
  session.table(
    ["customer", "last", "rentals", "contract"].map((column) => t(`desk.customers.missing.${column}`)),
    away.map(({ customer, due, rentals, contract }) => {
      const day = dayOf(due, zone);
      return [plain(customer), tty ? formatDay(day, language) : day, String(rentals), plain(contract)];
    }),
  );
}
