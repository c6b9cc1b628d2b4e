/** What `invoice holds` does: lists card holds that wait, records that one was taken or let go. */
import { endHolds, listHolds } from "../../app/card-holds.ts";
import type { CardHoldEnd } from "../../invoice/card-hold.ts";
import { type Day, parseDay } from "../../kernel/dates.ts";
import { Cancelled, UsageError } from "../../kernel/errors.ts";
import { sum } from "../../kernel/money.ts";
import { plain } from "../../kernel/text.ts";
import { formatDay, formatMoney } from "../../language/format.ts";
import { accountJson, settlementNames } from "../output/account-json.ts";
import { accountText, nameOfSettlement } from "../output/account-text.ts";
import { jsonMoney } from "../output/json.ts";
import { cellDay, cellMoney } from "../output/list-cells.ts";
import type { Options } from "../program.ts";
import type { Session } from "../session.ts";

const OUTCOMES: readonly CardHoldEnd["outcome"][] = ["taken", "released"];

export async function holds(session: Session, ids: readonly string[], options: Options): Promise<void> {
  const outcomes = OUTCOMES.filter((outcome) => options[outcome] === true);
  if (outcomes.length > 1) throw new UsageError("hold-one-way", {}, ["invoice holds ID --taken", "invoice holds ID --released"]);
  const [outcome] = outcomes;
  if (outcome === undefined) return list(session);
  if (ids.length === 0) throw new UsageError("hold-ids-missing", {}, [`invoice holds ID --${outcome}`]);
  await end(session, ids, { outcome, on: await dayFrom(session, options.on) });
}

/** @throws UsageError `refund-day-wrong` for no day, or one that is still to come. */
async function dayFrom(session: Session, given: Options[string]): Promise<Day> {
  const today = await session.today();
  if (typeof given !== "string") return today;
  const day = parseDay(given);
  if (day === null || day > today) throw new UsageError("refund-day-wrong", { given: plain(given).slice(0, 40) });
  return day;
}

const COLUMNS = ["documents", "contract", "customer", "amount", "from"] as const;

async function list(session: Session): Promise<void> {
  const { t } = session;
  const waiting = await listHolds(await session.desk());
  if (session.flags.json) {
    return session.json({
      holds: waiting.map(({ state, hold, mayBeTaken }) => ({
        ...settlementNames(state.issued),
        amount: jsonMoney(hold.amount),
        notBefore: hold.notBefore,
        mayBeTaken,
      })),
    });
  }
  if (waiting.length === 0) return session.remark(t("invoice.holds.none"));
  session.table(
    COLUMNS.map((column) => t(`invoice.holds.column.${column}`)),
    waiting.map(({ state, hold }) => {
      const { documents, contract, customer } = settlementNames(state.issued);
      return [documents.join(" "), plain(contract), plain(customer), cellMoney(session, hold.amount), cellDay(session, hold.notBefore)];
    }),
  );
  const ripe = waiting.filter(({ mayBeTaken }) => mayBeTaken).length;
  session.remark("", t("invoice.holds.hint", { ripe }));
}

async function end(session: Session, ids: readonly string[], how: CardHoldEnd): Promise<void> {
  const { t, language, flags } = session;
  const desk = await session.desk();
  const shown = await endHolds(desk, ids, how, false);
  const values = {
    amount: formatMoney(sum(shown.map(({ end: { amount } }) => amount)), language),
    names: shown.map(({ state }) => nameOfSettlement(state.issued)).join("; "),
    day: formatDay(how.on, language),
  };
  if (!flags.dryRun && !flags.yes) await confirm(session, how, values, ids);
  const done = flags.dryRun ? shown : await endHolds(desk, ids, how, true);
  if (flags.json) {
    return session.json({
      dryRun: flags.dryRun,
      holds: done.map(({ end: { outcome, amount, on }, state }) => ({
        ...settlementNames(state.issued),
        outcome,
        amount: jsonMoney(amount),
        on,
        account: accountJson(state),
      })),
    });
  }
  session.print(t(`invoice.holds.${flags.dryRun ? "would." : ""}${how.outcome}`, values));
  if (flags.dryRun) return session.remark(t("common.dryRun"));
  for (const { state } of done) session.print(...accountText(session, state));
}

/** How a hold ended is written once. */
async function confirm(session: Session, { outcome }: CardHoldEnd, values: Record<string, string>, ids: readonly string[]): Promise<void> {
  const { t } = session;
  if (!session.interactive)
    throw new UsageError("confirmation-needed", {}, [`invoice holds ${ids.map((id) => plain(id)).join(" ")} --${outcome} --yes`]);
  const ask = await session.ask();
  if (!(await ask.confirm(t(`invoice.holds.confirm.${outcome}`, values), true))) throw new Cancelled(t("invoice.holds.notRecorded"));
}
