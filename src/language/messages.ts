/** Texts in ICU message format, looked up by key. Catalogues come in as arguments; a test finds any key that a language lacks. */
import { type Formatters, IntlMessageFormat } from "intl-messageformat";
import type { Language } from "../kernel/text.ts";
import { formatCount } from "./format.ts";

// Asking Intl for number formats loads tens of milliseconds of locale data. Our three locales need no negotiation, and counts are ours to write.
IntlMessageFormat.resolveLocale = (locales) => new Intl.Locale(String(locales));
const formattersFor = (locale: string) => {
  // Making rules takes longer than asking them, and a screen asks many times.
  const rules = new Map<string, Intl.PluralRules>();
  return {
    getNumberFormat: () => ({ format: (count: number) => formatCount(count, locale.slice(0, 2) as Language) }),
    getPluralRules: (...given: ConstructorParameters<typeof Intl.PluralRules>) => {
      const key = JSON.stringify(given);
      const known = rules.get(key) ?? new Intl.PluralRules(...given);
      rules.set(key, known);
      return known;
    },
  } as unknown as Formatters;
};

/** A text whose arguments all stand as they are: `{name}`. It needs no formatter, which would cost a command's start milliseconds. */
const SIMPLE = /^(?:[^{}']|\{\w+\})*$/u;

export type Catalogue = Readonly<Record<string, string>>;
export type MessageValues = Readonly<Record<string, string | number>>;

export interface Messages {
  /** @throws RangeError for a key the catalogue lacks: our bug, never shown as an empty text. */
  (key: string, values?: MessageValues): string;
  has(key: string): boolean;
}

/** @throws RangeError for a value that is missing, as the formatter does. */
const filled = (text: string, key: string, values: MessageValues): string =>
  text.replace(/\{(\w+)\}/gu, (_, name: string) => {
    if (values[name] === undefined) throw new RangeError(`no value for ${name} in ${key}`);
    return String(values[name]);
  });

/** @param locale BCP 47 tag for plurals and numbers: `fi-FI`, `sv-FI`, `en-FI`. */
export function createMessages(catalogue: Catalogue, locale: string): Messages {
  const formatters = formattersFor(locale);
  const parsed = new Map<string, IntlMessageFormat>();
  const messages = (key: string, values: MessageValues = {}): string => {
    const text = catalogue[key];
    if (text === undefined) throw new RangeError(`no message for ${key} in ${locale}`);
    if (SIMPLE.test(text)) return filled(text, key, values);
    let format = parsed.get(key);
    if (!format) {
      format = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true, formatters });
      parsed.set(key, format);
    }
    return String(format.format({ ...values }));
  };
  return Object.assign(messages, { has: (key: string): boolean => catalogue[key] !== undefined });
}
