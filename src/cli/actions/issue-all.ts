/** What `invoice` does without an id: it lists what is inspected and not billed; with `--all` it issues all of it after one confirmation. */

import { listUncorrected } from "../../app/correct-billing.ts";
import { issueUnrendered } from "../../app/issue-billing.ts";
import { listUnbilled } from "../../app/list-billings.ts";
import type { Include } from "../../app/plan-return-billing.ts";
import type { Desk } from "../../app/ports.ts";
import { type BillingPreview, previewBilling } from "../../app/preview-billing.ts";
import { unrendered } from "../../app/render-billing.ts";
import type { IssuedBilling } from "../../invoice/billing.ts";
import { Cancelled, sayingOf, UsageError, UserError } from "../../kernel/errors.ts";
import { plain } from "../../kernel/text.ts";
import { formatDateTime, formatMoney } from "../../language/format.ts";
import { billingJson, issuedJson } from "../output/billing-json.ts";
import { warnOfClock } from "../output/clock-warning.ts";
import { idleConcessionText } from "../output/idle-concessions.ts";
import { progressOf } from "../output/progress.ts";
import { sayingsOf } from "../output/sayings.ts";
import { errorText } from "../output/tell.ts";
import { uncorrectedText } from "../output/uncorrected-text.ts";
import type { Session } from "../session.ts";
import { untilInterrupted } from "../until-interrupted.ts";
import type { IssueChoice } from "./issue-one.ts";
import { outPath } from "./out-path.ts";
import { issuedText, type StoredBilling, storedBilling } from "./report-issued.ts";
import { setLetters } from "./set-letters.ts";

export async function showUnbilled(session: Session): Promise<void> {
  const { t, language } = session;
  const desk = await session.desk();
  const unbilled = await listUnbilled(desk);
  const uncorrected = await listUncorrected(desk);
  if (session.flags.json) return session.json({ unbilled, uncorrected });
  if (uncorrected.length > 0) session.remark(...uncorrectedText(session, uncorrected), "");
  if (unbilled.length === 0) return session.remark(t("invoice.noneUnbilled"));
  const zone = desk.settings.zone;
  const time = (at: string | null) => (at === null ? "–" : session.io.stdout.isTTY ? formatDateTime(at as never, zone, language) : at);
  session.table(
    ["return", "contract", "customer", "finished", "part"].map((column) => t(`invoice.column.${column}`)),
    unbilled.map((row) => [
      row.id,
      row.contract,
      plain(row.customer),
      time(row.finishedAt),
      t(`invoice.part.${row.partlyBilled ? "rest" : "whole"}`),
    ]),
  );
  session.remark("", t("invoice.unbilledHint", { id: unbilled[0]?.id ?? "" }));
}

export async function issueAll(session: Session, choice: IssueChoice): Promise<void> {
  const { t } = session;
  const desk = await session.desk();
  const previews: BillingPreview[] = [];
  const includes = new Map<string, Include>();
  for (const { id, partlyBilled } of await listUnbilled(desk)) {
    // What a customer sees differently was left out on purpose: what follows a first bill by itself is what had to wait.
    includes.set(id, partlyBilled ? "agreed" : choice.include);
    previews.push(await previewBilling(desk, id, includes.get(id) ?? "agreed"));
  }
  if (choice.preview && session.flags.json) {
    const sayings = await sayingsOf(session, choice.language);
    return session.json({ preview: true, billings: previews.map(({ billing }) => billingJson(billing, sayings)) });
  }
  // A stop between issuing and rendering leaves bills without their PDF: they are finished, not issued again.
  const left = choice.preview ? [] : await unrendered(desk);
  if (previews.length + left.length === 0)
    return session.flags.json ? session.json({ billings: [] }) : session.remark(t("invoice.noneUnbilled"));
  const [ready, blocked] = [
    previews.filter((shown) => shown.obstacles.length === 0),
    previews.filter((shown) => shown.obstacles.length > 0),
  ];
  if (choice.preview) return session.print(...overview(session, previews));
  await warnOfClock(session, desk);
  for (const { billing, contract } of ready) session.remark(...(await idleConcessionText(session, billing, contract)));
  const out = choice.out === null ? null : await outPath(session, choice.out);
  if (!session.flags.yes && previews.length > 0) await confirmAll(session, previews, ready.length);
  const set = await untilInterrupted(async (interrupted) => {
    const issued = await issueEach(session, desk, { ready, blocked, includes, interrupted });
    const letters = await setLetters(session, desk, [...left, ...issued], interrupted);
    if (interrupted()) throw stopped(session, { issued: issued.length, count: ready.length, letters: letters.length });
    return letters;
  });
  const done: StoredBilling[] = [];
  for (const one of set) done.push(await storedBilling(session, desk, one, out));
  const sayings = session.flags.json ? await sayingsOf(session) : null;
  if (sayings) session.json({ billings: done.map(({ issued, stored }) => issuedJson(issued, stored, sayings)) });
  else session.print(...done.flatMap((one) => issuedText(session, one)));
  if (blocked.length > 0) throw leftOver(blocked);
}

/** The line that counted up on a terminal ends first. */
const stopped = ({ io, t }: Session, done: Readonly<Record<string, number>>): Cancelled =>
  new Cancelled(`${io.stderr.isTTY === true ? "\n" : ""}${t("invoice.stopped", done)}`);

interface Issuing {
  readonly ready: readonly BillingPreview[];
  /** Gets those that cannot be issued any more. */
  readonly blocked: BillingPreview[];
  readonly includes: ReadonlyMap<string, Include>;
  interrupted(): boolean;
}

async function issueEach(session: Session, desk: Desk, { ready, blocked, includes, interrupted }: Issuing): Promise<IssuedBilling[]> {
  const issued: IssuedBilling[] = [];
  const told = progressOf(session, "invoice.progress.issued", ready.length);
  for (const shown of ready) {
    if (interrupted()) break;
    const one = await issueAsShown(desk, shown, includes.get(shown.inspection.id) ?? "agreed");
    if ("obstacles" in one) blocked.push(one);
    else issued.push(one);
    told(issued.length);
  }
  return issued;
}

/** Issues it as it was shown; where an earlier one of the same contract has used deposit, cap or deductible since, as it is now. */
async function issueAsShown(desk: Desk, shown: BillingPreview, include: Include): Promise<IssuedBilling | BillingPreview> {
  try {
    return await issueUnrendered(desk, shown, include);
  } catch (error) {
    if (!(error instanceof UserError) || !CHANGED.includes(error.code)) throw error;
    const current = await previewBilling(desk, shown.inspection.id, include);
    return current.obstacles.length > 0 ? current : issueUnrendered(desk, current, include);
  }
}

/** What issuing says when the books no longer give the bill that was shown. */
const CHANGED: readonly string[] = ["bill-changed", "already-billed"];

async function confirmAll(session: Session, previews: readonly BillingPreview[], ready: number): Promise<void> {
  const { t } = session;
  if (!session.interactive) throw new UsageError("confirmation-needed", {}, ["invoice --all --yes"]);
  session.remark(...overview(session, previews), "");
  if (ready === 0) return;
  const ask = await session.ask();
  if (!(await ask.confirm(t("invoice.confirm.all", { count: ready }), true))) throw new Cancelled(t("invoice.notIssued"));
}

/** One line for each bill: what it comes to, or why it waits. */
function overview({ t, language }: Session, previews: readonly BillingPreview[]): string[] {
  return previews.flatMap(({ inspection, billing, obstacles }) => {
    const { toPay, refund } = billing.settlement;
    const key = toPay > 0 ? "toPay" : refund > 0 ? "refund" : "nothing";
    const sum = t(`invoice.overview.${key}`, { amount: formatMoney(toPay > 0 ? toPay : refund, language) });
    const head = `${inspection.id}  ${plain(billing.contract)}  ${plain(billing.customer.name)}: ${obstacles.length > 0 ? t("invoice.overview.waits") : sum}`;
    return [head, ...obstacles.map((obstacle) => `    ${errorText(t, obstacle)}`)];
  });
}

function leftOver(blocked: readonly BillingPreview[]): UserError {
  const errors = blocked.flatMap(({ inspection: { id }, obstacles }) =>
    obstacles.map((obstacle) => new UserError("bill-waits", { id, why: sayingOf(obstacle) })),
  );
  const hints = new Set(blocked.flatMap(({ obstacles }) => obstacles.flatMap((obstacle) => obstacle.hints)));
  return new UserError("some-not-issued", { count: blocked.length }, [...hints], { errors });
}
