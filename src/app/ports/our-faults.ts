/** What was ours: facts that nobody changes, and beside each what was decided about it. */
import type { FaultKind } from "../../contract/our-faults.ts";
import type { Instant } from "../../kernel/dates.ts";
import type { Cents } from "../../kernel/money.ts";

export type FaultDecision = { readonly at: Instant; readonly by: string } & (
  | { readonly outcome: "terms"; readonly amount: null; readonly reason: null }
  | { readonly outcome: "sum"; readonly amount: Cents; readonly reason: string | null }
  | { readonly outcome: "nothing"; readonly amount: null; readonly reason: string }
);

export interface RecordedFault {
  readonly id: number;
  readonly contract: string;
  /** The hand-over or return at which it was told; null: between them, or later. */
  readonly inspection: string | null;
  readonly position: number | null;
  readonly kind: FaultKind;
  readonly count: number | null;
  readonly days: number | null;
  readonly note: string | null;
  /** A name: of staff, or of whoever else saw it. */
  readonly seenBy: string;
  readonly seenAt: Instant;
  readonly at: Instant;
  readonly by: string;
  /** The last one; null while nobody has decided. */
  readonly decision: FaultDecision | null;
  /** Key of the credit note that it is on; null while it is on none. */
  readonly creditNote: number | null;
}

export interface OurFaultRepository {
  add(fault: Omit<RecordedFault, "id" | "decision" | "creditNote">): Promise<number>;
  decide(id: number, decision: FaultDecision): Promise<void>;
  credit(id: number, creditNote: number): Promise<void>;
  get(id: number): Promise<RecordedFault | null>;
  /** In the order they were entered. */
  ofContract(contract: string): Promise<readonly RecordedFault[]>;
}
