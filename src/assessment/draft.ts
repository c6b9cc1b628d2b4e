/** Charges in the making: prices of one unit while the unit level is reckoned, then drafts that the line and contract levels adjust. */
import type { ContractLine } from "../contract/contract.ts";
import type { ChargeFamily, ChargeKind, ExtraRule, FindingType, VatTreatment } from "../contract/terms.ts";
import type { Cents } from "../kernel/money.ts";
import type { NotChargedReason, Source, TraceStep } from "./assessment.ts";

/** What decides how waivers, caps and VAT see a charge. */
export interface Basis {
  readonly kind: ChargeKind;
  readonly family: ChargeFamily;
  readonly rule: string;
  readonly clause: string;
  readonly vat: VatTreatment;
  readonly findings: readonly string[];
  readonly types: readonly FindingType[];
  /** The event of the findings, for deductibles per incident; null: its own. */
  readonly incident: string | null;
  /** Whether the chosen waiver covers it. */
  readonly covered: boolean;
  /** An extra: where the terms put it, and what called for it; null for all else. */
  readonly extra: { readonly inside: ExtraRule["inside"]; readonly callers: readonly ChargeFamily[] } | null;
}

/** What one unit of a cohort costs under one heading. */
export interface UnitPrice {
  readonly basis: Basis;
  readonly amount: Cents;
  readonly trace: readonly TraceStep[];
}

/** An extra that something calls for. */
export interface Call {
  readonly rule: ExtraRule;
  readonly caller: ChargeFamily;
}

/** Units of a line that are alike: found the same, answered the same. */
export interface Cohort {
  readonly line: ContractLine;
  /** `order`: came back in order (they can still be late); dirty ones stand apart from what else they are. */
  readonly subject: "group" | "missing" | "part" | "dirty" | "order";
  /** The group's id or the part's name. */
  readonly group: string | null;
  /** The first of the group's units, from 0. */
  readonly first: number;
  readonly count: number;
  readonly disputed: boolean;
  readonly prices: readonly UnitPrice[];
  readonly calls: readonly Call[];
}

/** A charge before and between the adjustments of the line and contract levels. */
export interface Draft {
  readonly basis: Basis;
  /** Null for charges of the whole return. */
  readonly line: ContractLine | null;
  readonly source: Source;
  readonly disputed: boolean;
  readonly unitAmount: Cents | null;
  readonly amount: Cents;
  readonly trace: readonly TraceStep[];
  /** Why it came to nothing, once it has. */
  readonly gone: NotChargedReason | null;
}

// Written out field by field: spreading a value and then setting some of its fields anew takes V8 several times as long, and of these there are
// tens of thousands.

/** The same units at other prices. */
export const atPrices = ({ line, subject, group, first, count, disputed, calls }: Cohort, prices: readonly UnitPrice[]): Cohort => ({
  line,
  subject,
  group,
  first,
  count,
  disputed,
  prices,
  calls,
});

/** A price as a step leaves it, with the trace up to there. */
export const atAmount = ({ basis }: UnitPrice, amount: Cents, trace: readonly TraceStep[]): UnitPrice => ({ basis, amount, trace });

/** A draft as a step of the line or contract level leaves it. */
export const adjusted = (
  { basis, line, source, disputed, unitAmount, trace }: Draft,
  amount: Cents,
  steps: readonly TraceStep[],
  gone: Draft["gone"],
): Draft => ({ basis, line, source, disputed, unitAmount, amount, trace: [...trace, ...steps], gone });
