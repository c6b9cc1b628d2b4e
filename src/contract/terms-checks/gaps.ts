/** Nothing lies between the rules: where some severities or sizes of a finding have a price, all have. What has none at all is a warning. */
import type { Values } from "../../kernel/result.ts";
import { type DamagedRule, FINDING_TYPES, type FindingType, type Match, SEVERITIES, type Severity, type Terms } from "../terms.ts";
import { admits, firstSizeLeftOut, type TermsCheck, type TermsReport } from "./report.ts";

/** One kind of goods that rules tell apart; null is what no rule names. */
interface Goods {
  readonly category: string | null;
  readonly product: string | null;
  readonly part: string | null;
}

const orNone = (words: readonly string[]): readonly (string | null)[] => (words.length === 0 ? [null] : words);

/** The goods that the rules tell apart, each once. */
function goodsOf(rules: readonly { readonly match: Match }[]): readonly Goods[] {
  const found = new Map<string, Goods>();
  for (const { match } of rules) {
    for (const category of orNone(match.categories)) {
      for (const product of orNone(match.products)) {
        for (const part of orNone(match.parts)) {
          const goods = { category, product, part };
          found.set(JSON.stringify(goods), goods);
        }
      }
    }
  }
  return [...found.values()];
}

const lets = (list: readonly string[], word: string | null): boolean => list.length === 0 || (word !== null && list.includes(word));
const speaksOf = (match: Match, goods: Goods): boolean =>
  lets(match.categories, goods.category) && lets(match.products, goods.product) && lets(match.parts, goods.part);

/** What a message says of goods; `on` counts the words. */
const named = (words: readonly (string | null)[]): { readonly goods: string; readonly on: number } => {
  const known = words.filter((word) => word !== null);
  return { goods: known.join(", "), on: known.length };
};

export const checkGaps: TermsCheck = (terms, report) => {
  const said = new Set<string>();
  for (const goods of goodsOf(terms.damaged)) {
    const rules = terms.damaged.filter((rule) => speaksOf(rule.match, goods));
    for (const type of FINDING_TYPES) {
      const ofType = rules.filter((rule) => admits(rule.match.types, type));
      if (ofType.length > 0) checkType(terms, ofType, type, goods, report, said);
    }
  }
  checkDefinitions(terms, report);
  warnUnpriced(terms, report);
};

function checkType(
  terms: Terms,
  rules: readonly DamagedRule[],
  type: FindingType,
  goods: Goods,
  report: TermsReport,
  said: Set<string>,
): void {
  const path = ["damaged", terms.damaged.indexOf(rules[0] as DamagedRule)];
  const say = (code: string, values: Values): void => {
    const mark = JSON.stringify([code, values]);
    if (!said.has(mark)) report.error(path, code, values);
    said.add(mark);
  };
  const about = { type, ...named([goods.category, goods.product, goods.part]) };
  const without = SEVERITIES.filter((severity) => !rules.some((rule) => admits(rule.match.severities, severity)));
  if (without.length > 0) say("severities-unpriced", { ...about, severities: without.join(", ") });
  for (const [from, severities] of sizesLeftOut(rules)) {
    // Of every severity alike: the size alone says it.
    const graded = severities.length === SEVERITIES.length ? 0 : severities.length;
    say("sizes-unpriced", { ...about, severities: severities.join(", "), graded, from });
  }
}

/** Where the first gap between sizes begins, in millimetres, with the severities that have it there. */
function sizesLeftOut(rules: readonly DamagedRule[]): ReadonlyMap<number, readonly Severity[]> {
  const gaps = new Map<number, readonly Severity[]>();
  for (const severity of SEVERITIES) {
    const sized = rules.filter((rule) => admits(rule.match.severities, severity)).map((rule) => rule.match.sizeMm);
    const leftOut = sized.length === 0 ? null : firstSizeLeftOut(sized);
    if (leftOut !== null) gaps.set(leftOut, [...(gaps.get(leftOut) ?? []), severity]);
  }
  return gaps;
}

/** Severities are defined for a type all or not at all, each once, and all that a rule names. */
function checkDefinitions(terms: Terms, report: TermsReport): void {
  const seen = new Set<string>();
  for (const [index, { type, severity }] of terms.severities.entries()) {
    const mark = `${type} ${severity}`;
    if (seen.has(mark))
      report.error(["severities", index], "severity-defined-twice", { what: type === null ? severity : `${severity} ${type}` });
    seen.add(mark);
  }
  const told = new Set<string>();
  for (const type of FINDING_TYPES) {
    const needed = neededSeverities(terms, type);
    const lacking = needed.filter(
      (severity) => !terms.severities.some((each) => each.severity === severity && (each.type ?? type) === type),
    );
    const general = lacking.filter((severity) => !told.has(severity));
    for (const severity of lacking) told.add(severity);
    if (general.length > 0) {
      report.error(["severities"], "severity-undefined", { severities: general.join(", "), type });
    }
  }
}

function neededSeverities(terms: Terms, type: FindingType): readonly Severity[] {
  const rules = terms.damaged.filter((rule) => admits(rule.match.types, type));
  const used = rules.some((rule) => rule.match.severities.length > 0);
  const defined = terms.severities.some((each) => (each.type ?? type) === type);
  return used || defined ? SEVERITIES : [];
}

/** Goods by category alone, as terms see them before any contract: a rule for single products or parts prices no category. */
const withoutPrice = (rules: readonly { readonly match: Match }[], categories: readonly (string | null)[]): readonly (string | null)[] =>
  categories.filter(
    (category) => !rules.some(({ match }) => lets(match.categories, category) && match.products.length === 0 && match.parts.length === 0),
  );

function warnUnpriced(terms: Terms, report: TermsReport): void {
  const all = [...terms.damaged, ...terms.missing, ...terms.dirty, ...terms.late];
  const categoriesNamed = [...new Set([...all.flatMap((rule) => rule.match.categories), ...Object.keys(terms.value?.lives ?? {})])];
  const categories = categoriesNamed.length === 0 ? [null] : categoriesNamed;
  const warn = (section: "damaged" | "missing" | "dirty" | "late", types: string, rules: readonly { readonly match: Match }[]): void => {
    const lacking = withoutPrice(rules, categories);
    if (lacking.length > 0) report.warning([section], "goods-unpriced", { section, types, ...named(lacking) });
  };
  const unpriced = FINDING_TYPES.filter((type) => !terms.damaged.some((rule) => admits(rule.match.types, type)));
  if (unpriced.length > 0) warn("damaged", unpriced.join(", "), []);
  for (const type of FINDING_TYPES.filter((each) => !unpriced.includes(each))) {
    const rules = terms.damaged.filter((rule) => admits(rule.match.types, type));
    warn("damaged", type, rules);
  }
  warn("missing", "", terms.missing);
  warn("dirty", "", terms.dirty);
  warn("late", "", terms.late);
  const lifeless = categoriesNamed.filter((category) => !Object.hasOwn(terms.value?.lives ?? {}, category));
  if (needsLife(terms) && lifeless.length > 0) {
    report.warning(["value", "life"], "categories-without-life", { categories: lifeless.join(", ") });
  }
}

/** Whether the current value, or a price, is a matter of the expected life. */
export const needsLife = (terms: Terms): boolean =>
  terms.value?.depreciation.kind === "straightLine" || [...terms.damaged, ...terms.missing].some((rule) => rule.price.kind === "lifeLost");
