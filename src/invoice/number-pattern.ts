/** How the numbers of a series look: `L-{year}-{number:4}`. The desk may choose its own; what a pattern gives is never given by another. */
import { UserError } from "../kernel/errors.ts";
import type { DocumentKind } from "./billing.ts";

/** Documents with a number of their own; each kind counts for itself. */
export type SeriesKind = DocumentKind | "creditNote";
export const SERIES_KINDS: readonly SeriesKind[] = ["invoice", "damagesStatement", "creditNote"];

export type NumberPatterns = Readonly<Record<SeriesKind, string>>;

export const DEFAULT_PATTERNS: NumberPatterns = {
  invoice: "L-{year}-{number:4}",
  damagesStatement: "K-{year}-{number:4}",
  creditNote: "H-{year}-{number:4}",
};

/** Finvoice 3.0 takes an invoice number of 20 characters, and so do the ledgers that read it. */
const LONGEST_NUMBER = 20;
/** A series has room for a million: a pattern that would be too long then is refused at once. */
const LEAST_ROOM = 6;

const PLACEHOLDER = /\{(year|number)(?::(\d{1,2}))?\}/gu;

/** The desk's patterns; a kind that it does not name has the usual one. */
export const patternsOf = (chosen: Partial<NumberPatterns> | undefined): NumberPatterns => ({ ...DEFAULT_PATTERNS, ...chosen });

/** Whether a series begins anew each year; without the year in its numbers it must count on. */
export const isYearly = (pattern: string): boolean => pattern.includes("{year}");

/** @throws UserError `number-too-long` when the series has outgrown its pattern. */
export function formatNumber(pattern: string, year: number, count: number): string {
  const number = pattern.replace(PLACEHOLDER, (_, name: string, width: string | undefined) =>
    name === "year" ? String(year) : String(count).padStart(Number(width ?? 1), "0"),
  );
  if (number.length > LONGEST_NUMBER) throw new UserError("number-too-long", { number, most: LONGEST_NUMBER });
  return number;
}

/** The characters of a pattern with every run of figures as one `#`: numbers of two patterns can only be the same where these are. */
const skeleton = (pattern: string): string => pattern.replace(PLACEHOLDER, "0").replace(/\d+/gu, "#");

/** Shapes that name something else: a return and a case. */
const TAKEN_SHAPES = ["R-#", "A-#"] as const;

function patternProblem(field: string, pattern: string): UserError | null {
  const names = [...pattern.matchAll(PLACEHOLDER)].map(([, name]) => name);
  const count = (name: string): number => names.filter((one) => one === name).length;
  const values = { field, pattern };
  if (count("number") !== 1 || count("year") > 1 || /\{year:/u.test(pattern)) return new UserError("settings-pattern-parts", values);
  const literal = pattern.replace(PLACEHOLDER, "");
  if (!/^[A-Z0-9-]*$/u.test(literal) || !/^[A-Z]/u.test(pattern)) return new UserError("settings-pattern-characters", values);
  const width = Number(/\{number:(\d+)\}/u.exec(pattern)?.[1] ?? 1);
  const longest = literal.length + 4 * count("year") + Math.max(width, LEAST_ROOM);
  if (longest > LONGEST_NUMBER) return new UserError("settings-pattern-long", { ...values, longest, most: LONGEST_NUMBER });
  if ((TAKEN_SHAPES as readonly string[]).includes(skeleton(pattern))) return new UserError("settings-pattern-taken", values);
  return null;
}

/** What is wrong with a desk's own patterns, each by the name of its field; none when all can be used. */
export function patternProblems(chosen: Readonly<Record<string, unknown>>): readonly UserError[] {
  const fields = Object.entries(chosen).map(([kind, pattern]) => ({ kind, field: `numbers.${kind}`, pattern }));
  const wrong = fields.flatMap(({ kind, field, pattern }) => {
    if (!(SERIES_KINDS as readonly string[]).includes(kind))
      return [new UserError("settings-pattern-kind", { field, known: SERIES_KINDS.join(", ") })];
    if (typeof pattern !== "string") return [new UserError("settings-field-text", { field })];
    return patternProblem(field, pattern) ?? [];
  });
  return wrong.length > 0 ? wrong : sameShapes(patternsOf(chosen as Partial<NumberPatterns>));
}

function sameShapes(patterns: NumberPatterns): readonly UserError[] {
  return SERIES_KINDS.flatMap((kind, index) => {
    const other = SERIES_KINDS.slice(0, index).find((one) => skeleton(patterns[one]) === skeleton(patterns[kind]));
    if (other === undefined) return [];
    return [
      new UserError("settings-pattern-same", {
        field: `numbers.${kind}`,
        other: `numbers.${other}`,
        pattern: patterns[kind],
        otherPattern: patterns[other],
      }),
    ];
  });
}
