/** Which clauses of the signed terms bear on a line as it stands: what is looked up at the counter when somebody asks where it says so. */
import type { ContractLine } from "../contract/contract.ts";
import { type Clause, FINDING_TYPES, type FindingType, type Match, type Terms } from "../contract/terms.ts";
import { speaksOf } from "./finding-details.ts";
import type { LineFacts } from "./inspection.ts";

/** Facts as far as a line has them; a line without any is asked about for all that may come. */
type Found = Pick<LineFacts, "damaged" | "missing" | "dirty" | "missingParts" | "groups">;

interface Citing {
  readonly clause: string;
  readonly match: Match;
}

const isAbout = ({ match }: Citing, line: ContractLine): boolean =>
  (match.products.length === 0 || match.products.includes(line.product)) &&
  (match.categories.length === 0 || (line.category !== null && match.categories.includes(line.category)));

/** Price first, then what is never charged, then how the value is reckoned: in the order in which it is asked. */
function cited(line: ContractLine, found: Found | null, types: readonly FindingType[], terms: Terms): string[] {
  const speaking = (rules: readonly Citing[]): string[] =>
    rules.filter(({ match }) => types.some((type) => speaksOf(match, type, line))).map(({ clause }) => clause);
  const about = (rules: readonly Citing[], applies: boolean): string[] =>
    applies ? rules.filter((rule) => isAbout(rule, line)).map(({ clause }) => clause) : [];
  const gone = found === null || found.missing > 0 || Object.keys(found.missingParts).length > 0;
  const damaged = types.length > 0;
  return [
    ...speaking(terms.damaged),
    ...speaking(terms.wear),
    ...about(terms.missing, gone),
    ...about(terms.dirty, found === null || found.dirty > 0),
    ...(damaged || gone ? [terms.value?.clause ?? ""] : []),
    ...about(terms.lossOfUse, damaged),
  ];
}

/**
 * @param found null before anything was counted.
 * @param type of the finding that is asked about; null: whatever the line has.
 * @returns each clause once; none where nothing of the terms speaks of the line as it stands.
 */
export function clausesThatBear(line: ContractLine, found: Found | null, type: FindingType | null, terms: Terms): readonly Clause[] {
  const seen = found?.groups.flatMap((group) => group.findings.map((finding) => finding.type)) ?? [];
  const types = type !== null ? [type] : found === null || (found.damaged > 0 && seen.length === 0) ? FINDING_TYPES : seen;
  const numbers = cited(line, type === null ? found : NOTHING_ELSE, types, terms);
  return [...new Set(numbers)].flatMap((number) => terms.clauses.find((clause) => clause.number === number) ?? []);
}

/** A finding of its own is asked about, not the rest of its line. */
const NOTHING_ELSE: Found = { damaged: 0, missing: 0, dirty: 0, missingParts: {}, groups: [] };
