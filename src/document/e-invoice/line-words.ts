/** What a charge says where it stands alone, in the words of the letter: the thing, the fact with its clause, how the sum was reached. */
import type { Charge } from "../../assessment/assessment.ts";
import type { Terms } from "../../contract/terms.ts";
import type { ChargeWords } from "../../invoice/billing.ts";
import { inLanguage } from "../../kernel/text.ts";
import { type Describing, factOf, productOf } from "../describe-source.ts";
import { sayStep } from "../letter/say-step.ts";

export interface LineContext extends Describing {
  readonly terms: Terms;
}

export function lineWords(charge: Charge, context: LineContext): ChargeWords {
  const { messages: t, language, terms } = context;
  const clause = terms.clauses.find(({ number }) => number === charge.clause);
  const title = clause ? inLanguage(clause.title, language) : "";
  const grounds = t("letter.charge.clause", { number: charge.clause, title }).replace(/ · $/u, "");
  const steps = charge.trace.map((step) => sayStep(step, context));
  return {
    name: productOf(charge.source, context),
    description: `${factOf(charge.source, context, charge.kind)}. ${grounds}`,
    note: steps.length === 0 ? null : steps.join(" "),
  };
}
