import type { TraceStep } from "../../assessment/assessment.ts";
import type { Describing } from "../describe-source.ts";

export function sayStep(
  step: Pick<TraceStep, "sentence" | "values">,
  { messages }: Pick<Describing, "messages" | "language">,
): string | null {
  return messages.has(step.sentence) ? messages(step.sentence) : step.sentence;
}
