/** Nothing lies between the rules: where some severities or sizes of a finding have a price, all have. What has none at all is a warning. */
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

const named = ({ category, product, part }: Goods): string => {
  const words = [category, product, part].filter((word) => word !== null);
  return words.length === 0 ? "" : ` on ${words.join(", ")}`;
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
  const say = (message: string): void => {
    if (!said.has(message)) report.error(path, "gap", message);
    said.add(message);
  };
  const without = SEVERITIES.filter((severity) => !rules.some((rule) => admits(rule.match.severities, severity)));
  if (without.length > 0)
    say(`nothing says what ${without.join(" or ")} ${type}${named(goods)} costs, though other severities have a price`);
  for (const severity of SEVERITIES) {
    const sized = rules.filter((rule) => admits(rule.match.severities, severity)).map((rule) => rule.match.sizeMm);
    const leftOut = sized.length === 0 ? null : firstSizeLeftOut(sized);
    if (leftOut !== null)
      say(`nothing says what ${severity} ${type}${named(goods)} costs from ${leftOut} mm, though other sizes have a price`);
  }
}

/** Severities are defined for a type all or not at all, each once, and all that a rule names. */
function checkDefinitions(terms: Terms, report: TermsReport): void {
  const seen = new Set<string>();
  for (const [index, { type, severity }] of terms.severities.entries()) {
    const mark = `${type} ${severity}`;
    if (seen.has(mark))
      report.error(["severities", index], "overlap", `${severity}${type === null ? "" : ` ${type}`} is defined above already`);
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
      report.error(
        ["severities"],
        "gap",
        `nothing defines ${general.join(" and ")} (for ${type}, say): say what it looks like, so that everybody at the desk means the same`,
      );
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
  const named = [...new Set([...all.flatMap((rule) => rule.match.categories), ...Object.keys(terms.value?.lives ?? {})])];
  const categories = named.length === 0 ? [null] : named;
  const warn = (section: string, what: string, rules: readonly { readonly match: Match }[]): void => {
    const lacking = withoutPrice(rules, categories);
    const on = lacking[0] === null ? "" : ` on ${lacking.join(", ")}`;
    if (lacking.length > 0) report.warning([section], "unpriced", `nothing says what ${what} costs${on}; it will wait for a decision`);
  };
  const unpriced = FINDING_TYPES.filter((type) => !terms.damaged.some((rule) => admits(rule.match.types, type)));
  if (unpriced.length > 0) warn("damaged", unpriced.join(", "), []);
  for (const type of FINDING_TYPES.filter((each) => !unpriced.includes(each))) {
    const rules = terms.damaged.filter((rule) => admits(rule.match.types, type));
    warn("damaged", type, rules);
  }
  warn("missing", "a missing unit", terms.missing);
  warn("dirty", "cleaning", terms.dirty);
  warn("late", "a delay", terms.late);
  const lifeless = named.filter((category) => !Object.hasOwn(terms.value?.lives ?? {}, category));
  if (needsLife(terms) && lifeless.length > 0) {
    report.warning(["value", "life"], "no-life", `no life for ${lifeless.join(", ")}: every contract line has to bring its own`);
  }
}

/** Whether the current value, or a price, is a matter of the expected life. */
export const needsLife = (terms: Terms): boolean =>
  terms.value?.depreciation.kind === "straightLine" || [...terms.damaged, ...terms.missing].some((rule) => rule.price.kind === "lifeLost");
