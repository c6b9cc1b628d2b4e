/** Which bytes went out as what: for somebody who comes back with a file. */
export type IssuedFile =
  | { readonly kind: "billing" | "reminder"; readonly id: number }
  | { readonly kind: "creditNote" | "eInvoice"; readonly number: string }
  | { readonly kind: "record"; readonly inspection: string };

export interface IssuedFiles {
  /** What was issued or handed out with this hash; null when nothing was. */
  named(sha256: string): Promise<IssuedFile | null>;
  /** Hashes of the PDFs in which a walkthrough's record was handed out, the last first. */
  ofRecord(contract: string, inspection: string): Promise<readonly string[]>;
  /** Key of the billing that asks for payment with this viitenumero. */
  billingOfReference(reference: string): Promise<number | null>;
}
