/** What `contracts terms explain` does: a terms file in plain words, with an example of each rule. */
import { explainInWords, explainingLanguage } from "../../app/explain-terms.ts";
import { explainedJson, explainedTerms } from "../output/explained-terms.ts";
import type { Session } from "../session.ts";
import { acceptedTerms } from "./check-terms-file.ts";

/** @throws UserError `terms-have-errors`, `language-not-in-terms`. */
export async function explainTermsFile(session: Session, path: string, asked: string | null): Promise<void> {
  const { terms, pin } = await acceptedTerms(session, path);
  const language = explainingLanguage(terms, asked, session.language);
  const messages = await session.customerTexts(language);
  const words = explainInWords(terms, language, messages);
  if (session.flags.json) return session.json({ terms: pin, ...explainedJson(words) });
  session.print(...explainedTerms({ words, messages, paint: session.out }));
}
