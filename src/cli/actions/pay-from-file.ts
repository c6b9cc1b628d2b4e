/** What `invoice pay --from FILE` does: read, show, confirm, record; and say what is left for a person to place. */
import { LARGEST_BANK_FILE, readBankFile } from "../../adapters/bank/read-bank-file.ts";
import { readInputFile } from "../../adapters/input-file.ts";
import { type BankFilePreview, previewBankFile, recordBankFile } from "../../app/record-bank-file.ts";
import { Cancelled, UsageError } from "../../kernel/errors.ts";
import { plain } from "../../kernel/text.ts";
import { bankFileJson } from "../output/bank-file-json.ts";
import { bankFileText } from "../output/bank-file-text.ts";
import type { Session } from "../session.ts";

export async function payFromFile(session: Session, path: string): Promise<void> {
  const { t, flags } = session;
  const desk = await session.desk();
  const { bytes } = await readInputFile(session.io.cwd, path, LARGEST_BANK_FILE);
  const shown = await previewBankFile(desk, readBankFile(bytes, plain(path)));
  const record = !flags.dryRun && shown.rows.length > 0;
  if (record && !flags.yes) await confirm(session, shown, path);
  if (record) await recordBankFile(desk, shown);
  if (flags.json) return session.json({ dryRun: flags.dryRun, ...bankFileJson(shown) });
  // At a terminal the preview was on the screen when it was confirmed.
  if (!record || flags.yes) session.print(...bankFileText(session, shown));
  if (record) session.print(t("invoice.pay.fileRecorded", { count: shown.rows.length }));
  else if (flags.dryRun) session.remark(t("common.dryRun"));
  const open = shown.rows.filter(({ billing }) => billing === null).length;
  if (record && open > 0) session.remark(t("invoice.pay.leftOpen", { count: open }));
}

async function confirm(session: Session, shown: BankFilePreview, path: string): Promise<void> {
  const { t } = session;
  if (!session.interactive) throw new UsageError("confirmation-needed", {}, [`invoice pay --from ${plain(path)} --yes`]);
  session.remark(...bankFileText(session, shown), "");
  const ask = await session.ask();
  if (!(await ask.confirm(t("invoice.pay.confirmFile", { count: shown.rows.length }), true)))
    throw new Cancelled(t("invoice.pay.notRecorded"));
}
