/** `--language fi|sv|en`: which language the sentences of a calculation are told in. */
import { UsageError } from "../../kernel/errors.ts";
import { LANGUAGES, type Language } from "../../kernel/text.ts";

/** @returns null when none is asked for. @throws UsageError `not-a-language`. */
export function chosenLanguage(given: unknown): Language | null {
  if (typeof given !== "string") return null;
  const language = LANGUAGES.find((one) => one === given);
  if (language) return language;
  throw new UsageError(
    "not-a-language",
    { given: given.slice(0, 20) },
    LANGUAGES.map((one) => `--language ${one}`),
  );
}
