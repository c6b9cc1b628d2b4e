/** Findings that were made after the return, in the order of lines and groups. */
import type { Finding, Inspection } from "./inspection.ts";

export interface LateFinding {
  readonly position: number;
  readonly group: string;
  /** How many units share it. */
  readonly count: number;
  readonly finding: Finding & { readonly late: NonNullable<Finding["late"]> };
}

const isLate = (finding: Finding): finding is LateFinding["finding"] => finding.late !== null;

export const lateFindings = ({ lines }: Inspection): readonly LateFinding[] =>
  lines.flatMap(({ position, groups }) =>
    groups.flatMap(({ id: group, count, findings }) => findings.filter(isLate).map((finding) => ({ position, group, count, finding }))),
  );

/** Those of which no notice has left. */
export const unnoticed = (inspection: Inspection): readonly LateFinding[] =>
  lateFindings(inspection).filter(({ finding }) => finding.late.noticeSentAt === null);
