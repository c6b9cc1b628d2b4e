/**
 * What is owed and why. `assess(facts)` is a pure function: the plan that is shown, saved, printed and billed unchanged.
 */
import type { Contract, PriceMode } from "../contract/contract.ts";
import type { ChargeKind, Terms, VatTreatment } from "../contract/terms.ts";
import type { Inspection, Release } from "../inspection/inspection.ts";
import type { Calendar } from "../kernel/calendar.ts";
import type { Day, Instant } from "../kernel/dates.ts";
import type { Cents } from "../kernel/money.ts";
import type { Concession, IdleConcession } from "./concession.ts";

/** What earlier loads and billings of the same contract have used up; sums of what each billing used (`addUse`). */
export interface EarlierUse {
  /** Covered charges before the waiver, and what the customer paid of them, by waiver scope key (`contract`, or `incident/NAME`). */
  readonly waiver: Readonly<Record<string, { readonly before: Cents; readonly paid: Cents }>>;
  /** What each capped scope has been charged, by cap rule id (for a line cap `id/position`). */
  readonly caps: Readonly<Record<string, Cents>>;
  /** By rule id: what minimum fees have charged beyond the counted sum; a key that is there says the fee has been met. */
  readonly minimums: Readonly<Record<string, Cents>>;
  /** Deposit already set off or refunded. */
  readonly deposit: Cents;
}

/** Everything an assessment may look at. */
export interface Facts {
  readonly contract: Contract;
  readonly terms: Terms;
  /** The hand-over's record; null when there is none. */
  readonly baseline: Inspection | null;
  readonly inspection: Inspection;
  /** Finished loads before this one, in order. */
  readonly earlierLoads: readonly Inspection[];
  /** Finished loads after this one, in order: what was missing may have been found since. */
  readonly laterLoads: readonly Inspection[];
  readonly releases: readonly Release[];
  /** Granted on charges of this inspection before they were billed, in the order they were granted. */
  readonly concessions: readonly Concession[];
  readonly earlier: EarlierUse;
  readonly calendar: Calendar;
  /** The day of assessing: missing ones wait out their days against it. */
  readonly today: Day;
  /** `agreed` leaves what the customer sees differently for later, as not charged yet. */
  readonly include: "all" | "agreed";
  /** Keys (see {@link sourceKey}) of what earlier billings of this inspection have charged; it is left out silently. */
  readonly billed: readonly string[];
}

/** Where the money of a charge or a reason comes from: findings by id, or the line's own counts. */
export interface Source {
  /** Null for charges of the whole return. */
  readonly position: number | null;
  readonly subject: "group" | "missing" | "part" | "dirty" | "late" | "extra";
  /** The group's id; for a part its name, for an extra its rule's id, for others null. */
  readonly group: string | null;
  readonly findings: readonly string[];
  /** The first of the source's units that is meant, from 0: of three cracked chairs one may be disputed and billed later than the others. */
  readonly first: number;
  /** Units (or hours, returns) the charge counts. */
  readonly count: number;
}

/**
 * A stable name for a source within its inspection, `3/group/G1/0+2`: what one billing has charged, the next leaves out. It names the
 * units too, so that the rest of a partly disputed group can be billed later.
 */
export const sourceKey = (source: Source): string =>
  [source.position ?? "", source.subject, source.group ?? "", `${source.first}+${source.count}`].join("/");

/** A value in a trace sentence; the language layer formats each by its kind. */
export type TraceValue =
  | { readonly cents: Cents }
  | { readonly rate: number }
  /** Hours or a factor in hundredths: 1.5 is 150. */
  | { readonly hundredths: number }
  | { readonly count: number }
  | { readonly months: number }
  | { readonly days: number }
  | { readonly minutes: number }
  | { readonly millimetres: number }
  | { readonly day: Day }
  /** A moment at the desk's wall clock. */
  | { readonly moment: Instant; readonly zone: string }
  | { readonly text: string };

/** Steps of the fixed order (DESIGN §6), by number. */
export type StepNumber = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13;

/** One step of the calculation: its rule, its clause, the figures in and the figure out. */
export interface TraceStep {
  readonly step: StepNumber;
  readonly level: "unit" | "line" | "contract";
  /** The rule's id in the terms; null for what the engine does by itself (times quantity). */
  readonly rule: string | null;
  readonly clause: string | null;
  /** Names the sentence in the catalogue `trace`: `value.straightLine`. */
  readonly sentence: string;
  readonly values: Readonly<Record<string, TraceValue>>;
  readonly out: Cents;
}

export interface Charge {
  /** Unique within the assessment, stable for the same facts: `C4`. */
  readonly id: string;
  readonly kind: ChargeKind;
  readonly source: Source;
  readonly rule: string;
  readonly clause: string;
  /** The printed price of one before waivers and caps at contract level; null where the charge has no unit. */
  readonly unitAmount: Cents | null;
  /** What is owed, before VAT in `net` mode, with it in `gross` mode. Never negative. */
  readonly amount: Cents;
  /** What was given away of it: the charge itself is `amount + conceded`. Only where there is a concession. */
  readonly conceded?: Cents;
  readonly mode: PriceMode;
  readonly vat: VatTreatment;
  /** Whether the customer agrees; disputed charges can wait. */
  readonly disputed: boolean;
  readonly trace: readonly TraceStep[];
}

/** Why something costs nothing. */
export type NotChargedReason =
  | "wear"
  | "baseline"
  | "oursOrTransport"
  | "noticeTooLate"
  | "noBaseline"
  | "waiting"
  | "disputed"
  /** The customer saw it differently, and it was let go when it was talked over. */
  | "dropped"
  | "withinGrace"
  | "waived"
  | "capped"
  /** All of it was given away. */
  | "conceded"
  | "belowSmallestSum"
  | "foundInTime"
  /** The terms set no price for it, and it was noted without a charge. */
  | "notPriced"
  | "nothingOwed";

export interface NotCharged {
  readonly source: Source;
  readonly reason: NotChargedReason;
  readonly rule: string | null;
  readonly clause: string | null;
  /** `notCharged.wear` in the catalogue `trace`. */
  readonly sentence: string;
  readonly values: Readonly<Record<string, TraceValue>>;
  /** How the sum came to nothing where one was reckoned (waived, capped, too small to bill); else empty. */
  readonly trace: readonly TraceStep[];
}

/** What stops a bill until somebody decides. */
export interface AssessmentProblem {
  readonly code: "unpriced" | "noBaseline" | "noRepairEstimate" | "noValue" | "noHours" | "ruleFailed";
  readonly source: Source;
  /** What to do, in the staff's words, by catalogue key `problem.<code>`. */
  readonly values: Readonly<Record<string, TraceValue>>;
}

/** What came back in good order, said first. */
export interface InOrder {
  readonly position: number;
  readonly count: number;
  /** All units of the line that were out came back in order. */
  readonly whole: boolean;
}

export interface Assessment {
  readonly inspection: string;
  readonly inOrder: readonly InOrder[];
  readonly charges: readonly Charge[];
  readonly notCharged: readonly NotCharged[];
  readonly problems: readonly AssessmentProblem[];
  /** Granted on what is no longer charged; only where there is such a one. */
  readonly idleConcessions?: readonly IdleConcession[];
  /** What this assessment adds to {@link EarlierUse}; the sum over all billings is carried into the next. Its deposit is 0. */
  readonly used: EarlierUse;
}
