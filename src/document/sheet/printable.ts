import { plain } from "../../kernel/text.ts";

/** All but Latin, Greek and Cyrillic letters and the signs that our typeface was cut down to; see `templates/fonts/README.md`. */
const UNCOVERED =
  /[^\n\u0020-\u007E\u00A0-\u00AC\u00AE-\u0148\u014A-\u017F\u018F\u0192\u01CD-\u01DC\u01E6-\u01E9\u01FA-\u021B\u0259\u02BB\u02BC\u02C6\u02C7\u02D8-\u02DD\u037A\u0384-\u038A\u038C\u038E-\u03A1\u03A3-\u03CE\u0400-\u045F\u0490\u0491\u1E80-\u1E85\u1E9E\u1EA0-\u1EF9\u2010-\u2015\u2018-\u201E\u2020-\u2022\u2026\u202F\u2030\u2032\u2033\u2039\u203A\u2044\u20AC\u2116\u2122\u2190-\u2193\u2212\u2248\u2260\u2264\u2265\u25A1\u2713]/gu;

/**
 * Text as our typeface can set it: without control characters and soft hyphens, and with a hollow square for every character it
 * lacks, since PDF/A forbids the typeface's own. Line ends stay.
 */
export function printable(text: string): string {
  const clean = plain(text, { lines: true }).replaceAll("\u00AD", "");
  return clean.replace(UNCOVERED, (character) => (/\p{M}/u.test(character) ? "" : "\u25A1"));
}
