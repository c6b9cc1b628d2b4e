/** What `desk review` does: a month on one page, as a PDF beside where it was asked for, or as JSON. */
import { writeNewFile } from "../../adapters/output-files.ts";
import { monthReview, renderMonthReview } from "../../app/month-review.ts";
import { jsonMoney } from "../output/json.ts";
import type { Session } from "../session.ts";
import { documentAssets } from "./document-assets.ts";

/** @param out null: `review-2026-05.pdf` in this folder. @throws UserError `month-unknown`, `month-to-come`, `output-exists`. */
export async function review(session: Session, month: string, out: string | null): Promise<void> {
  const { t, flags, language } = session;
  const desk = await session.desk();
  const value = await monthReview(desk, month);
  const json = { ...value, concessions: value.concessions.map((one) => ({ ...one, given: jsonMoney(one.given) })) };
  const pdf = await renderMonthReview(desk, value, language, await documentAssets(desk, language));
  if (flags.dryRun) return flags.json ? session.json(json) : session.remark(t("common.dryRun"));
  const path = await writeNewFile(session.io.cwd, out ?? t("desk.review.file", { month: value.month }), pdf);
  if (flags.json) return session.json({ ...json, path });
  session.print(t("desk.review.written", { path }));
}
