/**
 * What rules mean together. Ambiguous terms are refused when they are added, with the place in the file: where money is decided,
 * nothing is guessed. What no rule prices, what disagrees, and what would probably be held unreasonable towards a consumer is a warning.
 */
import type { LocatedProblem } from "../kernel/result.ts";
import { inOrder, problemAt } from "./reading/issues.ts";
import type { Places } from "./reading/places.ts";
import type { Terms } from "./terms.ts";
import { checkAgreement } from "./terms-checks/agreement.ts";
import { checkClauseTexts } from "./terms-checks/clause-texts.ts";
import { checkFairness } from "./terms-checks/fairness.ts";
import { checkGaps } from "./terms-checks/gaps.ts";
import { checkLanguages } from "./terms-checks/languages.ts";
import { checkOverlaps } from "./terms-checks/overlaps.ts";
import { checkReferences } from "./terms-checks/references.ts";
import type { TermsCheck } from "./terms-checks/report.ts";

const CHECKS: readonly TermsCheck[] = [
  checkLanguages,
  checkReferences,
  checkOverlaps,
  checkGaps,
  checkAgreement,
  checkFairness,
  checkClauseTexts,
];

/** Errors refuse the terms, warnings do not; each in the order of the file. */
export interface TermsFindings {
  readonly errors: readonly LocatedProblem[];
  readonly warnings: readonly LocatedProblem[];
}

export function checkTerms(terms: Terms, places: Places): TermsFindings {
  const errors: LocatedProblem[] = [];
  const warnings: LocatedProblem[] = [];
  const report = {
    error: (...[path, code, values]: Parameters<Parameters<TermsCheck>[1]["error"]>) =>
      void errors.push(problemAt(places, path, code, values)),
    warning: (...[path, code, values]: Parameters<Parameters<TermsCheck>[1]["warning"]>) =>
      void warnings.push(problemAt(places, path, code, values)),
  };
  for (const check of CHECKS) check(terms, report, places);
  return { errors: inOrder(errors), warnings: inOrder(warnings) };
}
