/** A rule that cannot reckon a sum stops: the orchestrator makes a problem of it, and a problem stops the bill. */
import type { AssessmentProblem, TraceValue } from "./assessment.ts";

export class Stop extends Error {
  readonly code: AssessmentProblem["code"];
  readonly values: Readonly<Record<string, TraceValue>>;

  constructor(code: AssessmentProblem["code"], values: Readonly<Record<string, TraceValue>> = {}) {
    super(code);
    this.name = "Stop";
    this.code = code;
    this.values = values;
  }
}
