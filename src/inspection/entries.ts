/** The stored answers of a walk. Append-only: a later entry about the same thing takes the earlier one's place when folded. */
import type { Instant } from "../kernel/dates.ts";
import type { Acknowledgement, CustomerAnswer, Finding, LineCounts, PhotoRef, SettledDispute, SignedCopyState } from "./inspection.ts";

/** What may be asked of a finding once its type is known; `another` asks for a further finding on the same units. */
export const FINDING_DETAILS = ["severity", "marks", "sizeMm", "part", "repair", "cause", "note", "photos", "another"] as const;
export type FindingDetail = (typeof FINDING_DETAILS)[number];

export type WalkEvent =
  | { readonly type: "began"; readonly cameBackAt: Instant; readonly signedCopy: SignedCopyState }
  /** The counts of a line; groups keep what they had. */
  | { readonly type: "counted"; readonly position: number; readonly counts: LineCounts }
  /** How many came back as the clerk counted them, where the line asks for it; null: not counted, and the record says so. */
  | { readonly type: "tallied"; readonly position: number; readonly counted: number | null }
  /** Every line not answered yet is in order. */
  | { readonly type: "restInOrder"; readonly positions: readonly number[] }
  /** Every line not answered yet comes with a later load. */
  | { readonly type: "restStillOut"; readonly positions: readonly number[] }
  | { readonly type: "grouped"; readonly position: number; readonly groups: readonly { readonly id: string; readonly count: number }[] }
  /** A finding as far as it is known, and what is still to be asked of it, in that order. The same id again takes its place. */
  | {
      readonly type: "found";
      readonly position: number;
      readonly group: string;
      readonly finding: Finding;
      readonly open: readonly FindingDetail[];
    }
  /**
   * A photo came, from a phone or a camera's folder: of a finding, or of the line (null). It is added to what the finding has, whatever
   * else is stored of it before or after; where the finding is withdrawn, it is the line's.
   */
  | { readonly type: "photographed"; readonly position: number; readonly finding: string | null; readonly photo: PhotoRef }
  /** A photo of the line, or of a finding on it, shows something else: it stays stored, counts no more and leaves the house no more. */
  | { readonly type: "unphotographed"; readonly position: number; readonly photo: string }
  /** After the return: units that were counted in order and are not. What else was said of the line stays as it is. */
  | {
      readonly type: "foundLate";
      readonly position: number;
      readonly group: { readonly id: string; readonly count: number };
      readonly findings: readonly Finding[];
    }
  | { readonly type: "withdrew"; readonly position: number; readonly finding: string }
  /** An empty note takes the earlier one away. */
  | { readonly type: "noted"; readonly position: number; readonly note: string }
  /** Whether what the terms set no price for on the line is noted without a charge. */
  | { readonly type: "spared"; readonly position: number; readonly withoutCharge: boolean }
  /** Asked again after the other lines. */
  | { readonly type: "skipped"; readonly position: number }
  /** The whole answer so far; `open` while exceptions are still being asked for. */
  | { readonly type: "answered"; readonly answer: CustomerAnswer; readonly open: boolean }
  | { readonly type: "acknowledged"; readonly acknowledgement: Acknowledgement }
  /** The answer with this number counts no more; whatever stood before it stands again. */
  | { readonly type: "undid"; readonly step: number }
  | { readonly type: "finished" }
  /** After the walk: taken up again to be corrected; it is open until it is finished anew. */
  | { readonly type: "reopened"; readonly reason: string }
  /** After the walk: the notice of findings made after the return has left; `sentAt` is when, which may be before it was entered. */
  | { readonly type: "noticeSent"; readonly findings: readonly string[]; readonly sentAt: Instant }
  /** After the walk: what became of something the customer saw differently. */
  | {
      readonly type: "settled";
      readonly outcome: SettledDispute["outcome"];
      readonly sources: readonly string[];
      readonly reason: string;
      readonly decidedBy: string;
    };

export interface WalkEntry {
  readonly at: Instant;
  /** Staff id. */
  readonly by: string;
  /** The answer it is part of, counted from 1 within the walk: what is taken back together. Absent where nobody was asked. */
  readonly step?: number;
  readonly event: WalkEvent;
}
