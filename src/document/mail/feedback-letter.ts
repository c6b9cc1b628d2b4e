/** A short letter that asks for a customer's word once all is settled, and one that says what we say of a return. */
import type { Instant } from "../../kernel/dates.ts";
import type { Language } from "../../kernel/text.ts";
import { formatCount, formatDateTime } from "../../language/format.ts";
import type { Messages } from "../../language/messages.ts";
import { mailBody } from "./bill-mail.ts";
import type { WrittenLetter } from "./standing-letter.ts";

export interface AskedToSay {
  readonly contract: string;
  readonly firm: string;
  readonly phone: string;
  readonly email: string;
}

const written = (subject: string, title: string, paragraphs: readonly string[], firm: string, t: Messages): WrittenLetter => ({
  subject,
  title,
  paragraphs,
  text: mailBody(
    paragraphs.map((paragraph) => [paragraph]),
    firm,
    t,
  ),
});

/** @param t the customer's catalogue, in their language. */
export function feedbackInvitation({ contract, firm, phone, email }: AskedToSay, t: Messages): WrittenLetter {
  const values = { contract, firm, phone: phone.replaceAll(" ", "\u00A0"), email };
  const paragraphs = ["settled", "ask", "how", "once"].map((part) => t(`feedback.${part}`, values));
  return written(t("feedback.subject", values), t("feedback.title"), paragraphs, firm, t);
}

export interface FactsOfReturn {
  readonly contract: string;
  readonly firm: string;
  readonly language: Language;
  readonly zone: string;
  readonly cameBackAt: Instant;
  readonly due: Instant;
  readonly onTime: boolean;
  readonly dirty: number;
  readonly missing: number;
  readonly stillOut: number;
  readonly inOrder: number;
  readonly agreed: boolean | null;
}

/** Each fact a sentence, good ones first. */
export function returnFactsLetter(facts: FactsOfReturn, t: Messages): WrittenLetter {
  const { contract, firm, language, zone, onTime, dirty, missing, stillOut, inOrder, agreed } = facts;
  const time = (moment: Instant): string => formatDateTime(moment, zone, language);
  const counted = (count: number) => ({ count, figure: formatCount(count, language) });
  const said: readonly (readonly [good: boolean, text: string])[] = [
    [true, t("returnFacts.inOrder", counted(inOrder))],
    [onTime, t(onTime ? "returnFacts.onTime" : "returnFacts.late", { back: time(facts.cameBackAt), due: time(facts.due) })],
    [dirty === 0, t(dirty === 0 ? "returnFacts.clean" : "returnFacts.dirty", counted(dirty))],
    [missing === 0, t(missing === 0 ? "returnFacts.complete" : "returnFacts.missing", counted(missing))],
    ...(stillOut > 0 ? [[false, t("returnFacts.stillOut", counted(stillOut))] as const] : []),
    [agreed !== false, t(`returnFacts.agreed.${agreed === null ? "unsaid" : agreed ? "yes" : "no"}`)],
  ];
  const paragraphs = [
    t("returnFacts.intro", { contract }),
    ...said.filter(([good]) => good).map(([, text]) => text),
    ...said.filter(([good]) => !good).map(([, text]) => text),
    t("returnFacts.right"),
  ];
  return written(t("returnFacts.title"), t("returnFacts.title"), paragraphs, firm, t);
}
