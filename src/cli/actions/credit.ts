/** What `invoice credit` does: plan, show, somebody who may decide, confirm, issue, say where the PDFs are. */
import { writeNewFile } from "../../adapters/output-files.ts";
import { creditAct, creditAllowed } from "../../app/credit-after-concession.ts";
import { type CreditPreview, type CreditWish, creditBilling, previewCredit } from "../../app/credit-billing.ts";
import type { Desk } from "../../app/ports.ts";
import type { IssuedCreditNote } from "../../invoice/credit-note.ts";
import { Cancelled, UsageError } from "../../kernel/errors.ts";
import { parseAmount } from "../../kernel/money.ts";
import { plain } from "../../kernel/text.ts";
import { formatMoney } from "../../language/format.ts";
import { warnOfClock } from "../output/clock-warning.ts";
import { creditNoteJson, issuedCreditJson } from "../output/credit-json.ts";
import { creditIssuedText, creditText } from "../output/credit-text.ts";
import type { Options } from "../program.ts";
import { askReason, type ReadReason } from "../prompts/ask-reason.ts";
import type { Session } from "../session.ts";
import type { ToneRemark } from "../tone-check.ts";
import { documentAssets } from "./document-assets.ts";
import { type OutPath, outPath } from "./out-path.ts";

const text = (value: Options[string]): string | null => (typeof value === "string" ? value : null);

/** @throws UsageError `not-a-sum`, `not-a-count`, `amount-or-quantity`. */
function partFrom(options: Options): Pick<CreditWish, "amount" | "quantity"> {
  const [sum, count] = [text(options.amount), text(options.quantity)];
  if (sum !== null && count !== null) throw new UsageError("amount-or-quantity", {}, ["--amount 12,50", "--quantity 2"]);
  const amount = sum === null ? null : parseAmount(sum);
  if (sum !== null && (amount === null || amount === 0)) throw new UsageError("not-a-sum", { name: "--amount", given: sum.slice(0, 40) });
  if (count !== null && !/^[1-9]\d{0,6}$/u.test(count))
    throw new UsageError("not-a-count", { name: "--quantity", given: count.slice(0, 40) });
  return { amount, quantity: count === null ? null : Number(count) };
}

async function reasonFrom(session: Session, given: string | null): Promise<ReadReason> {
  const { t } = session;
  const said = given !== null && plain(given).trim() !== "";
  if (!said && (!session.interactive || given !== null)) throw new UsageError("credit-reason-missing", {}, ['--reason "…"']);
  const wording = { question: t("invoice.credit.askReason"), needed: t("invoice.credit.reasonNeeded"), contract: null };
  return askReason(session, given, wording);
}

export async function credit(session: Session, id: string, lines: readonly string[], options: Options): Promise<void> {
  const desk = await session.desk();
  const part = partFrom(options);
  const { reason, tone } = await reasonFrom(session, text(options.reason));
  const wish: CreditWish = { lines, ...part, reason };
  const out = text(options.out) === null ? null : await outPath(session, String(options.out));
  const shown = await previewCredit(desk, id, wish, (language) => session.customerTexts(language));
  if (session.flags.dryRun) return showOnly(session, shown, tone);
  await warnOfClock(session, desk);
  const decides = await session.authority(await creditAct(desk, shown));
  if (!session.flags.yes) await confirm(session, id, shown);
  const decision = { wish, decidedBy: decides.id, mustBe: creditAllowed(shown, decides) };
  const issued = await creditBilling(desk, id, shown, decision, (language) => documentAssets(desk, language));
  await report(session, desk, { issued, out, tone });
}

function showOnly(session: Session, { notes }: CreditPreview, tone: readonly ToneRemark[]): void {
  if (session.flags.json) session.json({ preview: true, creditNotes: notes.map(creditNoteJson), tone });
  else session.print(...notes.flatMap((note) => creditText(session, note)));
  session.remark("", session.t("common.dryRun"));
}

async function confirm(session: Session, id: string, { notes }: CreditPreview): Promise<void> {
  const { t, language } = session;
  if (!session.interactive) throw new UsageError("confirmation-needed", {}, [`invoice credit ${plain(id)} --reason "…" --yes`]);
  session.remark(...notes.flatMap((note) => creditText(session, note)), "");
  const sums = notes.map(({ original, total }) => `${original.number} ${formatMoney(total, language)}`).join(" + ");
  const question = t("invoice.credit.confirm", { sums, customer: plain(notes[0]?.customer.name ?? ""), count: notes.length });
  if (!(await (await session.ask()).confirm(question, true))) throw new Cancelled(t("invoice.credit.notIssued"));
}

export interface Reported {
  readonly issued: readonly IssuedCreditNote[];
  readonly out: OutPath | null;
  readonly tone: readonly ToneRemark[];
}

/** Says what was issued, and copies the PDFs where asked. */
export async function report(session: Session, desk: Desk, { issued, out, tone }: Reported): Promise<void> {
  const archive = await desk.archive();
  const done = [];
  for (const one of issued) {
    const stored = one.pdf && (await archive.locate(one.pdf.sha256));
    const copy = one.pdf && out ? await writeNewFile(session.io.cwd, out(one.pdf.name), await archive.read(one.pdf.sha256)) : null;
    done.push({ issued: one, stored, copy });
  }
  if (session.flags.json)
    session.json({ creditNotes: done.map(({ issued: one, stored, copy }) => ({ ...issuedCreditJson(one, stored), copy })), tone });
  else session.print(...done.flatMap((one) => creditIssuedText(session, one)));
}
