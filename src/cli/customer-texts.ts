/** What customers read, from `templates/`; each language is read once a process. */
import type { Language } from "../kernel/text.ts";
import { LOCALES } from "../language/locale.ts";
import { createMessages, type Messages } from "../language/messages.ts";
import { readCatalogue } from "../storage/templates.ts";

const read = new Map<Language, Messages>();

/** @throws UserError `installation-incomplete`. */
export function customerTexts(language: Language): Messages {
  const texts = read.get(language) ?? createMessages(readCatalogue("customer", language), LOCALES[language]);
  read.set(language, texts);
  return texts;
}
