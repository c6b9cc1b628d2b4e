/** What the YAML reader found wrong, as a reason that the catalogues have words for in each language. */

/** Each on the reader's own code and message; the first that fits. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^BAD_INDENT Flow sequence/u, "unclosedList"],
  [/^BAD_INDENT Flow map/u, "unclosedMap"],
  [/^BAD_INDENT/u, "indent"],
  [/^TAB_AS_INDENT/u, "tab"],
  [/^MISSING_CHAR Missing closing/u, "unclosedQuote"],
  [/^MISSING_CHAR Missing , or :/u, "noComma"],
  [/^MISSING_CHAR Implicit map keys/u, "noColon"],
  [/^BLOCK_(?:AS_IMPLICIT_KEY|IN_FLOW)/u, "secondColon"],
  [/^MULTILINE_IMPLICIT_KEY/u, "longKey"],
  [/^BAD_SCALAR_START/u, "reserved"],
  [/^BAD_DQ_ESCAPE/u, "escape"],
  [/^UNEXPECTED_TOKEN/u, "unexpected"],
];

/** `other` for what is too rare to have words; there the reader's own message is shown. */
export const syntaxReason = (code: string, message: string): string =>
  REASONS.find(([pattern]) => pattern.test(`${code} ${message}`))?.[1] ?? "other";
