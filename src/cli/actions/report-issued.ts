/** What a command says about an issued bill, and the copy of its PDF that `--out` asks for. */
import { writeNewFile } from "../../adapters/output-files.ts";
import type { Desk, StoredFile } from "../../app/ports.ts";
import type { IssuedBilling } from "../../invoice/billing.ts";
import { printReference } from "../../invoice/reference.ts";
import { duesOf } from "../../invoice/rent-credit.ts";
import { formatDay, formatMoney } from "../../language/format.ts";
import type { Session } from "../session.ts";
import type { OutPath } from "./out-path.ts";

export interface StoredBilling {
  readonly issued: IssuedBilling;
  readonly stored: StoredFile | null;
  /** Where the copy is; null when none was asked for. */
  readonly copy: string | null;
}

/** Finds the stored PDF and copies it where asked. */
export async function storedBilling(session: Session, desk: Desk, issued: IssuedBilling, out: OutPath | null): Promise<StoredBilling> {
  if (!issued.pdf) return { issued, stored: null, copy: null };
  const archive = await desk.archive();
  const stored = await archive.locate(issued.pdf.sha256);
  if (out === null) return { issued, stored, copy: null };
  const copy = await writeNewFile(session.io.cwd, out(issued.pdf.name), await archive.read(issued.pdf.sha256));
  return { issued, stored, copy };
}

/** `Invoice L-2026-0001, 17.32 €`, the sum of the settlement, and where the PDF is. */
export function issuedText({ t, language }: Session, { issued, stored, copy }: StoredBilling): string[] {
  const { documents, settlement, inspection, rentCredit } = issued.billing;
  const { toPay, refund } = duesOf(issued.billing);
  const money = (amount: typeof settlement.toPay): string => formatMoney(amount, language);
  const { reference, dueDate } = settlement;
  return [
    ...documents.map(({ kind, number, total }) =>
      t("invoice.issued.document", { document: t(`invoice.document.${kind}`), number: number ?? "", total: money(total) }),
    ),
    ...(documents.length === 0 ? [t("invoice.issued.thanks", { id: inspection })] : []),
    ...(rentCredit ? [t("invoice.issued.rentCredit", { number: rentCredit.number ?? "", total: money(rentCredit.total) })] : []),
    ...(reference !== null && dueDate !== null && toPay > 0
      ? [
          t("invoice.issued.toPay", {
            amount: money(toPay),
            day: formatDay(dueDate, language),
            reference: printReference(reference),
          }),
        ]
      : []),
    ...(refund > 0 ? [t("invoice.issued.refund", { amount: money(refund) })] : []),
    ...(stored || copy ? [t("invoice.issued.pdf", { path: copy ?? stored?.path ?? "" })] : []),
  ];
}
