import type { Language } from "../kernel/text.ts";

/**
 * The locale whose plurals and numbers each language follows. English is written as in Ireland, the other English of the euro:
 * `€1,234.50`, `18 May 2026`.
 */
export const LOCALES: Readonly<Record<Language, string>> = { fi: "fi-FI", sv: "sv-FI", en: "en-IE" };
