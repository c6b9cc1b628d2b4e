/** What the screens of a bill share: names, facts, clauses and the sentences of a calculation, in the staff's language. */
import type { Charge, NotCharged, Source, TraceStep } from "../../assessment/assessment.ts";
import type { Contract } from "../../contract/contract.ts";
import type { Terms } from "../../contract/terms.ts";
import { type Describing, factOf, productOf } from "../../document/describe-source.ts";
import { sayStep } from "../../document/letter/say-step.ts";
import type { Inspection } from "../../inspection/inspection.ts";
import type { Cents } from "../../kernel/money.ts";
import { inLanguage, type Language, plain } from "../../kernel/text.ts";
import { formatMoney } from "../../language/format.ts";
import type { Session } from "../session.ts";

/** What a bill is told from. */
export interface BillingSubject {
  readonly contract: Contract;
  readonly terms: Terms;
  readonly inspection: Inspection;
}

export interface BillingTexts {
  money(amount: Cents): string;
  product(source: Source): string;
  fact(charge: Pick<Charge, "source" | "kind"> | NotCharged): string;
  /** `clause 5.2 Damaged furniture`. */
  clause(number: string): string;
  /** A step of a calculation, or a reason for charging nothing. */
  step(step: TraceStep | NotCharged): string;
}

/** @param language of what the customer reads too; the rest is in the staff's. */
export async function billingTexts(
  session: Session,
  { contract, terms, inspection }: BillingSubject,
  language: Language = session.language,
): Promise<BillingTexts> {
  const { t } = session;
  const describing: Describing = { contract, inspection, language, messages: await session.customerTexts(language) };
  return {
    money: (amount) => formatMoney(amount, language),
    product: (source) => plain(productOf(source, describing)),
    fact: (entry) => plain(factOf(entry.source, describing, "kind" in entry ? entry.kind : null)),
    clause: (number) => {
      const title = terms.clauses.find((clause) => clause.number === number)?.title ?? {};
      return t("invoice.clause", { number: plain(number), title: plain(inLanguage(title, language)) }).trim();
    },
    step: (step) => plain(sayStep(step, describing)),
  };
}
