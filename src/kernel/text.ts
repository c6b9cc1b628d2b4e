/** The three languages customers are written to in. Staff screens use the first and the last. */
export type Language = "fi" | "sv" | "en";
export const LANGUAGES: readonly Language[] = ["fi", "sv", "en"];
export type StaffLanguage = "fi" | "en";

/** A text in the languages it exists in. */
export type LocalText = Readonly<Partial<Record<Language, string>>>;

/** The text in a language, else in the first language of the house that has it. */
export const inLanguage = (text: LocalText, language: Language): string => text[language] ?? text.fi ?? text.sv ?? text.en ?? "";

/** The longest name, note or other single text the product accepts, in characters. */
export const LONGEST_TEXT = 2_000;

/**
 * Text from data without what could steer a terminal or confuse a reader: control characters, escape sequences' first
 * byte, and the marks that turn the reading direction. Line ends survive only where `lines` asks for them.
 */
export function plain(text: string, { lines = false }: { lines?: boolean } = {}): string {
  const controls = lines
    ? /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu
    : /[\u0000-\u001F\u007F-\u009F\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
  return text.replace(controls, "").normalize("NFC");
}
