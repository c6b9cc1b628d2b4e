/** Makes the steps of a calculation; levels follow from the numbers (DESIGN §6). */
import type { Cents } from "../kernel/money.ts";
import type { StepNumber, TraceStep, TraceValue } from "./assessment.ts";

interface Cited {
  readonly id: string;
  readonly clause: string;
}

const levelOf = (step: StepNumber): TraceStep["level"] => (step <= 5 ? "unit" : step <= 8 ? "line" : "contract");

/** @param rule null for what the engine does by itself. */
export const traced = (
  step: StepNumber,
  rule: Cited | null,
  sentence: string,
  values: Readonly<Record<string, TraceValue>>,
  out: Cents,
): TraceStep => ({ step, level: levelOf(step), rule: rule?.id ?? null, clause: rule?.clause ?? null, sentence, values, out });
