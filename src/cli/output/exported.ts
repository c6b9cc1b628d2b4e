/** What `invoice export` says about the files it stored. */
import type { ExportPlan } from "../../app/export-e-invoices.ts";
import type { StoredEInvoice } from "../../app/ports/e-invoices.ts";
import type { StoredFile } from "../../app/ports.ts";
import type { EInvoiceFormat } from "../../invoice/e-invoice-format.ts";
import type { Messages } from "../../language/messages.ts";
import type { Session } from "../session.ts";
import { errorText, hintTexts } from "./tell.ts";

export interface Written {
  readonly stored: StoredEInvoice;
  /** Whether it was stored before. */
  readonly before: boolean;
  readonly file: StoredFile;
  /** Where the copy is; null when none was asked for. */
  readonly copy: string | null;
}

/** `L-2026-0001: /bills/L-2026-0001.peppol.xml`, and whether it is the one stored earlier. */
export const exportedText = ({ t }: Session, { stored, before, file, copy }: Written): string[] => [
  t(before ? "invoice.export.again" : "invoice.export.stored", { number: stored.number, path: copy ?? file.path }),
];

export const exportedJson = (written: readonly Written[], refused: readonly ExportPlan[], format: EInvoiceFormat, t: Messages) => ({
  format,
  exported: written.map(({ stored, before, file, copy }) => ({
    ...stored,
    before,
    size: file.size,
    path: file.path,
    mirrorPath: file.mirrorPath,
    copy,
  })),
  refused: refused.map(({ of, refusals }) => ({
    number: of.number,
    reasons: refusals.map((error) => ({
      code: error.code,
      rule: error.values.rule,
      message: errorText(t, error),
      hints: hintTexts(t, error),
    })),
  })),
});
