/** Who did what when: append-only, hash-chained over all and per contract. Rows hold ids, never personal data. */
import type { JournalHead } from "../../invoice/witness.ts";
import type { Day, Instant } from "../../kernel/dates.ts";

export interface JournalRow {
  readonly seq: number;
  readonly at: Instant;
  /** Empty for what the program did by itself. */
  readonly staff: string;
  readonly contract: string | null;
  readonly act: string;
  readonly subject: string;
  readonly hash: string;
}

/** The head as it stood when a day was over. */
export interface DayHead extends JournalHead {
  readonly day: Day;
}

/**
 * What is wrong with the journal. `edited`, `removed` (to `upTo`), `moved` (it stood at `upTo`), `cutOff` (from `seq` to `upTo`, at the
 * end); `detail`: the details that stand apart were edited; `seals`: the list of what a change wrote was; `head`, `day`: the head
 * that was kept, of a contract or of a day, is another.
 */
export type JournalFaultKind = "edited" | "removed" | "moved" | "cutOff" | "detail" | "seals" | "head" | "day";

export interface JournalFault {
  readonly kind: JournalFaultKind;
  readonly seq: number;
  readonly upTo: number | null;
  readonly contract: string | null;
  readonly day: Day | null;
}

/** The clock said less than a row before: nothing is wrong with the journal, but its times are. */
export interface ClockSetBack {
  readonly seq: number;
  readonly from: Instant;
  readonly to: Instant;
}

/** A row of the books that is not what the journal saw written. `added`: no change of state wrote it. */
export interface RowFault {
  readonly kind: "altered" | "removed" | "added";
  readonly table: string;
  /** Its key as JSON: `{"id":3}`. */
  readonly key: string;
  /** The journal row that last saw it; null for one that was added. */
  readonly seq: number | null;
  readonly contract: string | null;
}

export interface JournalCheck {
  readonly rows: number;
  readonly days: number;
  readonly faults: readonly JournalFault[];
  readonly clock: readonly ClockSetBack[];
}

export interface JournalFilter {
  readonly contract?: string;
  readonly staff?: string;
  /** An act, or how acts begin: `payment`. */
  readonly act?: string;
  readonly since?: Instant;
  /** Only so many, the latest. */
  readonly limit?: number;
}

export interface Journal {
  /** Seals, with the row, all that the transaction has written since the row before: what is stored first is noted afterwards. */
  append(row: Omit<JournalRow, "seq" | "hash"> & { readonly detail?: unknown }): Promise<void>;
  of(contract: string): Promise<readonly JournalRow[]>;
  /** In their order, with how many there are in all. */
  list(filter: JournalFilter): Promise<{ readonly rows: readonly JournalRow[]; readonly count: number }>;
  /** The head of all rows, as this transaction sees them. One look-up. */
  head(): Promise<JournalHead>;
  /** The head of one contract's rows: as long as it stands, nothing of the contract has changed. One look-up. */
  headOf(contract: string): Promise<JournalHead>;
  /** The heads of the days that are over and were followed by another row, latest last. */
  days(): Promise<readonly DayHead[]>;
  /** One row, to hold a head against that somebody kept. */
  row(seq: number): Promise<JournalRow | null>;
  /** Reads every row, its hash, its place, its detail and its seals, and the heads. */
  check(): Promise<JournalCheck>;
  /** What stands apart from a row; null where nothing does, it was forgotten, or somebody edited it. */
  detailOf(seq: number): Promise<unknown>;
  /** The seq of the first fault; null when all hold. */
  firstBroken(): Promise<number | null>;
  /** Holds every row of the books against what the journal saw written. @param contract one contract's; null: all. */
  checkBooks(contract: string | null): Promise<{ readonly rows: number; readonly faults: readonly RowFault[] }>;
}
