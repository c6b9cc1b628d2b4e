import type { EarlierUse } from "../../assessment/assessment.ts";
import type { CreditCause, CreditNote, IssuedCreditNote } from "../../invoice/credit-note.ts";
import type { Instant } from "../../kernel/dates.ts";

export interface CreditNoteEntry {
  /** Key of the billing whose document it changes. */
  readonly billing: number;
  readonly cause: CreditCause;
  /** Of the canonical JSON of the note. */
  readonly sha256: string;
  readonly issuedAt: Instant;
  readonly issuedBy: string;
}

/** What the billed loads of a contract come to since they were reckoned anew; it takes the place of what their bills say. */
export interface Correction {
  readonly contract: string;
  /** What the loads use of waivers, caps, minimums and the deposit. */
  readonly used: EarlierUse;
  /** What they charge, in the assessment's names, by the id of the inspection. */
  readonly billed: Readonly<Record<string, readonly string[]>>;
  readonly at: Instant;
  readonly by: string;
}

/** Credit notes are never changed once they are issued. The database refuses one that gives back more than was billed. */
export interface CreditNoteRepository {
  /** @throws RangeError for a preview without a number, or a hash that is not the note's. */
  add(note: CreditNote, entry: CreditNoteEntry): Promise<number>;
  attachPdf(id: number, pdf: { readonly sha256: string; readonly name: string }): Promise<void>;
  byNumber(number: string): Promise<IssuedCreditNote | null>;
  /** In the order of issue. */
  ofBilling(billing: number): Promise<readonly IssuedCreditNote[]>;
  /** In the order of issue. `unrendered`: those without a PDF. */
  list(filter?: { readonly unrendered?: boolean }): Promise<readonly IssuedCreditNote[]>;
  addCorrection(correction: Correction): Promise<void>;
  /** The last one of a contract; null when nothing of it was reckoned anew. */
  lastCorrection(contract: string): Promise<Correction | null>;
  /** Contracts with a bill, and with an entry after it and after their last correction that may change what is billed; in order. */
  perhapsUncorrected(): Promise<readonly string[]>;
}
