/** What the rules found out about the units of a line: cohorts with their prices, what costs nothing, what needs a decision. */
import type { AssessmentProblem, NotCharged, Source } from "./assessment.ts";
import type { Cohort } from "./draft.ts";
import { Stop } from "./stop.ts";

export interface Found {
  readonly cohorts: readonly Cohort[];
  readonly notCharged: readonly NotCharged[];
  readonly problems: readonly AssessmentProblem[];
}

export const NOTHING_FOUND: Found = { cohorts: [], notCharged: [], problems: [] };

export function allFound(found: readonly Found[]): Found {
  const [only] = found;
  if (only && found.length === 1) return only;
  const all = { cohorts: [] as Cohort[], notCharged: [] as NotCharged[], problems: [] as AssessmentProblem[] };
  for (const { cohorts, notCharged, problems } of found) {
    for (const cohort of cohorts) all.cohorts.push(cohort);
    for (const spared of notCharged) all.notCharged.push(spared);
    for (const problem of problems) all.problems.push(problem);
  }
  return all;
}

/** The problem a thrown error stands for: what a rule could not reckon, or a rule that failed. Both stop the bill. */
export function problemOf(error: unknown, source: Source): AssessmentProblem {
  if (error instanceof Stop) return { code: error.code, source, values: error.values };
  return { code: "ruleFailed", source, values: { message: { text: (error as Error).message } } };
}

/** Runs a rule over one source; what it throws becomes a problem of that source. */
export function guarded(source: Source, work: () => Found): Found {
  try {
    return work();
  } catch (error) {
    return { ...NOTHING_FOUND, problems: [problemOf(error, source)] };
  }
}
