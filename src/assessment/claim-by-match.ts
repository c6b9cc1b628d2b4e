/** Which rule claims a finding or a line. Terms in which two do are refused; where it happens all the same, nothing is guessed. */
import type { ContractLine } from "../contract/contract.ts";
import type { FindingType, Match, Severity } from "../contract/terms.ts";

/** What a rule's match is held against. */
export interface Traits {
  readonly type: FindingType;
  readonly severity: Severity | null;
  readonly sizeMm: number | null;
  readonly part: string | null;
}

const allows = <T>(list: readonly T[], value: T | null): boolean => list.length === 0 || (value !== null && list.includes(value));

export const matchesLine = (match: Match, line: ContractLine): boolean =>
  allows(match.categories, line.category) && allows(match.products, line.product);

function matchesSize(match: Match, sizeMm: number | null): boolean {
  if (match.sizeMm === null) return true;
  if (sizeMm === null) return false;
  const { from, below } = match.sizeMm;
  return (from === null || sizeMm >= from) && (below === null || sizeMm < below);
}

export const matchesFinding = (match: Match, line: ContractLine, traits: Traits): boolean =>
  allows(match.types, traits.type) &&
  allows(match.severities, traits.severity) &&
  matchesLine(match, line) &&
  allows(match.parts, traits.part) &&
  matchesSize(match, traits.sizeMm);

interface Claimant {
  readonly id: string;
  readonly match: Match;
}

/** The one rule of those that match; one that names the part goes before one that speaks of everything. @throws RangeError for two. */
function onlyOne<R extends Claimant>(matching: readonly R[], part: string | null): R | null {
  const naming = part === null ? [] : matching.filter((rule) => rule.match.parts.includes(part));
  const claimants = naming.length > 0 ? naming : matching;
  if (claimants.length > 1) throw new RangeError(`more than one rule claims this: ${claimants.map((rule) => rule.id).join(", ")}`);
  return claimants[0] ?? null;
}

/** The rule that prices a finding, or null. @throws RangeError when two do. */
export const findingClaimant = <R extends Claimant>(rules: readonly R[], line: ContractLine, traits: Traits): R | null =>
  onlyOne(
    rules.filter((rule) => matchesFinding(rule.match, line, traits)),
    traits.part,
  );

/** The rule that speaks of a line, or of one of its parts, or null. @throws RangeError when two do. */
export const lineClaimant = <R extends Claimant>(rules: readonly R[], line: ContractLine, part: string | null = null): R | null =>
  onlyOne(
    rules.filter((rule) => matchesLine(rule.match, line) && allows(rule.match.parts, part)),
    part,
  );
