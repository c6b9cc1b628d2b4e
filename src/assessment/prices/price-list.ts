/** What things would cost on the lines of one contract, before anything has happened. */
import type { PriceMode } from "../../contract/contract.ts";
import type { CapRule, ExtraRule, FindingType, Severity, SizeRange, SmallestSumRule, Waiver } from "../../contract/terms.ts";
import type { Instant } from "../../kernel/dates.ts";
import type { Cents } from "../../kernel/money.ts";

/** What a price is for: each `unit` is one piece; `mark` one mark on it; periods are started ones. */
export type PricePer = "unit" | "mark" | "hour" | "day" | "week" | "line" | "return";

/** Kinds of damage that are priced alike. */
export interface DamageKind {
  readonly types: readonly FindingType[];
  /** Empty: whatever the severity. */
  readonly severities: readonly Severity[];
  readonly sizeMm: SizeRange | null;
}

/** One price of one line. */
export interface PriceRow {
  readonly what: "damaged" | "lossOfUse" | "missing" | "part" | "dirty" | "late";
  /** What the price is for; empty unless it is damage. */
  readonly damage: readonly DamageKind[];
  /** The part that is damaged or missing; null: the piece as a whole. */
  readonly part: string | null;
  readonly per: PricePer;
  /** After a waiver per item and the cap per piece; null where it is what the repair costs, without a limit. */
  readonly amount: Cents | null;
  /** The repair decides; `amount` is the most it can come to. */
  readonly repair: boolean;
  /** The most that a longer delay can come to for one piece, and for how many periods it counts; null: no such limit. */
  readonly most: Cents | null;
  readonly mostPeriods: number | null;
  /** The cap per piece has cut it. */
  readonly capped: boolean;
  readonly clause: string;
}

/** Lines of which every price is the same stand together. */
export interface LinePrices {
  readonly positions: readonly number[];
  readonly rows: readonly PriceRow[];
}

/** An extra that something on the list would call for. */
export interface ExtraPrice {
  readonly kind: ExtraRule["kind"];
  readonly when: ExtraRule["when"];
  readonly per: ExtraRule["per"];
  readonly amount: Cents;
  readonly rule: string;
  readonly clause: string;
}

/** What holds for the whole contract and is not in the prices of single pieces. */
export interface PriceList {
  readonly contract: string;
  /** The prices are those of a return at this moment. */
  readonly due: Instant;
  readonly zone: string;
  readonly mode: PriceMode;
  readonly lines: readonly LinePrices[];
  readonly extras: readonly ExtraPrice[];
  /** The chosen waiver; one per item is in the prices already, any other is not. */
  readonly waiver: Pick<Waiver, "id" | "clause" | "name" | "per"> | null;
  /** Caps of a line or of the whole contract; the cap per piece is in the prices. */
  readonly caps: readonly CapRule[];
  readonly smallestSum: SmallestSumRule | null;
  /** Clauses of normal wear, which costs nothing. */
  readonly wear: readonly string[];
  readonly waiting: readonly { readonly days: number; readonly clause: string }[];
  readonly minimums: readonly { readonly amount: Cents; readonly clause: string }[];
  readonly grace: readonly { readonly minutes: number; readonly deducted: boolean; readonly clause: string }[];
}
