/** What was found when goods came back (or went out): facts, no sums. Built by folding the stored entries of a walk. */
import type { FindingType, Severity } from "../contract/terms.ts";
import type { Instant } from "../kernel/dates.ts";
import type { Cents } from "../kernel/money.ts";
import type { Language } from "../kernel/text.ts";

/** How a thing came to be so, as far as it is known; `unknown` is the honest default. */
export type Cause = "customer" | "ours" | "transport" | "unknown";

/** What a repair would cost, and where that figure comes from. */
export interface RepairEstimate {
  readonly cost: Cents;
  /** Days out of use; 0 when it can be rented on at once. */
  readonly days: number;
  readonly source: string;
}

/** A photo kept byte for byte in the archive. */
export interface PhotoRef {
  readonly sha256: string;
  readonly name: string;
  /** When it was taken, as the camera's own clock said; null where the file does not tell. */
  readonly takenAt: Instant | null;
}

/** A fact about the condition of each unit of its group. */
export interface Finding {
  /** Unique within the contract: `F3`. */
  readonly id: string;
  readonly type: FindingType;
  readonly severity: Severity | null;
  /** Marks on each unit, at least 1. */
  readonly marks: number;
  readonly sizeMm: number | null;
  readonly part: string | null;
  /** Findings of one event share a name, for terms with a deductible per incident. */
  readonly incident: string | null;
  readonly cause: Cause;
  readonly repair: RepairEstimate | null;
  readonly note: string | null;
  readonly photos: readonly PhotoRef[];
  readonly seenBy: string;
  readonly seenAt: Instant;
  readonly enteredAt: Instant;
  /** When the notice of a finding made after the return was sent; null for what was seen at the return. */
  readonly late: { readonly noticeSentAt: Instant | null } | null;
}

/** Units that share their findings: three chairs, each cracked and scratched. */
export interface Group {
  /** Unique within the line and load: `G1`. */
  readonly id: string;
  readonly count: number;
  readonly findings: readonly Finding[];
}

/**
 * One line of the contract in one load: ok + damaged + missing + stillOut = what was out before + found. At a hand-over, ok and
 * damaged are what went out and missing is what could not be handed over; nothing is still out.
 */
export interface LineFacts {
  readonly position: number;
  readonly ok: number;
  readonly damaged: number;
  readonly missing: number;
  readonly stillOut: number;
  /** Of those that an earlier load declared missing, how many came back with this one; they are counted in `ok` or `damaged` too. */
  readonly found: number;
  /** Of those that came back, in order or not; stands apart from damage. */
  readonly dirty: number;
  /** Hours of cleaning where the terms charge by the hour. */
  readonly cleaningHours: number | null;
  /** What the clerk counted where the product asks for it; null: not counted. */
  readonly counted: number | null;
  readonly groups: readonly Group[];
  /** Parts missing from units that came back, by name of part. */
  readonly missingParts: Readonly<Record<string, number>>;
  readonly note: string | null;
  /** Photos of the line as it stood, such as a hand-over's; those of a finding stand with the finding alone. */
  readonly photos: readonly PhotoRef[];
  /** What the signed terms set no price for on this line is noted without a charge; what they price is charged as ever. */
  readonly withoutCharge: boolean;
}

/** What the counts of a line are answered with; the counted number and the groups are questions of their own. */
export type LineCounts = Omit<LineFacts, "position" | "counted" | "groups" | "note" | "photos" | "withoutCharge">;

export type Stance = "agrees" | "disputes";

/** What the customer says, once for all, then the exceptions. `left`: had to go or would rather not hear; the rest goes by letter. */
export interface CustomerAnswer {
  readonly all: Stance | "notPresent" | "left";
  /** The customer's own words, read back; null when there were none. */
  readonly words: string | null;
  readonly exceptions: readonly AnswerException[];
}

export interface AnswerException {
  readonly position: number;
  /** The group's id; for a missing part its name; null for the line's missing or dirty units. */
  readonly group: string | null;
  /** `missing`: whole units; `part`: a part that is missing from units that came back. */
  readonly subject: "group" | "missing" | "part" | "dirty";
  /** How many of the units it speaks of; null: all. */
  readonly count: number | null;
  readonly stance: Stance;
  readonly words: string | null;
}

/** The exact text of the record that the customer was shown, and in which language: a file of the archive, whatever becomes of the record later. */
export interface ShownText {
  readonly sha256: string;
  readonly language: Language;
}

/** Read and signed, on a phone or on paper. */
export interface Signed {
  readonly kind: "signed";
  readonly name: string;
  readonly at: Instant;
  readonly text: ShownText;
  /** The hash of the signature: drawn with a finger, as SVG, or a picture of it; null where the name was typed instead. */
  readonly signature: string | null;
  /** The name of the picture's file; absent where it was drawn. */
  readonly signatureName?: string;
}

/** `text` is absent where none was kept: in what is stored from before, and where a file of answers says so. */
export type Acknowledgement =
  | { readonly kind: "name"; readonly name: string; readonly at: Instant; readonly text?: ShownText }
  | Signed
  | { readonly kind: "declined"; readonly at: Instant; readonly text?: ShownText }
  | { readonly kind: "notPresent"; readonly at: Instant };

/** What became of something the customer saw differently, once it had been talked over. */
export interface SettledDispute {
  /** `agreed`: the customer agrees after all, and it is billed; `dropped`: it is never charged. */
  readonly outcome: "agreed" | "dropped";
  /** What it was about and which units of it, in the assessment's names (`3/group/G1/0+2`). */
  readonly sources: readonly string[];
  readonly reason: string;
  /** Name of the person whose decision it was. */
  readonly by: string;
  readonly at: Instant;
}

/** A finished walk that was taken up again to be corrected. What stood before stays stored. */
export interface Amendment {
  readonly reason: string;
  /** Names of those who took it up or corrected something, in order. */
  readonly by: readonly string[];
  /** When it was taken up. */
  readonly at: Instant;
}

/** Whether the archived signed copy verified when the walk began. */
export type SignedCopyState = "verified" | "absent" | "unreadable";

export type InspectionKind = "handover" | "return";

/** One walk through one load. Units of lines the load did not touch stay out. */
export interface Inspection {
  /** `R-12`; hand-overs carry the same letter. */
  readonly id: string;
  readonly contract: string;
  readonly kind: InspectionKind;
  /** Counts the contract's returns from 1; 0 for the hand-over. */
  readonly load: number;
  /** When the goods came back over the counter; lateness and ages count to it. */
  readonly cameBackAt: Instant;
  readonly startedAt: Instant;
  /** Null while it is being walked, and while an amendment is open. */
  readonly finishedAt: Instant | null;
  /** Names of those who walked; who amended it stands with the amendment. */
  readonly by: readonly string[];
  readonly signedCopy: SignedCopyState;
  readonly lines: readonly LineFacts[];
  readonly answer: CustomerAnswer | null;
  readonly acknowledgement: Acknowledgement | null;
  /** Disputes that were settled after the walk, in order; a later one about the same units takes the earlier one's place. */
  readonly settled: readonly SettledDispute[];
  /** In order; while the walk is not finished, the last one is open. */
  readonly amendments: readonly Amendment[];
}

/** A lead lets damage without a baseline be charged, with a reason that the bill states. */
export interface Release {
  readonly inspection: string;
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
}
