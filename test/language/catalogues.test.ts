/** Every catalogue says the same things in each of its languages, parses, and keeps the house's tone. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../../templates/messages", import.meta.url));
const LANGUAGES = { customer: ["fi", "sv", "en"], staff: ["fi", "en"] } as const;
type Kind = keyof typeof LANGUAGES;
type Texts = Readonly<Record<string, string>>;

const areasOf = (kind: Kind, language: string): string[] => readdirSync(join(ROOT, kind, language)).sort();
const read = (kind: Kind, language: string, area: string): Texts => JSON.parse(readFileSync(join(ROOT, kind, language, area), "utf8"));

type Elements = ReturnType<IntlMessageFormat["getAst"]>;

/**
 * What a message puts in and what it decides by. A language may do without a choice (Finnish has one form where Swedish has two), so
 * choices are told apart from values.
 */
function argumentsOf(elements: Elements, found = { values: new Set<string>(), choices: new Set<string>() }) {
  for (const element of elements) {
    if ("options" in element) {
      found.choices.add(element.value);
      for (const option of Object.values(element.options)) argumentsOf(option.value, found);
    } else if (element.type === 1) found.values.add(element.value);
  }
  return found;
}

const parse = (text: string): Elements => new IntlMessageFormat(text, "en-IE", undefined, { ignoreTag: true }).getAst();
const isHelp = (key: string): boolean => key.startsWith("help.");

describe.each(Object.keys(LANGUAGES) as Kind[])("%s texts", (kind) => {
  const [first, ...others] = LANGUAGES[kind];
  const areas = areasOf(kind, first);

  test("the same areas in every language", () => {
    for (const language of others) expect(areasOf(kind, language)).toEqual(areas);
  });

  test.each(areas)("%s: the same keys in every language", (area) => {
    const keys = Object.keys(read(kind, first, area)).sort();
    for (const language of others) expect(Object.keys(read(kind, language, area)).sort()).toEqual(keys);
  });

  test.each(areas)(
    "%s: every message parses, takes the same values and makes no other choices than its first language knows the words for",
    (area) => {
      const all = LANGUAGES[kind].map((language) => ({ language, texts: read(kind, language, area) }));
      const wrong: string[] = [];
      for (const key of Object.keys(all[0]?.texts ?? {}).filter((candidate) => !isHelp(candidate))) {
        const found = all.map(({ language, texts }) => ({ language, ...argumentsOf(parse(texts[key] ?? "")) }));
        const allValues = new Set(found.flatMap(({ values, choices }) => [...values, ...choices]));
        for (const { language, values, choices } of found) {
          const spoken = new Set([...values, ...choices]);
          for (const name of allValues) {
            const onlyChosenElsewhere = found.every((other) => !other.values.has(name));
            if (!spoken.has(name) && !onlyChosenElsewhere) wrong.push(`${language} ${key}: {${name}} is missing`);
          }
        }
      }
      expect(wrong).toEqual([]);
    },
  );
});

/** The stems of WORDS' tone check, and what no letter of ours has. */
const HARD_WORDS: Readonly<Record<string, readonly string[]>> = {
  en: [
    "your fault",
    "careless",
    "negligent",
    "abused",
    "destroyed",
    "ruined",
    "filthy",
    "dishonest",
    "you claim",
    "allegedly",
    "excuse",
    "obviously",
    "as you should know",
    "final warning",
  ],
  fi: [
    "huolimat",
    "välinpitämät",
    "tuhottu",
    "pilattu",
    "törkeä",
    "saasta",
    "väitätte",
    "väität",
    "tekosyy",
    "tietenkin",
    "kuten tiedätte",
    "teidän syy",
    "teidän vika",
    "viimeinen varoitus",
    "joudumme",
  ],
  sv: [
    "vårdslös",
    "slarvig",
    "förstört",
    "fördärvat",
    "snuskig",
    "påstår",
    "bortförklaring",
    "undanflykt",
    "självklart",
    "som ni vet",
    "ert fel",
    "sista varning",
  ],
};

describe.each(LANGUAGES.customer)("the tone in %s", (language) => {
  test.each(areasOf("customer", language))("%s: no exclamation marks, no capitals for emphasis, no hard words", (area) => {
    const wrong = Object.entries(read("customer", language, area)).flatMap(([key, text]) => [
      ...(text.includes("!") ? [`${key}: exclamation mark`] : []),
      ...(HARD_WORDS[language] ?? []).filter((word) => text.toLowerCase().includes(word)).map((word) => `${key}: ${word}`),
      ...(text.match(/\p{Lu}{4,}/gu) ?? []).filter((word) => word !== "IBAN").map((word) => `${key}: ${word}`),
    ]);
    expect(wrong).toEqual([]);
  });

  test("'unfortunately' at most once in all letters", () => {
    const all = areasOf("customer", language).flatMap((area) => Object.values(read("customer", language, area)));
    expect(all.filter((text) => /valitettavasti|tyvärr|unfortunately/iu.test(text)).length).toBeLessThanOrEqual(1);
  });
});
