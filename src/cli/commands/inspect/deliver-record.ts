/** The record of a finished walk: kept in the archive, and where asked copied, printed or mailed. */
import { systemPrinter } from "../../../adapters/printer.ts";
import type { Delivery } from "../../../app/ports/deliveries.ts";
import { printLetter } from "../../../app/print-letter.ts";
import { type RecordRequest, recordMeant } from "../../../app/render-record.ts";
import { makeRecordLetter, planRecordLetter } from "../../../app/send-record.ts";
import { UsageError } from "../../../kernel/errors.ts";
import { plain } from "../../../kernel/text.ts";
import { documentAssets } from "../../actions/document-assets.ts";
import { outPath } from "../../actions/out-path.ts";
import { deliverLetter, planDelivery, type SendChoice, showSending } from "../../actions/send-letters.ts";
import type { Session } from "../../session.ts";
import { toldOf } from "./keep-record.ts";

/** What becomes of a record beside being kept. */
export interface RecordDelivery {
  /** A file or folder for a copy. */
  readonly out: string | null;
  /** Null: not printed; else the printer's name, empty for the system's default. */
  readonly printer: string | null;
  /** Null: not mailed. */
  readonly mail: Omit<SendChoice, "reminder"> | null;
}

async function dryRun(session: Session, request: RecordRequest, { printer, mail }: RecordDelivery): Promise<void> {
  const { t } = session;
  const desk = await session.desk();
  const { walk, version } = await recordMeant(desk, request);
  const { id } = walk.header;
  if (mail === null && session.flags.json) return session.json({ dryRun: true, inspection: id, version, print: printer !== null });
  if (printer !== null && !session.flags.json) session.print(t("print.would", { name: id }));
  if (mail === null) return session.remark(t("common.dryRun"));
  showSending(session, await planDelivery(session, desk, await planRecordLetter(desk, request), mail));
}

/**
 * Keeps the record, then hands it over in every way that was asked for. Where something cannot be, nothing leaves.
 * @throws UserError before anything is rendered where `out` cannot be or the mail cannot leave; those of printing and of sending.
 */
export async function deliverRecord(session: Session, request: RecordRequest, delivery: RecordDelivery): Promise<void> {
  if (request.withSums && request.version !== null)
    throw new UsageError("version-without-sums", {}, [`inspect record ${plain(request.id)} --version ${request.version}`]);
  if (session.flags.dryRun) return dryRun(session, request, delivery);
  const { out, printer, mail } = delivery;
  const desk = await session.desk();
  const target = out === null ? null : await outPath(session, out);
  if (mail !== null) {
    const { obstacle } = await planDelivery(session, desk, await planRecordLetter(desk, request), mail);
    if (obstacle) throw obstacle;
  }
  const { record, letter } = await makeRecordLetter(desk, request, (language) => documentAssets(desk, language));
  const told = await toldOf(session, record, target);
  const deliveries: Delivery[] = [];
  if (!session.flags.json && (told.copy !== null || (printer === null && mail === null))) session.print(told.copy ?? told.path);
  if (printer !== null) {
    const printed = await printLetter(desk, letter, printer || null, systemPrinter(session.io.env));
    deliveries.push(printed);
    if (!session.flags.json) session.print(session.t("print.done", { name: letter.name, detail: printed.end?.detail ?? "" }));
  }
  if (mail !== null) {
    const sending = await planDelivery(session, desk, letter, mail);
    deliveries.push(await deliverLetter(session, desk, sending, mail.again));
    if (!session.flags.json) session.print(session.t("send.done", { name: letter.name, to: plain(sending.to) }));
  }
  if (session.flags.json) session.json({ record: told, deliveries });
}
