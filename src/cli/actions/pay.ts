/** What `invoice pay` does with a payment entered by hand, taken back or assigned; and what it lists when it is given nothing. */
import { assignBankEntry, type PaymentPlan, payByHand, takeBackPayment } from "../../app/record-payment.ts";
import { type Day, parseDay } from "../../kernel/dates.ts";
import { UsageError } from "../../kernel/errors.ts";
import { type Cents, cents, parseAmount } from "../../kernel/money.ts";
import { plain } from "../../kernel/text.ts";
import { formatDay, formatMoney } from "../../language/format.ts";
import { accountJson, paymentRowJson, settlementNames } from "../output/account-json.ts";
import { accountText, nameOfSettlement } from "../output/account-text.ts";
import { bankEntryJson, bankEntryTable } from "../output/bank-entries.ts";
import type { Options } from "../program.ts";
import type { Session } from "../session.ts";

const WAYS = ["cash", "card", "transfer"] as const;
type Way = (typeof WAYS)[number];

const text = (value: Options[string]): string | null => (typeof value === "string" ? value : null);

/** @throws UsageError `not-an-amount`. */
function amountFrom(given: string | null): Cents | null {
  if (given === null) return null;
  const amount = parseAmount(given);
  if (amount === null || amount === 0) throw new UsageError("not-an-amount", { flag: "--amount", given: plain(given).slice(0, 40) });
  return amount;
}

function dayFrom(given: string | null): Day | null {
  const day = given === null ? null : parseDay(given);
  if (given !== null && day === null) throw new UsageError("not-a-day", { flag: "--on", given: plain(given).slice(0, 40) });
  return day;
}

function wayFrom(given: string | null): Way {
  const way = given ?? "transfer";
  if (WAYS.includes(way as Way)) return way as Way;
  throw new UsageError("unknown-way", { given: plain(way).slice(0, 40), ways: WAYS.join(", ") });
}

/** `P-12`, also without its letter. @throws UsageError `not-a-key`. */
function keyFrom(letter: "P" | "E", flag: string, given: string): number {
  const digits = new RegExp(`^(?:${letter}-)?([1-9]\\d{0,14})$`, "iu").exec(given.trim())?.[1];
  if (digits === undefined) throw new UsageError("not-a-key", { flag, given: plain(given).slice(0, 40), example: `${letter}-12` });
  return Number(digits);
}

export async function pay(session: Session, id: string | null, options: Options): Promise<void> {
  const [assign, takeBack] = [text(options.assign), text(options.takeBack)];
  if (takeBack !== null) return report(session, await taken(session, keyFrom("P", "--take-back", takeBack), text(options.reason)));
  if (id === null && assign === null) return listUnassigned(session);
  if (id === null) throw new UsageError("assign-to-what", {}, ["invoice pay --assign E-12 L-2026-0001"]);
  const amount = amountFrom(text(options.amount));
  const desk = await session.desk();
  if (assign !== null)
    return report(session, await assignBankEntry(desk, keyFrom("E", "--assign", assign), id, amount, !session.flags.dryRun));
  const given = { id, amount, on: dayFrom(text(options.on)), how: wayFrom(text(options.how)) };
  await report(session, await payByHand(desk, given, !session.flags.dryRun));
}

async function taken(session: Session, payment: number, given: string | null): Promise<PaymentPlan> {
  const { t } = session;
  if (given === null && !session.interactive) throw new UsageError("pay-reason-missing", {}, ['--reason "…"']);
  const check = (reason: string): string | null => (reason.trim() === "" ? t("invoice.pay.reasonNeeded") : null);
  const reason = given ?? (await (await session.ask()).text(t("invoice.pay.askReason"), { check }));
  return takeBackPayment(await session.desk(), payment, reason, !session.flags.dryRun);
}

function report(session: Session, plan: PaymentPlan): void {
  const { t, flags } = session;
  const { payment, after } = plan;
  if (flags.json) {
    const names = settlementNames(after.issued);
    session.json({
      dryRun: flags.dryRun,
      payment: paymentRowJson({ ...payment, id: plan.id }),
      settlement: names,
      account: accountJson(after),
    });
    return;
  }
  const values = {
    payment: plan.id === null ? "" : `P-${plan.id}`,
    amount: formatMoney(cents(Math.abs(payment.amount)), session.language),
    settlement: nameOfSettlement(after.issued),
    day: formatDay(payment.receivedOn, session.language),
  };
  const key = payment.amount < 0 ? "takenBack" : "recorded";
  session.print(t(`invoice.pay.${flags.dryRun ? "would." : ""}${key}`, values), ...accountText(session, after));
  if (flags.dryRun) session.remark(t("common.dryRun"));
}

/** What the bank booked and nobody has placed yet. */
async function listUnassigned(session: Session): Promise<void> {
  const desk = await session.desk();
  const entries = await (await desk.store()).read(({ payments }) => payments.unassigned());
  if (session.flags.json) return session.json({ entries: entries.map(bankEntryJson) });
  if (entries.length === 0) return session.remark(session.t("invoice.pay.allAssigned"));
  session.table(...bankEntryTable(session, entries));
  session.remark("", session.t("invoice.pay.assignHint", { entry: `E-${entries[0]?.id ?? ""}` }));
}
