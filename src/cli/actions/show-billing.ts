/** What `invoice show` does: an issued bill as it stands in the books, and a copy of its PDF. */
import { explainCharge } from "../../app/explain-charge.ts";
import { letterOfBilling } from "../../app/find-letter.ts";
import { issuedJson } from "../output/billing-json.ts";
import { billOnScreen } from "../output/billing-preview.ts";
import { deliveryLines } from "../output/delivery-lines.ts";
import type { Session } from "../session.ts";
import { outPath } from "./out-path.ts";
import { issuedText, storedBilling } from "./report-issued.ts";

export async function showBilling(session: Session, id: string, out: string | null): Promise<void> {
  const desk = await session.desk();
  const explained = await explainCharge(desk, id, null);
  const path = out === null ? null : await outPath(session, out);
  // Showing changes nothing; the copy alone is what a dry run leaves out.
  const copyTo = session.flags.dryRun ? null : path;
  const stored = await storedBilling(session, desk, explained.issued, copyTo);
  const { key } = letterOfBilling(explained.issued);
  const deliveries = await (await desk.store()).read((repositories) => repositories.deliveries.of(key));
  if (session.flags.json) return session.json({ ...issuedJson(explained.issued, stored.stored), copy: stored.copy, deliveries });
  session.print(...(await billOnScreen(session, explained.billing, explained)), "", ...issuedText(session, stored));
  session.print(...deliveryLines(session, deliveries, desk.settings.zone));
  if (session.flags.dryRun && path !== null) session.remark(session.t("common.dryRun"));
  if (!explained.issued.pdf) session.remark(session.t("invoice.unrendered", { id: explained.billing.inspection }));
}
