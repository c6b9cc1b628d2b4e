/** Which details of a finding a walk asks for: those the signed terms price by, then those that tell its story. */
import type { ContractLine } from "../contract/contract.ts";
import type { FindingType, Match, Terms } from "../contract/terms.ts";
import type { FindingDetail } from "./entries.ts";

const speaksOf = (match: Match, type: FindingType): boolean => match.types.length === 0 || match.types.includes(type);

/** Whether the severity of a finding decides money, so that it must be answered. */
export const severityNeeded = (type: FindingType, terms: Terms | null): boolean =>
  terms !== null && [...terms.wear, ...terms.damaged].some(({ match }) => speaksOf(match, type) && match.severities.length > 0);

const sizeMatters = (type: FindingType, terms: Terms): boolean =>
  terms.wear.some((rule) => speaksOf(rule.match, type) && (rule.upToSizeMm !== null || rule.match.sizeMm !== null)) ||
  terms.damaged.some((rule) => speaksOf(rule.match, type) && rule.match.sizeMm !== null);

const marksMatter = (type: FindingType, terms: Terms): boolean =>
  terms.wear.some((rule) => speaksOf(rule.match, type) && rule.upToMarks !== null) ||
  terms.damaged.some((rule) => speaksOf(rule.match, type) && rule.per === "mark");

const repairMatters = (type: FindingType, terms: Terms): boolean =>
  terms.damaged.some((rule) => speaksOf(rule.match, type) && (rule.price.kind === "repair" || rule.price.kind === "repairOrValue"));

/** The details to ask of a new finding of a type on a line, in order. */
export function detailsToAsk(type: FindingType, line: ContractLine, terms: Terms | null): readonly FindingDetail[] {
  const asked: FindingDetail[] = [];
  if (severityNeeded(type, terms)) asked.push("severity");
  if (terms !== null && marksMatter(type, terms)) asked.push("marks");
  if (terms !== null && sizeMatters(type, terms)) asked.push("sizeMm");
  if (line.parts.length > 0) asked.push("part");
  if (terms !== null && repairMatters(type, terms)) asked.push("repair");
  return [...asked, "cause", "note", "photos", "another"];
}
