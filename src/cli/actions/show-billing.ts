/** What `invoice show` does: an issued bill as it stands in the books, what was paid, and a copy of its PDF. */
import { creditNotesOf } from "../../app/credit-billing.ts";
import { explainCharge } from "../../app/explain-charge.ts";
import { letterOfBilling } from "../../app/find-letter.ts";
import { loadSettlement, todayAt } from "../../app/settlement-account.ts";
import { accountJson } from "../output/account-json.ts";
import { accountText, receivedText } from "../output/account-text.ts";
import { issuedJson } from "../output/billing-json.ts";
import { billOnScreen } from "../output/billing-preview.ts";
import { issuedCreditJson } from "../output/credit-json.ts";
import { creditIssuedText } from "../output/credit-text.ts";
import { deliveryLines } from "../output/delivery-lines.ts";
import { sayingsOf } from "../output/sayings.ts";
import type { Session } from "../session.ts";
import { report } from "./credit.ts";
import { outPath } from "./out-path.ts";
import { issuedText, storedBilling } from "./report-issued.ts";

export async function showBilling(session: Session, id: string, out: string | null): Promise<void> {
  const desk = await session.desk();
  const explained = await explainCharge(desk, id, null);
  const path = out === null ? null : await outPath(session, out);
  // Showing changes nothing; the copy alone is what a dry run leaves out.
  const copyTo = session.flags.dryRun ? null : path;
  const notes = await creditNotesOf(desk, explained.issued.id);
  const note = notes.find(({ note: { number } }) => number === id.trim().toUpperCase());
  if (note) return report(session, desk, { issued: [note], out: copyTo, tone: [] });
  const stored = await storedBilling(session, desk, explained.issued, copyTo);
  const { key } = letterOfBilling(explained.issued);
  const { deliveries, state } = await (await desk.store()).read(async (repositories) => ({
    deliveries: await repositories.deliveries.of(key),
    state: await loadSettlement(repositories, explained.issued, todayAt(desk)),
  }));
  if (session.flags.json) {
    const archive = await desk.archive();
    const credits = notes.map(async (one) => issuedCreditJson(one, one.pdf && (await archive.locate(one.pdf.sha256))));
    const creditNotes = await Promise.all(credits);
    const account = accountJson(state);
    return session.json({
      ...issuedJson(explained.issued, stored.stored, await sayingsOf(session)),
      account,
      copy: stored.copy,
      creditNotes,
      deliveries,
    });
  }
  session.print(...(await billOnScreen(session, explained.billing, explained)), "", ...issuedText(session, stored));
  for (const issued of notes) session.print(...creditIssuedText(session, { issued, stored: null, copy: null }));
  session.print(...receivedText(session, state), ...accountText(session, state));
  session.print(...deliveryLines(session, deliveries, desk.settings.zone));
  if (session.flags.dryRun && path !== null) session.remark(session.t("common.dryRun"));
  if (!explained.issued.pdf) session.remark(session.t("invoice.unrendered", { id: explained.billing.inspection }));
}
