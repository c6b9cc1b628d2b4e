import type { TraceStep } from "../../assessment/assessment.ts";
import type { Letter } from "./letter.ts";

export function sayStep(step: Pick<TraceStep, "sentence" | "values">, { messages }: Letter): string | null {
  return messages.has(step.sentence) ? messages(step.sentence) : step.sentence;
}
