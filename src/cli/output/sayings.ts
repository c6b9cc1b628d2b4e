/** The sentences of calculations and reasons, as the letters of a language print them. */
import { sayStep } from "../../document/letter/say-step.ts";
import { LANGUAGES, type Language, plain } from "../../kernel/text.ts";
import type { Sentence } from "../../language/trace-sentence.ts";
import type { Session } from "../session.ts";

export type Say = (step: Sentence) => string;

/** What to say a bill's steps by, given the customer's language. */
export type Sayings = (language: Language) => Say;

/** @param chosen the language asked for; null: each bill in its customer's. */
export async function sayingsOf(session: Session, chosen: Language | null = null): Promise<Sayings> {
  const texts = await Promise.all(LANGUAGES.map(async (language) => [language, await session.customerTexts(language)] as const));
  const says = new Map(texts.map(([language, messages]) => [language, (step: Sentence) => plain(sayStep(step, { messages, language }))]));
  return (language) => says.get(chosen ?? language) as Say;
}
