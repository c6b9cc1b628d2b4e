/** An e-invoice in any of the formats, from plain values: whoever sets it, in this thread or another, writes the same bytes. */
import type { BilledDocument } from "../../invoice/billing.ts";
import type { CreditNote } from "../../invoice/credit-note.ts";
import type { EInvoiceFormat } from "../../invoice/e-invoice-format.ts";
import type { Language } from "../../kernel/text.ts";
import type { DocumentAssets } from "../assets.ts";
import type { LetterValues } from "../letter/letter.ts";
import type { EInvoice } from "./e-invoice.ts";

/** What the page of a Factur-X shows. */
export type EInvoicePage =
  | { readonly kind: "document"; readonly values: LetterValues; readonly document: BilledDocument }
  | { readonly kind: "creditNote"; readonly note: CreditNote };

export interface EInvoiceValues {
  readonly format: EInvoiceFormat;
  readonly invoice: EInvoice;
  /** Null in formats that are XML alone. */
  readonly page: EInvoicePage | null;
  readonly language: Language;
}

/** @throws RangeError for a Factur-X without its page. */
export async function writeEInvoice({ format, invoice, page }: EInvoiceValues, assets: DocumentAssets): Promise<Uint8Array> {
  if (format === "peppol") return (await import("./write-peppol.ts")).writePeppol(invoice);
  if (format === "finvoice") return (await import("./write-finvoice.ts")).writeFinvoice(invoice);
  if (page === null) throw new RangeError("a Factur-X has a page");
  const { facturxOf } = await import("./facturx-metadata.ts");
  const carries = facturxOf(invoice, assets.messages("eInvoice.attached"));
  if (page.kind === "creditNote") return (await import("../render-credit-note.ts")).renderCreditNote(page.note, assets, carries);
  return (await import("../render-document.ts")).renderDocument(page.values, page.document, assets, carries);
}
