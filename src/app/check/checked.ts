/** What a check of somebody's file has shown. */
import type { Day } from "../../kernel/dates.ts";

/** `failed` speaks against file or books; `open` is what could not be shown; `note` is worth knowing. */
export type Outcome = "proved" | "failed" | "open" | "note";

/** One place where two things differ. */
export interface Difference {
  /** What was issued, or what the books say; null: nothing stands there. */
  readonly issued: string | null;
  /** What the file says, or what comes of it now. */
  readonly here: string | null;
}

/** One thing that was looked at. Its words are `check.<code>` of the staff's catalogue. */
export interface Point {
  readonly code: string;
  readonly outcome: Outcome;
  readonly values: Readonly<Record<string, string | number>>;
  /** At most {@link MOST_DIFFERENCES}. */
  readonly differences: readonly Difference[];
}

export const MOST_DIFFERENCES = 12;

export const point = (code: string, outcome: Outcome, values: Point["values"] = {}, differences: readonly Difference[] = []): Point => ({
  code,
  outcome,
  values,
  differences: differences.slice(0, MOST_DIFFERENCES),
});

/** The document of the books that a file is held against. */
export interface CheckedDocument {
  readonly kind: "billing" | "creditNote" | "reminder" | "record" | "signedCopy";
  /** Its numbers, or the id of the walkthrough. */
  readonly name: string;
  readonly contract: string;
  readonly customer: string;
  readonly on: Day;
}

export interface Checked {
  /** The file is what was issued, and nothing speaks against it or against the books behind it. */
  readonly proven: boolean;
  /** Short of proof: nothing that was looked at speaks against it, and what could be compared agrees. */
  readonly agrees: boolean;
  readonly document: CheckedDocument | null;
  readonly points: readonly Point[];
}

/** The points about the file itself begin so. */
const ABOUT_FILE = "file.";

export function judged(document: CheckedDocument | null, points: readonly Point[]): Checked {
  const isIssued = points.some(({ code, outcome }) => code.startsWith(ABOUT_FILE) && outcome === "proved");
  const sound = points.every(({ outcome }) => outcome !== "failed");
  return { proven: isIssued && sound, agrees: sound && points.some(({ outcome }) => outcome === "proved"), document, points };
}
