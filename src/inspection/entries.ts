/** The stored answers of a walk. Append-only: a later entry about the same thing takes the earlier one's place when folded. */
import type { Instant } from "../kernel/dates.ts";
import type { Acknowledgement, CustomerAnswer, Finding, LineFacts, SignedCopyState } from "./inspection.ts";

export type WalkEvent =
  | { readonly type: "began"; readonly cameBackAt: Instant; readonly signedCopy: SignedCopyState }
  /** The counts of a line; groups keep what they had. */
  | { readonly type: "counted"; readonly position: number; readonly counts: Omit<LineFacts, "position" | "groups" | "note"> }
  /** Every line not answered yet is in order. */
  | { readonly type: "restInOrder"; readonly positions: readonly number[] }
  | { readonly type: "grouped"; readonly position: number; readonly groups: readonly { readonly id: string; readonly count: number }[] }
  | { readonly type: "found"; readonly position: number; readonly group: string; readonly finding: Finding }
  | { readonly type: "withdrew"; readonly position: number; readonly finding: string }
  | { readonly type: "noted"; readonly position: number; readonly note: string }
  | { readonly type: "skipped"; readonly position: number }
  | { readonly type: "answered"; readonly answer: CustomerAnswer }
  | { readonly type: "acknowledged"; readonly acknowledgement: Acknowledgement }
  | { readonly type: "finished" };

export interface WalkEntry {
  readonly at: Instant;
  /** Staff id. */
  readonly by: string;
  readonly event: WalkEvent;
}
