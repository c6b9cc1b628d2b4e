/** Reads and checks a terms file: all that is wrong in one go, each at its place in the file. */
import { checkTerms } from "../contract/check-terms.ts";
import type { TermsPin } from "../contract/contract.ts";
import { parseTerms } from "../contract/parse-terms.ts";
import { pinTerms } from "../contract/pin-terms.ts";
import type { Terms } from "../contract/terms.ts";
import { type FileProblem, inFile } from "../kernel/result.ts";

export interface ReadTerms {
  readonly terms: Terms;
  readonly pin: TermsPin;
  /** The file as written. */
  readonly source: string;
}

export interface TermsReading {
  /** Null when there are problems. */
  readonly read: ReadTerms | null;
  readonly problems: readonly FileProblem[];
  readonly warnings: readonly FileProblem[];
}

/** @param file Name for the problems. */
export function readTerms(file: string, text: string): TermsReading {
  const parsed = parseTerms(text);
  if (!parsed.ok) return { read: null, problems: inFile(file, parsed.problems), warnings: [] };
  const { terms, places } = parsed.value;
  const { errors, warnings } = checkTerms(terms, places);
  const read = errors.length > 0 ? null : { terms, pin: pinTerms(terms), source: text };
  return { read, problems: inFile(file, errors), warnings: inFile(file, warnings) };
}
