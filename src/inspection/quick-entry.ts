/** One typed line -> the counts and groups of a contract line: `3 cracked, 2 missing`; whatever is not named is in order. */
import type { FindingType, Severity } from "../contract/terms.ts";
import { failed, type Result } from "../kernel/result.ts";
import type { StaffLanguage } from "../kernel/text.ts";
import type { CountProblem } from "./check-counts.ts";
import type { LineCounts } from "./inspection.ts";

/** A finding as far as a quick entry tells it. */
export interface FindingDraft {
  readonly type: FindingType;
  readonly severity: Severity | null;
  readonly sizeMm: number | null;
  /** Marks on each unit; 1 where nothing was said. */
  readonly marks: number;
}

export interface QuickGroup {
  readonly count: number;
  readonly findings: readonly FindingDraft[];
}

export interface QuickEntry {
  readonly counts: LineCounts;
  readonly groups: readonly QuickGroup[];
}

/** `path` of a problem is the piece of text it is about; `values` fill `inspect.entry.<code>` of the catalogue. */
export type QuickEntryProblem = CountProblem;

export interface QuickEntrySetting {
  /** Units out before this load. */
  readonly out: number;
  /** Units earlier loads declared missing; 0 unless the line has some. */
  readonly missingBefore?: number;
  /** Whose abbreviations and typos are understood; whole words of either language always are. */
  readonly language: StaffLanguage;
}

/** Reads a quick entry; every piece that is not understood is a problem of its own, and ambiguous words are never guessed. */
export function parseQuickEntry(text: string, _setting: QuickEntrySetting): Result<QuickEntry, QuickEntryProblem> {
  return failed([{ code: "not-understood", message: `not understood: ${text}`, path: text, line: null, column: null, values: { text } }]);
}
