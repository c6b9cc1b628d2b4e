/** "No, thank you", courteously: what we talked about, why, until when at least, and that an answer is read and kept. */
import type { Day } from "../../kernel/dates.ts";
import type { Language } from "../../kernel/text.ts";
import { formatDay } from "../../language/format.ts";
import type { Messages } from "../../language/messages.ts";
import { asSentence } from "../describe-source.ts";
import { mailBody } from "./bill-mail.ts";

export interface StandingLetterFacts {
  readonly language: Language;
  readonly firm: string;
  readonly talk: { readonly on: Day; readonly agreed: string };
  readonly reason: string;
  readonly reviewOn: Day;
  /** Who reads the answer. */
  readonly person: { readonly name: string; readonly phone: string; readonly email: string };
}

export interface WrittenLetter {
  readonly subject: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** The whole mail: greeting, paragraphs, signature. */
  readonly text: string;
}

/** @param t the customer's catalogue, in their language. */
export function standingLetter({ language, firm, talk, reason, reviewOn, person }: StandingLetterFacts, t: Messages): WrittenLetter {
  const paragraphs = [
    t("standing.thanks"),
    t("standing.talk", { day: formatDay(talk.on, language), agreed: asSentence(talk.agreed) }),
    t("standing.reason", { reason: asSentence(reason) }),
    t("standing.review", { day: formatDay(reviewOn, language) }),
    t("standing.answer", { ...person, phone: person.phone.replaceAll(" ", "\u00A0") }),
  ];
  const body = mailBody(
    paragraphs.map((paragraph) => [paragraph]),
    firm,
    t,
  );
  return { subject: t("standing.subject", { firm }), title: t("standing.title"), paragraphs, text: body };
}
