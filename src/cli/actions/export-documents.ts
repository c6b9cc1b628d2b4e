/** What `invoice export` does: find the documents, ask the format about each, then store and copy. */
import { writeFileOnce } from "../../adapters/output-files.ts";
import {
  allToExport,
  documentsToExport,
  type ExportedEInvoice,
  type ExportPlan,
  eInvoiceName,
  exportEInvoices,
  forbidden,
  onceEach,
  planExports,
} from "../../app/export-e-invoices.ts";
import type { Desk } from "../../app/ports.ts";
import { E_INVOICE_FORMATS, type EInvoiceFormat } from "../../invoice/e-invoice-format.ts";
import { UsageError, UserError } from "../../kernel/errors.ts";
import { exportedJson, exportedText, type Written } from "../output/exported.ts";
import { progressOf } from "../output/progress.ts";
import type { Session } from "../session.ts";
import { type OutPath, outPath } from "./out-path.ts";
import { writingEInvoices } from "./set-letters.ts";

export interface ExportChoice {
  readonly format: string;
  readonly all: boolean;
  readonly out: string | null;
}

const isFormat = (text: string): text is EInvoiceFormat => (E_INVOICE_FORMATS as readonly string[]).includes(text);

/**
 * @throws UsageError `export-format-unknown`, `export-what`.
 * @throws UserError `e-invoice-forbidden` before anything is written; with `--all` what a format forbids is left out and said at the end.
 */
export async function exportDocuments(session: Session, id: string | null, choice: ExportChoice): Promise<void> {
  const { format, all } = choice;
  if (!isFormat(format))
    throw new UsageError("export-format-unknown", { format: format.slice(0, 40), known: E_INVOICE_FORMATS.join(", ") });
  if ((id === null) !== all) throw new UsageError("export-what", {}, [`invoice export ID --format ${format}`]);
  const desk = await session.desk();
  const documents = id === null ? await allToExport(desk) : await documentsToExport(desk, id);
  if (documents.length === 0 && !session.flags.json) session.remark(session.t("invoice.export.none"));
  const plans = await planExports(desk, documents, format);
  const [ready, refused] = [plans.filter((plan) => plan.refusals.length === 0), plans.filter((plan) => plan.refusals.length > 0)];
  if (!all && refused.length > 0) throw leftOut(refused, format);
  const out = choice.out === null ? null : await outFor(session, choice.out, ready.length);
  if (session.flags.dryRun) return sayDryRun(session, ready, refused, format);
  const written = await writeAll(session, desk, ready, format, out);
  if (session.flags.json) session.json(exportedJson(written, refused, format, session.t));
  else session.print(...written.flatMap((one) => exportedText(session, one)));
  if (refused.length > 0) throw leftOut(refused, format);
}

/** @throws UserError `export-needs-folder` when several files would have one name. */
async function outFor(session: Session, given: string, count: number): Promise<OutPath> {
  const path = await outPath(session, given, true);
  if (count > 1 && path("a") === path("b")) throw new UserError("export-needs-folder", { path: given, count });
  return path;
}

/** Copies follow as they are stored: after a stop the next run finds both. */
async function writeAll(
  session: Session,
  desk: Desk,
  plans: readonly ExportPlan[],
  format: EInvoiceFormat,
  out: OutPath | null,
): Promise<readonly Written[]> {
  const told = progressOf(session, "invoice.export.progress", plans.length);
  const archive = await desk.archive();
  const written = new Map<string, Written>();
  const finish = async ({ stored, before }: ExportedEInvoice): Promise<void> => {
    const copy = out && (await writeFileOnce(session.io.cwd, out(stored.name), await archive.read(stored.sha256)));
    written.set(stored.number, { stored, before, file: await archive.locate(stored.sha256), copy });
    told(written.size);
  };
  const fresh = plans.filter(({ stored }) => stored === null).length;
  const exported = await writingEInvoices(desk, fresh, (write) =>
    exportEInvoices(desk, plans, format, write, async (done) => void (await Promise.all(done.map(finish)))),
  );
  return exported.map(({ stored }) => written.get(stored.number) as Written);
}

function sayDryRun(session: Session, ready: readonly ExportPlan[], refused: readonly ExportPlan[], format: EInvoiceFormat): void {
  const names = ready.map(({ of }) => eInvoiceName(of.number, format));
  if (session.flags.json) session.json({ dryRun: true, files: names, ...exportedJson([], refused, format, session.t) });
  else {
    session.print(...names);
    session.remark(session.t("common.dryRun"));
  }
  if (refused.length > 0) throw leftOut(refused, format);
}

/** One document's refusal as it is; several under one heading. */
function leftOut(refused: readonly ExportPlan[], format: EInvoiceFormat): UserError {
  const errors = refused.map((plan) => forbidden(plan, format));
  if (errors.length === 1) return errors[0] as UserError;
  return new UserError("some-not-exported", { count: errors.length }, onceEach(errors.flatMap(({ hints }) => hints)), { errors });
}
