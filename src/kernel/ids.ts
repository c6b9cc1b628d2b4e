/**
 * Every id carries a letter that says what it names, so that any command can take any id that leads to what it needs.
 * Contracts keep the firm's own numbers.
 */
export type IdKind = "return" | "invoice" | "damagesStatement" | "creditNote" | "case";

const LETTERS = { R: "return", L: "invoice", K: "damagesStatement", H: "creditNote", A: "case" } as const satisfies Record<string, IdKind>;

/** What an id names by its letter, `R-12` or `L-2026-0001`; null when the text has no such shape. */
export function idKind(text: string): IdKind | null {
  const match = /^([RLKHA])-[0-9][0-9-]*$/u.exec(text.trim().toUpperCase());
  return match ? LETTERS[match[1] as keyof typeof LETTERS] : null;
}
