/** What ties a document to the books at the moment of its issue. Both sides hold it, so that neither can change what it names alone. */
import type { Firm } from "./billing.ts";

/** How far the journal had come: stands for every row up to `seq`, none of which can change without changing this hash. */
export interface JournalHead {
  /** 0 before the first row. */
  readonly seq: number;
  /** 64 hexadecimal digits; zeros before the first row. */
  readonly hash: string;
}

/** The walkthrough as it had been written down by then. */
export interface RecordFingerprint {
  /** Of the inspection: `R-12`. */
  readonly id: string;
  /** How many entries it had; what is amended later comes after them. */
  readonly entries: number;
  /** SHA-256 over the entries, lower-case hex. */
  readonly sha256: string;
}

export interface Witness {
  readonly record: RecordFingerprint;
  readonly journal: JournalHead;
}

/** A witness in a file that does not carry the value of a bill or credit note: what it is of, and whose. */
export interface WitnessStatement extends Witness {
  readonly schemaVersion: 1;
  readonly kind: "record" | "document" | "creditNote";
  /** `R-12`, `L-2026-0001`. */
  readonly id: string;
  readonly contract: string;
  readonly firm: Pick<Firm, "name" | "businessId">;
}
