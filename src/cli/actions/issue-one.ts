/** What `invoice ID` does: plan, show, confirm, issue, say where the PDF is. */

import { issueBilling } from "../../app/issue-billing.ts";
import type { Include } from "../../app/plan-return-billing.ts";
import type { Desk } from "../../app/ports.ts";
import { type BillingPreview, previewBilling } from "../../app/preview-billing.ts";
import { type AssetsFor, renderBilling } from "../../app/render-billing.ts";
import type { IssuedBilling } from "../../invoice/billing.ts";
import { duesOf } from "../../invoice/rent-credit.ts";
import { Cancelled, UsageError } from "../../kernel/errors.ts";
import type { Language } from "../../kernel/text.ts";
import { formatMoney } from "../../language/format.ts";
import { billingJson, issuedJson } from "../output/billing-json.ts";
import { previewText } from "../output/billing-preview.ts";
import { warnOfClock } from "../output/clock-warning.ts";
import { idleConcessionText } from "../output/idle-concessions.ts";
import { jsonMoney } from "../output/json.ts";
import { sayingsOf } from "../output/sayings.ts";
import { errorText, hintTexts } from "../output/tell.ts";
import type { Session } from "../session.ts";
import { documentAssets } from "./document-assets.ts";
import { type OutPath, outPath } from "./out-path.ts";
import { issuedText, storedBilling } from "./report-issued.ts";

export interface IssueChoice {
  readonly preview: boolean;
  readonly include: Include;
  readonly out: string | null;
  /** Of the sentences in a preview; null: on the screen the staff's, else the customer's. */
  readonly language: Language | null;
}

export async function issueOne(session: Session, id: string, choice: IssueChoice): Promise<void> {
  const desk = await session.desk();
  const shown = await previewBilling(desk, id, choice.include);
  if (choice.preview) return showPreview(session, shown, choice.language);
  await warnOfClock(session, desk);
  const out = choice.out === null ? null : await outPath(session, choice.out);
  const issued = (await finishLeftOver(session, desk, shown)) ?? (await confirmAndIssue(session, desk, shown, choice.include));
  await report(session, desk, issued, out);
}

async function showPreview(session: Session, shown: BillingPreview, language: Language | null): Promise<void> {
  if (session.flags.json) {
    const obstacles = shown.obstacles.map((error) => ({
      code: error.code,
      message: errorText(session.t, error),
      hints: hintTexts(session.t, error),
    }));
    const notice = shown.notice && { ...shown.notice, more: jsonMoney(shown.notice.more) };
    return session.json({ preview: true, ...billingJson(shown.billing, await sayingsOf(session, language)), notice, obstacles });
  }
  session.print(...(await previewText(session, shown, language ?? session.language)));
  session.remark("", session.t("invoice.previewOnly"));
}

/** A stop between issuing and rendering leaves a bill without its PDF: it is finished, not issued again. */
async function finishLeftOver(session: Session, desk: Desk, shown: BillingPreview): Promise<IssuedBilling | null> {
  const left = shown.earlier.find((issued) => issued.pdf === null);
  if (!left || shown.obstacles[0]?.code !== "already-billed") return null;
  session.remark(session.t("invoice.finished", { id: left.billing.inspection }));
  return renderBilling(desk, left, assetsOf(desk));
}

async function confirmAndIssue(session: Session, desk: Desk, shown: BillingPreview, include: Include): Promise<IssuedBilling> {
  if (shown.obstacles.length === 0) {
    if (session.flags.yes) session.remark(...(await idleConcessionText(session, shown.billing, shown.contract)));
    else await confirmIssue(session, shown);
  }
  return issueBilling(desk, shown, include, assetsOf(desk));
}

const assetsOf =
  (desk: Desk): AssetsFor =>
  (language) =>
    documentAssets(desk, language);

async function confirmIssue(session: Session, shown: BillingPreview): Promise<void> {
  const { t } = session;
  if (!session.interactive) throw new UsageError("confirmation-needed", {}, [`invoice ${shown.inspection.id} --yes`]);
  session.remark(...(await previewText(session, shown)), "");
  const ask = await session.ask();
  if (!(await ask.confirm(confirmQuestion(session, shown), true))) throw new Cancelled(t("invoice.notIssued"));
}

/** Names what uses up a number and what it comes to. */
function confirmQuestion({ t, language }: Session, { billing }: BillingPreview): string {
  const { documents, customer } = billing;
  if (documents.length === 0) return t("invoice.confirm.thanks", { customer: customer.name });
  const names = documents.map(({ kind, total }) => `${t(`invoice.document.${kind}`)} ${formatMoney(total, language)}`);
  return t("invoice.confirm.issue", {
    documents: names.join(" + "),
    customer: customer.name,
    count: documents.length,
    toPay: formatMoney(duesOf(billing).toPay, language),
  });
}

async function report(session: Session, desk: Desk, issued: IssuedBilling, out: OutPath | null): Promise<void> {
  const stored = await storedBilling(session, desk, issued, out);
  if (session.flags.json) return session.json({ ...issuedJson(issued, stored.stored, await sayingsOf(session)), copy: stored.copy });
  session.print(...issuedText(session, stored));
}
