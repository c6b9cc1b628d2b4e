/** What is let go when it need not be kept any longer, and what stays of it: a tombstone. */
import type { DocumentKind } from "../../invoice/billing.ts";
import type { Day, Instant } from "../../kernel/dates.ts";
import type { Cents } from "../../kernel/money.ts";

/** A document that was let go: what the books still need of it. */
export interface LetGoDocument {
  readonly number: string;
  readonly kind: DocumentKind | "creditNote";
  readonly issuedOn: Day;
  readonly total: Cents;
}

export interface Tombstone {
  readonly contract: string;
  /** The last day on which anything was entered about it. */
  readonly lastOn: Day;
  readonly keptUntil: Day;
  readonly documents: readonly LetGoDocument[];
  /** How many archived files went with it. */
  readonly files: number;
  readonly at: Instant;
  readonly by: string;
  /** Staff id of the person whose decision it was. */
  readonly decidedBy: string;
}

export interface QuietContract {
  readonly contract: string;
  readonly customer: string;
  /** The last moment at which anything was entered about it, or was to happen by what was agreed. */
  readonly lastAt: Instant;
  /** Nothing of it is out any more. */
  readonly back: boolean;
}

export interface RetentionRepository {
  /** Contracts about which nothing was entered since a moment; the longest quiet first. */
  quietSince(moment: Instant): Promise<readonly QuietContract[]>;
  /** Null for a contract that is not there. */
  quiet(contract: string): Promise<QuietContract | null>;
  tombstone(contract: string): Promise<Tombstone | null>;
  /** In the order in which they were set. */
  tombstones(): Promise<readonly Tombstone[]>;
  /** Sets the tombstone and removes every row of the contract; archived files that nothing else names wait to be removed. */
  letGo(tombstone: Omit<Tombstone, "files">): Promise<Tombstone>;
  /** Archived files that wait to be removed; `named`: archived anew since, so that they stay. */
  leaving(): Promise<readonly { readonly sha256: string; readonly named: boolean }[]>;
  /** A file waits no longer. */
  left(sha256: string): Promise<void>;
}
