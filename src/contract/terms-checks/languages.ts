/** Every clause, definition and name is there in every language the terms promise. */
import type { LocalText } from "../../kernel/text.ts";
import type { Path } from "../reading/places.ts";
import type { Terms } from "../terms.ts";
import type { TermsCheck } from "./report.ts";

export const checkLanguages: TermsCheck = (terms, report) => {
  for (const { path, text, ...about } of textsOf(terms)) {
    for (const language of terms.languages.filter((each) => text[each] === undefined)) {
      report.error(path, "text-without-language", { ...about, language });
    }
  }
};

function* textsOf(terms: Terms): Generator<{ readonly path: Path; readonly text: LocalText; readonly what: string; readonly of: string }> {
  yield { path: ["title"], text: terms.title, what: "title", of: "" };
  for (const { number, title, text } of terms.clauses) {
    yield { path: ["clauses", number, "title"], text: title, what: "heading", of: number };
    yield { path: ["clauses", number, "text"], text, what: "clause", of: number };
  }
  for (const [index, { severity, text }] of terms.severities.entries()) {
    yield { path: ["severities", index, "text"], text, what: "severity", of: severity };
  }
  for (const [index, { id, name }] of terms.waivers.entries())
    yield { path: ["waivers", index, "name"], text: name, what: "waiver", of: id };
  for (const [kind, entry] of Object.entries(terms.vat))
    yield { path: ["vat", kind, "reason"], text: entry.reason, what: "reason", of: kind };
}
