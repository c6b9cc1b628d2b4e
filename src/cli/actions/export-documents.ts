/** What `invoice export` does: find the documents, ask the format about each, then store and copy. */
import { writeFileOnce } from "../../adapters/output-files.ts";
import {
  allToExport,
  documentsToExport,
  type ExportedEInvoice,
  type ExportPlan,
  eInvoiceName,
  exportEInvoice,
  forbidden,
  onceEach,
  planExport,
} from "../../app/export-e-invoices.ts";
import type { Desk } from "../../app/ports.ts";
import { E_INVOICE_FORMATS, type EInvoiceFormat } from "../../invoice/e-invoice-format.ts";
import { UsageError, UserError } from "../../kernel/errors.ts";
import type { Language } from "../../kernel/text.ts";
import { exportedJson, exportedText, type Written } from "../output/exported.ts";
import { progressLine } from "../output/progress-line.ts";
import type { Session } from "../session.ts";
import { documentAssets } from "./document-assets.ts";
import { type OutPath, outPath } from "./out-path.ts";

export interface ExportChoice {
  readonly format: string;
  readonly all: boolean;
  readonly out: string | null;
}

/** So many are stored at a time: the disks' syncs overlap. */
const AT_ONCE = 8;

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
  const assetsFor = (language: Language) => documentAssets(desk, language);
  const documents = id === null ? await allToExport(desk) : await documentsToExport(desk, id);
  if (documents.length === 0 && !session.flags.json) session.remark(session.t("invoice.export.none"));
  const plans: ExportPlan[] = [];
  for (const document of documents) plans.push(await planExport(desk, document, format, assetsFor));
  const [ready, refused] = [plans.filter((plan) => plan.refusals.length === 0), plans.filter((plan) => plan.refusals.length > 0)];
  if (!all && refused.length > 0) throw leftOut(refused, format);
  const out = choice.out === null ? null : await outFor(session, choice.out, ready.length);
  if (session.flags.dryRun) return sayDryRun(session, ready, refused, format);
  const exportOne = (plan: ExportPlan): Promise<ExportedEInvoice> => exportEInvoice(desk, plan, format, assetsFor);
  const written = await writeAll(session, desk, ready, exportOne, out);
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

async function writeAll(
  session: Session,
  desk: Desk,
  plans: readonly ExportPlan[],
  exportOne: (plan: ExportPlan) => Promise<ExportedEInvoice>,
  out: OutPath | null,
): Promise<readonly Written[]> {
  const progress = progressLine(session, "invoice.export.progress");
  const archive = await desk.archive();
  const written: Written[] = new Array(plans.length);
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    while (next < plans.length) {
      const index = next;
      next += 1;
      const { stored, bytes, before } = await exportOne(plans[index] as ExportPlan);
      const copy = out === null ? null : await writeFileOnce(session.io.cwd, out(stored.name), bytes);
      written[index] = { stored, before, file: await archive.locate(stored.sha256), copy };
      done += 1;
      progress(done, plans.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, plans.length) }, work));
  return written;
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
