import type { Instant } from "../../kernel/dates.ts";

/** Which bytes went out as what: for somebody who comes back with a file. */
export type IssuedFile =
  | { readonly kind: "billing" | "reminder"; readonly id: number }
  | { readonly kind: "creditNote" | "eInvoice"; readonly number: string }
  | { readonly kind: "record"; readonly inspection: string };

/** A walkthrough's record as it was handed out. */
export interface HandedRecord {
  readonly sha256: string;
  readonly at: Instant;
  /** Which version of the walk it shows, and whether with sums; null where that was not noted yet. */
  readonly version: number | null;
  readonly withSums: boolean | null;
}

export interface IssuedFiles {
  /** What was issued or handed out with this hash; null when nothing was. */
  named(sha256: string): Promise<IssuedFile | null>;
  /** The PDFs in which a walkthrough's record was handed out, the last first. */
  ofRecord(contract: string, inspection: string): Promise<readonly HandedRecord[]>;
  /** Key of the billing that asks for payment with this viitenumero. */
  billingOfReference(reference: string): Promise<number | null>;
}
