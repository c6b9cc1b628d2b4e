/**
 * The terms as a value: numbered clauses in each language, and rules that each cite one. `parse-terms.ts` makes it from
 * YAML or JSON and refuses what is ambiguous; `assessment/` turns findings into charges by it. Terms choose amounts, never the
 * order of steps.
 */
import type { BasisPoints, Cents } from "../kernel/money.ts";
import type { Language, LocalText } from "../kernel/text.ts";
import type { PriceMode } from "./contract.ts";
import type { OurFaultRule } from "./our-faults.ts";

/** What can be wrong with a unit. Never cleanliness: that is counted apart. */
export const FINDING_TYPES = ["cracked", "broken", "scratched", "dented", "stained", "burnt", "torn"] as const;
export type FindingType = (typeof FINDING_TYPES)[number];

export const SEVERITIES = ["minor", "moderate", "severe"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a charge is for; decides VAT, waiver and cap. `EN 16931` categories are chosen per kind in {@link Terms.vat}. */
export const CHARGE_KINDS = [
  "repair",
  "diminution",
  "lost",
  "lossOfUse",
  "late",
  "cleaning",
  "consumables",
  "handling",
  "delivery",
  "labour",
] as const;
export type ChargeKind = (typeof CHARGE_KINDS)[number];

/** What a waiver or cap can name: the families of charge kinds. Damage is repair and diminution. */
export const CHARGE_FAMILIES = ["damage", "missing", "lossOfUse", "late", "dirty", "extras"] as const;
export type ChargeFamily = (typeof CHARGE_FAMILIES)[number];

export interface Clause {
  /** As printed: `5.3`. */
  readonly number: string;
  readonly title: LocalText;
  readonly text: LocalText;
}

/** What a severity means, shown when asked; for one finding type or, with null, for all that have none of their own. */
export interface SeverityDefinition {
  readonly type: FindingType | null;
  readonly severity: Severity;
  readonly text: LocalText;
}

/** Millimetres, `from` included, `below` excluded; null is an open end, and one end is given. */
export type SizeRange = { readonly from: number; readonly below: number | null } | { readonly from: null; readonly below: number };

/** Which findings and lines a rule speaks of; an empty list means all. */
export interface Match {
  readonly types: readonly FindingType[];
  readonly severities: readonly Severity[];
  readonly categories: readonly string[];
  readonly products: readonly string[];
  readonly parts: readonly string[];
  readonly sizeMm: SizeRange | null;
}

interface Rule {
  /** Unique within the terms; `damaged.1` where the author gave none. */
  readonly id: string;
  /** Number of the clause the rule rests on. */
  readonly clause: string;
}

/** Never charged: condition of these types up to a size and a number of marks a unit. */
export interface WearRule extends Rule {
  readonly match: Match;
  readonly upToSizeMm: number | null;
  readonly upToMarks: number | null;
  /** Above the number of marks, what counts: only the marks beyond it, or all of them. */
  readonly beyond: "excess" | "all";
}

export type Depreciation =
  | { readonly kind: "none" }
  | { readonly kind: "straightLine" }
  /** Linear: 10 % a year is 25 % after 30 months. */
  | { readonly kind: "perYear"; readonly rate: BasisPoints }
  /** The first step whose `underMonths` is above the age; the last step has null. */
  | { readonly kind: "table"; readonly steps: readonly { readonly underMonths: number | null; readonly share: BasisPoints }[] };

export interface ValueRule extends Rule {
  readonly base: "replacementPrice" | "purchasePrice";
  /** Expected life by category, in months, for lines that bring none. */
  readonly lives: Readonly<Record<string, number>>;
  readonly depreciation: Depreciation;
  /** The least a unit is worth, as a share of its base. */
  readonly floor: BasisPoints;
  /** Whether a claim is for the price with or without VAT. Net where the lessor deducts VAT. */
  readonly claims: PriceMode;
}

/** What one unit (or mark) costs. */
export type Price =
  | { readonly kind: "currentValue" }
  /** The finding's repair estimate. */
  | { readonly kind: "repair" }
  /** The cheaper of repair and current value; current value where there is no estimate. */
  | { readonly kind: "repairOrValue" }
  | { readonly kind: "share"; readonly of: "currentValue" | "base"; readonly rate: BasisPoints }
  | { readonly kind: "fixed"; readonly amount: Cents }
  /** A price list by product, then by category. */
  | { readonly kind: "list"; readonly prices: Readonly<Record<string, Cents>> }
  /** So many months of the expected life are used up at once; never more than are left. */
  | { readonly kind: "lifeLost"; readonly months: number }
  /** A multiple of what a finding of this type and severity costs; hundredths, so that 2 is 200. */
  | {
      readonly kind: "multiple";
      readonly hundredths: number;
      readonly of: { readonly type: FindingType; readonly severity: Severity | null };
    };

export interface DamagedRule extends Rule {
  readonly match: Match;
  readonly price: Price;
  readonly per: "unit" | "mark";
  /** The sum of a unit's findings is cut to its current value unless one of their rules says false. */
  readonly neverAboveValue: boolean;
}

export interface MissingRule extends Rule {
  readonly match: Match;
  readonly price: Price;
  /** Found and brought within so many days after the return costs nothing. */
  readonly waitingDays: number;
  readonly neverAboveValue: boolean;
}

export interface DirtyRule extends Rule {
  readonly match: Match;
  readonly fee:
    | { readonly per: "unit" | "line" | "hour" | "return"; readonly amount: Cents }
    | { readonly per: "rent"; readonly rate: BasisPoints };
  /** The least that is charged for the return when the rule charges at all. */
  readonly minimum: Cents;
}

export interface LateRule extends Rule {
  readonly match: Match;
  /** A started period counts whole. */
  readonly period: "hour" | "day" | "week";
  readonly price: /** A share or multiple of the daily rent a period: 150 % is 15000. */
  { readonly kind: "rent"; readonly rate: BasisPoints } | { readonly kind: "fixed"; readonly amount: Cents };
  readonly graceMinutes: number;
  /** Whether the grace is taken off the delay, or the whole delay counts once it is exceeded. */
  readonly graceDeducted: boolean;
  /** Whether days on which the desk is closed count. */
  readonly closedDays: "counted" | "skipped";
  readonly cap:
    | { readonly kind: "currentValue" }
    | { readonly kind: "fixed"; readonly amount: Cents }
    | { readonly kind: "periods"; readonly count: number }
    | null;
}

export interface LossOfUseRule extends Rule {
  readonly match: Match;
  readonly utilisation: BasisPoints;
  readonly capDays: number | null;
}

/** Handling, delivery, labour: never depreciated, outside waiver and cap unless `inside` says so. */
export interface ExtraRule extends Rule {
  readonly kind: "handling" | "delivery" | "labour" | "consumables";
  readonly match: Match;
  /** What calls for it. */
  readonly when: readonly ("damaged" | "missing" | "dirty" | "late")[];
  readonly amount: Cents;
  readonly per: "unit" | "line" | "return" | "hour";
  readonly inside: readonly ("waiver" | "cap")[];
}

/** What the customer pays of a covered charge. */
export type WaiverShare =
  /** The deductible: everything up to the sum. */
  | { readonly kind: "sum"; readonly amount: Cents }
  | { readonly kind: "share"; readonly rate: BasisPoints }
  | { readonly kind: "smaller" | "larger"; readonly amount: Cents; readonly rate: BasisPoints }
  /** The band whose `upTo` is the first not below the charge; the last has null. */
  | {
      readonly kind: "bands";
      readonly bands: readonly {
        readonly upTo: Cents | null;
        readonly pays: { readonly kind: "sum"; readonly amount: Cents } | { readonly kind: "share"; readonly rate: BasisPoints };
      }[];
    };

export interface Waiver extends Rule {
  readonly name: LocalText;
  readonly per: "item" | "incident" | "contract";
  readonly pays: WaiverShare;
  readonly covers: readonly ChargeFamily[];
  readonly never: {
    readonly families: readonly ChargeFamily[];
    readonly types: readonly FindingType[];
    readonly products: readonly string[];
    readonly categories: readonly string[];
  };
}

export interface CapRule extends Rule {
  readonly per: "unit" | "line" | "contract";
  readonly amount: Cents;
  readonly families: readonly ChargeFamily[];
}

export interface SmallestSumRule extends Rule {
  /** A net total below this is not billed. */
  readonly amount: Cents;
}

export interface NotifyRule extends Rule {
  /** Within so many days of the return the notice of a late finding must have been sent. */
  readonly days: number;
  readonly businessDays: boolean;
  /** Consumers are not charged for late findings unless the terms say so. */
  readonly consumers: boolean;
}

export interface PaymentRule extends Rule {
  readonly daysNet: number;
  /** Late interest: by law, or a yearly rate between businesses. */
  readonly interest: { readonly kind: "law" } | { readonly kind: "rate"; readonly rate: BasisPoints };
  readonly depositOrder: readonly ("damagesStatement" | "invoice")[];
}

/** EN 16931: `S` general rate, `AA` reduced rate, `O` outside the scope of VAT. */
export type VatTreatment = "S" | "AA" | "O";

export interface Terms {
  readonly name: string;
  readonly version: string;
  readonly title: LocalText;
  readonly currency: "EUR";
  /** The languages every clause and definition is promised in. */
  readonly languages: readonly Language[];
  readonly clauses: readonly Clause[];
  readonly severities: readonly SeverityDefinition[];
  readonly wear: readonly WearRule[];
  readonly value: ValueRule | null;
  readonly damaged: readonly DamagedRule[];
  readonly missing: readonly MissingRule[];
  readonly dirty: readonly DirtyRule[];
  readonly late: readonly LateRule[];
  readonly lossOfUse: readonly LossOfUseRule[];
  readonly extras: readonly ExtraRule[];
  readonly waivers: readonly Waiver[];
  readonly caps: readonly CapRule[];
  readonly smallestSum: SmallestSumRule | null;
  readonly notify: NotifyRule | null;
  readonly payment: PaymentRule;
  /** What is taken off the rent for what was ours. Left out where the terms say nothing, so that older terms keep their hash. */
  readonly ourFaults?: readonly OurFaultRule[];
  /** Where the terms depart from the default treatment of a kind. */
  readonly vat: Readonly<Partial<Record<ChargeKind, { readonly treatment: VatTreatment; readonly reason: LocalText }>>>;
}
