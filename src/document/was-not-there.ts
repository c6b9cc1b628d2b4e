import type { Source } from "../assessment/assessment.ts";
import type { Finding, Inspection } from "../inspection/inspection.ts";

/** The hand-over's record speaks of the line and has none of these findings on it. @param baseline null or absent: there is no such record. */
export function wasNotThere(baseline: Inspection | null | undefined, { position }: Source, findings: readonly Finding[]): boolean {
  const line = baseline?.lines.find((candidate) => candidate.position === position);
  if (!line) return false;
  const before = line.groups.flatMap((one) => one.findings).map(({ type }) => type);
  return findings.every(({ type }) => !before.includes(type));
}
