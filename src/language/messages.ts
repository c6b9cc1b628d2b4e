/** Texts in ICU message format, looked up by key. Catalogues come in as arguments; a test finds any key that a language lacks. */
import { IntlMessageFormat } from "intl-messageformat";

export type Catalogue = Readonly<Record<string, string>>;
export type MessageValues = Readonly<Record<string, string | number>>;

export interface Messages {
  /** @throws RangeError for a key the catalogue lacks: our bug, never shown as an empty text. */
  (key: string, values?: MessageValues): string;
  has(key: string): boolean;
}

/** @param locale BCP 47 tag for plurals and numbers: `fi-FI`, `sv-FI`, `en-FI`. */
export function createMessages(catalogue: Catalogue, locale: string): Messages {
  const parsed = new Map<string, IntlMessageFormat>();
  const messages = (key: string, values: MessageValues = {}): string => {
    const text = catalogue[key];
    if (text === undefined) throw new RangeError(`no message for ${key} in ${locale}`);
    if (!text.includes("{") && !text.includes("'")) return text;
    let format = parsed.get(key);
    if (!format) {
      format = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
      parsed.set(key, format);
    }
    return String(format.format({ ...values }));
  };
  return Object.assign(messages, { has: (key: string): boolean => catalogue[key] !== undefined });
}
