/** Every clause, definition and name is there in every language the terms promise. */
import type { Language, LocalText } from "../../kernel/text.ts";
import type { Path } from "../reading/places.ts";
import type { Terms } from "../terms.ts";
import type { TermsCheck } from "./report.ts";

const NAMES: Readonly<Record<Language, string>> = { fi: "Finnish", sv: "Swedish", en: "English" };

export const checkLanguages: TermsCheck = (terms, report) => {
  for (const { path, text, what } of textsOf(terms)) {
    const lacking = terms.languages.filter((language) => text[language] === undefined);
    if (lacking.length === 0) continue;
    const names = lacking.map((language) => NAMES[language]).join(" and ");
    report.error(path, "no-language", `${what} has no ${names}, which the terms promise: add ${lacking.join(" and ")}`);
  }
};

function* textsOf(terms: Terms): Generator<{ readonly path: Path; readonly text: LocalText; readonly what: string }> {
  yield { path: ["title"], text: terms.title, what: "the title" };
  for (const { number, title, text } of terms.clauses) {
    yield { path: ["clauses", number, "title"], text: title, what: `the heading of clause ${number}` };
    yield { path: ["clauses", number, "text"], text, what: `clause ${number}` };
  }
  for (const [index, { severity, text }] of terms.severities.entries()) {
    yield { path: ["severities", index, "text"], text, what: `the definition of ${severity}` };
  }
  for (const [index, { id, name }] of terms.waivers.entries())
    yield { path: ["waivers", index, "name"], text: name, what: `the name of ${id}` };
  for (const [kind, entry] of Object.entries(terms.vat)) yield { path: ["vat", kind, "reason"], text: entry.reason, what: "the reason" };
}
