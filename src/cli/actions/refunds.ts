/** What `invoice refunds` does: lists what is due, writes the bank's file, marks what was paid, undoes an order. */
import { electronicFormatIBAN, isValidIBAN } from "ibantools";
import { writeNewFile } from "../../adapters/output-files.ts";
import { endRefunds, listRefunds, orderRefunds, payOutNow, planOrder, type Refund } from "../../app/refunds.ts";
import type { Payout } from "../../invoice/payout.ts";
import { type Day, parseDay } from "../../kernel/dates.ts";
import { UsageError } from "../../kernel/errors.ts";
import { sum } from "../../kernel/money.ts";
import { plain } from "../../kernel/text.ts";
import { formatDay, formatMoney } from "../../language/format.ts";
import { jsonMoney } from "../output/json.ts";
import { cellMoney } from "../output/list-cells.ts";
import type { Options } from "../program.ts";
import type { Session } from "../session.ts";
import { outPath } from "./out-path.ts";

type Way = "paid" | "cash" | "card" | "undo";
const WAYS: readonly Way[] = ["paid", "cash", "card", "undo"];

const text = (value: Options[string]): string | null => (typeof value === "string" ? value : null);

export async function refunds(session: Session, ids: readonly string[], options: Options): Promise<void> {
  const ways = WAYS.filter((way) => options[way] === true);
  const [file, [way]] = [text(options.file), ways];
  if (ways.length + (file === null ? 0 : 1) > 1)
    throw new UsageError("refund-one-way", {}, ["--file OUT.xml", "--paid", "--cash", "--card", "--undo"]);
  if (file !== null) return order(session, { ids, iban: ibanFrom(text(options.iban)) }, file);
  if (way === undefined) return list(session);
  if (ids.length === 0) throw new UsageError("refund-ids-missing", {}, [`invoice refunds ID --${way}`]);
  await end(session, ids, way, await dayFrom(session, text(options.on)));
}

/** @throws UsageError `refund-iban-wrong`. */
function ibanFrom(given: string | null): string | null {
  const iban = given === null ? null : electronicFormatIBAN(given);
  if (given !== null && (iban === null || !isValidIBAN(iban)))
    throw new UsageError("refund-iban-wrong", { given: plain(given).slice(0, 40) });
  return iban;
}

/** @throws UsageError `refund-day-wrong` for no day, or one that is still to come. */
async function dayFrom(session: Session, given: string | null): Promise<Day> {
  const today = await session.today();
  if (given === null) return today;
  const day = parseDay(given);
  if (day === null || day > today) throw new UsageError("refund-day-wrong", { given: plain(given).slice(0, 40) });
  return day;
}

const refundJson = ({ issued, names, due, ordered, iban }: Refund) => ({
  documents: names,
  contract: issued.billing.contract,
  customer: issued.billing.customer.name,
  due: jsonMoney(due),
  ordered: jsonMoney(sum(ordered.map(({ amount }) => amount))),
  iban,
});

const COLUMNS = ["documents", "contract", "customer", "due", "ordered", "iban"] as const;

async function list(session: Session): Promise<void> {
  const { t } = session;
  const all = await listRefunds(await session.desk());
  if (session.flags.json) return session.json({ refunds: all.map(refundJson) });
  if (all.length === 0) return session.remark(t("invoice.refunds.none"));
  session.table(
    COLUMNS.map((column) => t(`invoice.refunds.column.${column}`)),
    all.map(({ issued, names, due, ordered, iban }) => [
      names.join(" "),
      plain(issued.billing.contract),
      plain(issued.billing.customer.name),
      cellMoney(session, due),
      cellMoney(session, sum(ordered.map(({ amount }) => amount))),
      iban ?? "–",
    ]),
  );
  session.remark("", t("invoice.refunds.hint"));
}

async function order(session: Session, wish: { ids: readonly string[]; iban: string | null }, file: string): Promise<void> {
  const { t, language } = session;
  const desk = await session.desk();
  const path = (await outPath(session, file))("refunds.xml");
  const plan = await planOrder(desk, wish);
  const total = sum(plan.refunds.map(({ due }) => due));
  if (session.flags.dryRun) {
    if (session.flags.json) return session.json({ preview: true, refunds: plan.refunds.map(refundJson) });
    session.print(...plan.refunds.map(({ names, due, iban }) => `${names.join(" ")}  ${formatMoney(due, language)}  ${iban}`));
    return session.remark(t("common.dryRun"));
  }
  const { renderPain001 } = await import("../../document/render-pain-001.ts");
  const ordered = await orderRefunds(desk, plan);
  const written = await writeNewFile(session.io.cwd, path, Buffer.from(renderPain001(ordered), "utf8"));
  if (session.flags.json) {
    const { messageId, executeOn } = ordered;
    return session.json({ file: written, messageId, executeOn, total: jsonMoney(total), refunds: plan.refunds.map(refundJson) });
  }
  const values = { count: plan.refunds.length, total: formatMoney(total, language), day: formatDay(ordered.executeOn, language) };
  session.print(t("invoice.refunds.ordered", { ...values, path: written, message: ordered.messageId }));
  for (const { names } of plan.withoutAccount) session.remark(t("invoice.refunds.noAccount", { names: names.join(" ") }));
}

async function end(session: Session, ids: readonly string[], way: Way, on: Day): Promise<void> {
  const { t, language } = session;
  if (session.flags.dryRun) return session.remark(t("common.dryRun"));
  const desk = await session.desk();
  const done =
    way === "cash" || way === "card"
      ? await payOutNow(desk, ids, way, on)
      : await endRefunds(desk, ids, way === "undo" ? "undone" : "paid", on);
  if (session.flags.json) return session.json({ payouts: done.map((payout: Payout) => ({ ...payout, amount: jsonMoney(payout.amount) })) });
  const values = { total: formatMoney(sum(done.map(({ amount }) => amount)), language), day: formatDay(on, language) };
  session.print(t(`invoice.refunds.done.${way === "undo" ? "undone" : "paid"}`, values));
}
