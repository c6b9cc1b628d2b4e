/** The one door for terms: text in, rules out, or every problem at once. What the rules mean together is `check-terms.ts`' matter. */
import { failed, ok, type Result } from "../kernel/result.ts";
import { checkTerms } from "./check-terms.ts";
import { decode, inOrder } from "./reading/issues.ts";
import type { Places } from "./reading/places.ts";
import { readDocument } from "./reading/read-document.ts";
import type { Terms } from "./terms.ts";
import { checkSteps } from "./terms-checks/steps.ts";
import { termsFileSchema } from "./terms-schema/terms.ts";

export interface ParsedTerms {
  readonly terms: Terms;
  readonly places: Places;
}

/** Reads YAML or JSON. Problems come in the order of the file. */
export function parseTerms(text: string): Result<ParsedTerms> {
  const { value, places, problems: unread } = readDocument(text);
  if (value === null) return failed(unread);
  const decoded = decode(termsFileSchema, value, places);
  const problems = [...unread, ...decoded.problems, ...checkSteps(value, places)];
  if (decoded.value === null) return failed(inOrder(problems));
  const terms = toTerms(decoded.value);
  // What rules mean together is said in the same go, so that nothing comes up only after the first round of mending.
  if (problems.length > 0) return failed(inOrder([...problems, ...checkTerms(terms, places).errors]));
  return ok({ terms, places });
}

function toTerms(file: TermsFile): Terms {
  const { clauses, ourFaults, ...rest } = file;
  return {
    ...rest,
    clauses: Object.entries(clauses)
      .map(([number, clause]) => ({ number, ...clause }))
      .sort((a, b) => a.number.localeCompare(b.number, "en", { numeric: true })),
    wear: named("wear", file.wear),
    damaged: named("damaged", file.damaged),
    missing: named("missing", file.missing),
    dirty: named("dirty", file.dirty),
    late: named("late", file.late),
    lossOfUse: named("lossOfUse", file.lossOfUse),
    extras: named("extras", file.extras),
    caps: named("caps", file.caps),
    ...(ourFaults.length > 0 ? { ourFaults: named("ourFaults", ourFaults) } : {}),
  };
}
type TermsFile = ReturnType<typeof termsFileSchema.parse>;

/** `damaged.1` for a rule that its author left without a name. */
const named = <R extends { readonly id: string | null }>(section: string, rules: readonly R[]): readonly (R & { readonly id: string })[] =>
  rules.map((rule, index) => ({ ...rule, id: rule.id ?? `${section}.${index + 1}` }));
