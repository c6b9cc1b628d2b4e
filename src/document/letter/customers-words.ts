import type { Source } from "../../assessment/assessment.ts";
import type { Inspection } from "../../inspection/inspection.ts";

/** What the customer said about a source, in their own words: an exception's first, else what was said of all. */
export function customersWords(source: Source, { answer }: Inspection): string | null {
  if (answer === null) return null;
  const own = answer.exceptions.find(
    ({ position, subject, group, stance }) =>
      stance === "disputes" && position === source.position && subject === source.subject && group === source.group,
  );
  if (own) return own.words;
  return answer.all === "disputes" ? answer.words : null;
}
