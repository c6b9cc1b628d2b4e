import type { EInvoiceFormat } from "../../invoice/e-invoice-format.ts";
import type { Instant } from "../../kernel/dates.ts";

/** An e-invoice in the archive. */
export interface StoredEInvoice {
  /** Of the document: an invoice, a damages statement or a credit note. */
  readonly number: string;
  readonly format: EInvoiceFormat;
  readonly sha256: string;
  /** Of the file: `L-2026-0001.peppol.xml`. */
  readonly name: string;
  readonly at: Instant;
  /** A staff id. */
  readonly by: string;
}

/** One e-invoice for each document and format: once it is stored, the same bytes go out each time. */
export interface EInvoiceRepository {
  add(stored: StoredEInvoice): Promise<void>;
  get(number: string, format: EInvoiceFormat): Promise<StoredEInvoice | null>;
  all(): Promise<readonly StoredEInvoice[]>;
}
