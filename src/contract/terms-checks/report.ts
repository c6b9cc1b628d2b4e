/** What the checks of terms are given: the rules, where they stand, and a place to say what is wrong. */
import type { Values } from "../../kernel/result.ts";
import type { Path, Places } from "../reading/places.ts";
import type { Match, Terms } from "../terms.ts";

export interface TermsReport {
  error(path: Path, code: string, values?: Values): void;
  warning(path: Path, code: string, values?: Values): void;
}

export type TermsCheck = (terms: Terms, report: TermsReport, places: Places) => void;

/** The sections that hold lists of rules. */
const RULE_SECTIONS = ["wear", "damaged", "missing", "dirty", "late", "lossOfUse", "extras", "waivers", "caps", "ourFaults"] as const;

/** The sections that hold one rule or none. */
const SINGLE_SECTIONS = ["value", "smallestSum", "notify", "payment"] as const;

/** Every rule with its place in the file. */
export function* rulesOf(terms: Terms): Generator<{ readonly path: Path; readonly id: string; readonly clause: string }> {
  for (const section of RULE_SECTIONS) {
    for (const [index, rule] of (terms[section] ?? []).entries()) yield { path: [section, index], id: rule.id, clause: rule.clause };
  }
  for (const section of SINGLE_SECTIONS) {
    const rule = terms[section];
    if (rule !== null) yield { path: [section], id: rule.id, clause: rule.clause };
  }
}

/** Whether a list that narrows a rule lets a word through; an empty list lets all. */
export const admits = <T>(list: readonly T[], word: T): boolean => list.length === 0 || list.includes(word);

/** Whether two such lists let anything through together. */
export const meet = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === 0 || b.length === 0 || a.some((word) => b.includes(word));

type Size = Match["sizeMm"];
const lower = (size: Size): number => size?.from ?? 0;
const upper = (size: Size): number => size?.below ?? Number.POSITIVE_INFINITY;

const sizesMeet = (a: Size, b: Size): boolean => lower(a) < upper(b) && lower(b) < upper(a);

/** The first size, in millimetres, that none of the ranges has; null when they leave none out. */
export function firstSizeLeftOut(sizes: readonly Size[]): number | null {
  let reached = 0;
  for (const size of sizes.toSorted((a, b) => lower(a) - lower(b))) {
    if (lower(size) > reached) return reached;
    reached = Math.max(reached, upper(size));
  }
  return reached === Number.POSITIVE_INFINITY ? null : reached;
}

/** Whether some finding is spoken of by both. A product may belong to any category, so a product and a category can meet. */
export const matchesMeet = (a: Match, b: Match): boolean =>
  meet(a.types, b.types) &&
  meet(a.severities, b.severities) &&
  meet(a.categories, b.categories) &&
  meet(a.products, b.products) &&
  meet(a.parts, b.parts) &&
  sizesMeet(a.sizeMm, b.sizeMm);
