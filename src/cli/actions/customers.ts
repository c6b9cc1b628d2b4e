/** What `invoice ask` and `desk customers show` do. */
import { noteAsk } from "../../app/note-ask.ts";
import { showCustomer } from "../../app/show-customer.ts";
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
