/** What a file answers about a walk, once it has been read and checked. */
import type { Instant } from "../kernel/dates.ts";
import type { CustomerAnswer, Finding, LineCounts } from "./inspection.ts";

/** A finding as the file tells it; the walk adds its number, who saw it and when. */
export type AnsweredFinding = Omit<Finding, "id" | "photos" | "seenBy" | "seenAt" | "enteredAt" | "late"> & {
  /** Names of files, seen from the file of answers. */
  readonly photos: readonly string[];
};

export interface AnsweredGroup {
  readonly id: string;
  readonly count: number;
  readonly findings: readonly AnsweredFinding[];
}

export interface AnsweredLine {
  readonly position: number;
  readonly counts: LineCounts;
  readonly counted: number | null;
  readonly groups: readonly AnsweredGroup[];
  readonly note: string | null;
  /** Null: as it is. */
  readonly withoutCharge: boolean | null;
}

/** Without its time, which is the walk's. */
export type AnsweredAcknowledgement =
  | { readonly kind: "name"; readonly name: string }
  /** `signature` is the name of a file, seen from the file of answers. */
  | { readonly kind: "signed"; readonly name: string; readonly signature: string | null }
  | { readonly kind: "declined" | "notPresent" };

/** What a file answers, checked against the walk. */
export interface Answers {
  readonly cameBackAt: Instant | null;
  readonly walkedAt: Instant | null;
  readonly lines: readonly AnsweredLine[];
  /** Lines of an amendment of which nothing changes but whether they are noted without a charge. */
  readonly spared: readonly { readonly position: number; readonly withoutCharge: boolean }[];
  /** Lines that the file does not name, and what is true of them. */
  readonly rest: { readonly kind: "inOrder" | "stillOut"; readonly positions: readonly number[] };
  readonly answer: CustomerAnswer | null;
  readonly acknowledgement: AnsweredAcknowledgement | null;
}
