/** What `invoice concede` does: which line, how much and why; somebody who may, or a request for one; and what the bill says then. */
import { giveConcession, noteOf, previewConcession, requestConcession, type Wished } from "../../app/give-concession.ts";
import type { ConcessionWish, PlannedConcession } from "../../app/plan-concession.ts";
import { CONCESSION_REASONS, type ConcessionReason } from "../../assessment/concession.ts";
import { Cancelled, UsageError } from "../../kernel/errors.ts";
import { parseAmount, parseRate } from "../../kernel/money.ts";
import { plain } from "../../kernel/text.ts";
import { formatMoney } from "../../language/format.ts";
import type { StaffMember } from "../../people/staff.ts";
import { warnOfClock } from "../output/clock-warning.ts";
import { issuedCreditJson } from "../output/credit-json.ts";
import { creditIssuedText } from "../output/credit-text.ts";
import { jsonMoney } from "../output/json.ts";
import type { Options } from "../program.ts";
import type { Session } from "../session.ts";
import type { ToneRemark } from "../tone-check.ts";
import { documentAssets } from "./document-assets.ts";
import { remarkOnWords } from "./remark-on-words.ts";

const text = (value: Options[string]): string | null => (typeof value === "string" ? value : null);

/** @throws UsageError `concession-how-much`, `not-a-sum`, `not-a-share`. */
function sizeFrom(options: Options): ConcessionWish["of"] {
  const [sum, rate] = [text(options.amount), text(options.share)];
  if ((sum === null) === (rate === null)) throw new UsageError("concession-how-much", {}, ["--amount 10,00", "--share 25%"]);
  if (sum !== null) {
    const amount = parseAmount(sum);
    if (amount === null || amount === 0) throw new UsageError("not-a-sum", { name: "--amount", given: plain(sum).slice(0, 40) });
    return { amount };
  }
  const share = parseRate(rate ?? "");
  if (share === null || share === 0 || share > 10_000) throw new UsageError("not-a-share", { given: plain(rate ?? "").slice(0, 40) });
  return { share };
}

async function reasonFrom(session: Session, given: string | null): Promise<ConcessionReason> {
  const { t } = session;
  const known = CONCESSION_REASONS.find((reason) => reason === given);
  if (known) return known;
  const codes = CONCESSION_REASONS.join(", ");
  if (given !== null) throw new UsageError("concession-reason-unknown", { given: plain(given).slice(0, 40), codes });
  if (!session.interactive) throw new UsageError("concession-reason-missing", { codes }, ["--reason goodCustomer"]);
  const choices = CONCESSION_REASONS.map((value) => ({ name: t(`concession.reason.${value}`), value }));
  return (await session.ask()).select(t("invoice.concede.askReason"), choices);
}

async function wishFrom(session: Session, line: string, options: Options): Promise<ConcessionWish> {
  const askedBy = text(options.askedBy);
  if (askedBy !== "customer" && askedBy !== "staff")
    throw new UsageError("asked-by-unknown", {}, ["--asked-by customer", "--asked-by staff"]);
  const of = sizeFrom(options);
  const reason = await reasonFrom(session, text(options.reason));
  return { line, of, askedBy, reason, note: noteOf(reason, text(options.note)) };
}

const plannedJson = ({ inspection, contract, charge, amount, left, issued }: PlannedConcession, tone: readonly ToneRemark[]) => ({
  inspection,
  contract,
  line: charge.id,
  amount: jsonMoney(amount),
  leftBefore: jsonMoney(left),
  how: issued === null ? "bill" : "creditNote",
  tone,
});

export async function concede(session: Session, id: string, line: string, options: Options): Promise<void> {
  const { t, flags, language } = session;
  const desk = await session.desk();
  const wish = await wishFrom(session, line, options);
  const planned = await previewConcession(desk, id, wish);
  // Only with `other` does the bill say it in these words.
  const tone = await remarkOnWords(session, planned.contract, wish.reason === "other" ? wish.note : null);
  const values = { line: planned.charge.id, id: planned.inspection, amount: formatMoney(planned.amount, language) };
  if (flags.dryRun) {
    if (flags.json) session.json({ preview: true, ...plannedJson(planned, tone) });
    else session.print(t(planned.issued === null ? "invoice.concede.would" : "invoice.concede.wouldCredit", values));
    return session.remark(t("common.dryRun"));
  }
  if (options.request === true) {
    const number = await requestConcession(desk, id, wish);
    if (flags.json) return session.json({ request: number, ...plannedJson(planned, tone) });
    return session.print(t("invoice.concede.requested", { ...values, number }));
  }
  const granter = await session.authority(planned.act);
  await give(session, { id, wish, request: null }, planned, granter, tone);
}

/** Gives what was planned, and says what became of it. */
export async function give(
  session: Session,
  wished: Wished,
  planned: PlannedConcession,
  granter: StaffMember,
  tone: readonly ToneRemark[] = [],
): Promise<void> {
  const { t, flags, language } = session;
  const desk = await session.desk();
  const values = {
    line: planned.charge.id,
    id: planned.inspection,
    amount: formatMoney(planned.amount, language),
    name: plain(granter.name),
  };
  if (planned.issued !== null) await warnOfClock(session, desk);
  if (planned.issued !== null && !flags.yes) await confirmCredit(session, values);
  const { number, creditNotes } = await giveConcession(desk, wished, granter, (wanted) => documentAssets(desk, wanted));
  const archive = await desk.archive();
  const stored = await Promise.all(
    creditNotes.map(async (issued) => ({ issued, stored: issued.pdf && (await archive.locate(issued.pdf.sha256)), copy: null })),
  );
  if (flags.json) {
    const notes = stored.map((one) => issuedCreditJson(one.issued, one.stored));
    return session.json({ concession: number, ...plannedJson(planned, tone), by: granter.id, creditNotes: notes });
  }
  session.print(t("invoice.concede.done", values), ...stored.flatMap((one) => creditIssuedText(session, one)));
  if (planned.issued === null) session.print(t("invoice.concede.next", values));
}

async function confirmCredit(session: Session, values: Readonly<Record<string, string>>): Promise<void> {
  const { t } = session;
  if (!session.interactive) throw new UsageError("confirmation-needed", {}, ["--yes"]);
  if (!(await (await session.ask()).confirm(t("invoice.concede.confirmCredit", values), true)))
    throw new Cancelled(t("common.nothingDone"));
}
