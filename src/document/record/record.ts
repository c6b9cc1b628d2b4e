import type { Assessment } from "../../assessment/assessment.ts";
import type { SinceHandover } from "../../assessment/since-handover.ts";
import type { Contract } from "../../contract/contract.ts";
import type { Terms } from "../../contract/terms.ts";
import type { Acknowledgement, Inspection } from "../../inspection/inspection.ts";
import type { Firm } from "../../invoice/billing.ts";
import type { Witness } from "../../invoice/witness.ts";
import type { Pictures } from "../finding-photos.ts";
import type { Writing } from "../writing.ts";
import type { OursInRecord } from "./ours.ts";

export interface RecordValues {
  readonly contract: Contract;
  /** A return, or a hand-over. */
  readonly inspection: Inspection;
  /** The hand-over's record; null when there is none, and for a hand-over itself. */
  readonly baseline: Inspection | null;
  /** Which findings are new since the hand-over, by their id; null where that cannot be told. */
  readonly since: ReadonlyMap<string, SinceHandover> | null;
  /** What was ours, as it was told at this walk. */
  readonly ours?: readonly OursInRecord[];
  readonly terms: Terms;
  readonly firm: Firm;
  readonly pictures: Pictures;
  /** What the customer's last word on the record spoke of, where it was amended after that; else null. */
  readonly acknowledged: AcknowledgedBefore | null;
  /** Null where no text was kept of what the customer read. */
  readonly signed: SignedText | null;
  /** Only when sums were asked for. */
  readonly withSums: Assessment | null;
  /** The record's own fingerprint, and the journal as it stood when the walkthrough was finished. */
  readonly witness: Witness;
}

/** The record before it was amended. */
export interface AcknowledgedBefore {
  readonly inspection: Inspection;
  /** Null where nobody was asked. */
  readonly acknowledgement: Acknowledgement | null;
}

/** What the customer read, as the archive holds it. */
export interface SignedText {
  readonly text: Uint8Array;
  /** The signature as a picture; null where there is none, or it could not be read. */
  readonly picture: Uint8Array | null;
}

export type WalkRecord = RecordValues & Writing;

/** What the words of a record need: they are said in a PDF and, in any language, on a page to be read and signed. */
export type RecordWords = Pick<RecordValues, "contract" | "inspection" | "baseline" | "since"> &
  Pick<Writing, "messages" | "language" | "time">;
