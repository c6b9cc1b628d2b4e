/** What was ours, as a fact about the delivery, with how the sum was reached. */
import type { RentReduction } from "../assessment/rent-reduction.ts";
import type { Language } from "../kernel/text.ts";
import { formatCount } from "../language/format.ts";
import type { Messages } from "../language/messages.ts";
import { traceSentence } from "../language/trace-sentence.ts";

/** @param t the customers' texts in `language`. Without a full stop at its end. */
export function faultFact({ fault, clause, trace }: RentReduction, t: Messages, language: Language): string {
  const { kind, count, days, note } = fault;
  const what = [
    t(`ourFault.fact.${kind}`),
    count === null ? null : t("ourFault.count", { count, figure: formatCount(count, language) }),
    days === null ? null : t("ourFault.days", { count: days }),
    note === null ? null : note.replace(/\.$/u, ""),
  ].filter((part) => part !== null);
  const sums = trace.map((step) => traceSentence(t, step, language));
  const by = clause === null ? [] : [t("ourFault.clause", { clause })];
  return [`${what.join(", ")}.`, ...by, ...sums].join(" ").replace(/\.$/u, "");
}
