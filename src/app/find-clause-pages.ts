/** On which page of a document a clause stands, by its number and title. */
import type { Terms } from "../contract/terms.ts";
import { inLanguage, type Language } from "../kernel/text.ts";

const folded = (text: string): string => text.replace(/\s+/gu, " ").trim().toLocaleLowerCase("fi");

/**
 * @param texts of the pages, in order.
 * @returns the index of the first page that has a clause's heading, by number of clause; what is on no page is missing.
 */
export function findClausePages(
  texts: readonly string[],
  terms: Terms,
  numbers: Iterable<string>,
  language: Language,
): Map<string, number> {
  const pages = texts.map(folded);
  const found = new Map<string, number>();
  for (const number of numbers) {
    const clause = terms.clauses.find((candidate) => candidate.number === number);
    const title = clause ? folded(inLanguage(clause.title, language)) : "";
    if (title === "") continue;
    const at = pages.findIndex((text) => text.includes(`${number} ${title}`) || text.includes(`${number}. ${title}`));
    if (at >= 0) found.set(number, at);
  }
  return found;
}
