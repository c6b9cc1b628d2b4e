/** What rules point to is there: clauses, names of their own, a value to price by, a finding to take a multiple of. */
import type { Path } from "../reading/places.ts";
import { quoted } from "../reading/quoted.ts";
import { didYouMean } from "../reading/suggest.ts";
import type { DamagedRule, Match, Price, Terms } from "../terms.ts";
import { admits, matchesMeet, rulesOf, type TermsCheck, type TermsReport } from "./report.ts";

export const checkReferences: TermsCheck = (terms, report) => {
  checkClausesAndIds(terms, report);
  for (const [index, rule] of terms.damaged.entries()) checkPrice(terms, rule.price, rule.match, ["damaged", index, "price"], report);
  for (const [index, rule] of terms.missing.entries()) {
    const path = ["missing", index, "price"];
    checkPrice(terms, rule.price, rule.match, path, report);
    if (rule.price.kind === "repair" || rule.price.kind === "repairOrValue") {
      report.error(path, "no-repair", "what is missing cannot be repaired: write current value, a share, a sum or a list");
    }
  }
  for (const [index, rule] of terms.late.entries()) {
    if (rule.cap?.kind === "currentValue") needValue(terms, ["late", index, "cap"], report);
  }
};

function checkClausesAndIds(terms: Terms, report: TermsReport): void {
  const numbers = terms.clauses.map((clause) => clause.number);
  const ids = new Set<string>();
  for (const { path, id, clause } of rulesOf(terms)) {
    if (!numbers.includes(clause)) {
      report.error([...path, "clause"], "no-such-clause", `there is no clause ${clause}${didYouMean(clause, numbers)}`);
    }
    if (ids.has(id))
      report.error([...path, "id"], "duplicate", `${quoted(id)} names another rule already: every rule has a name of its own`);
    ids.add(id);
  }
}

function needValue(terms: Terms, path: Path, report: TermsReport): void {
  if (terms.value === null) report.error(path, "no-value", "speaks of the current value, but the terms have no value section: add one");
}

const BY_VALUE: readonly Price["kind"][] = ["currentValue", "repairOrValue", "share", "lifeLost"];

function checkPrice(terms: Terms, price: Price, match: Match, path: Path, report: TermsReport): void {
  if (BY_VALUE.includes(price.kind)) needValue(terms, path, report);
  if (price.kind === "list" && Object.keys(price.prices).length === 0) {
    report.error([...path, "list"], "empty", "is empty: add a product or category with its price");
  }
  if (price.kind === "multiple") checkMultiple(terms, price, match, path, report);
}

/** A multiple rests on exactly one price that stands by itself, for everything the rule speaks of. */
function checkMultiple(terms: Terms, price: Extract<Price, { kind: "multiple" }>, match: Match, path: Path, report: TermsReport): void {
  const { type, severity } = price.of;
  const about: Match = { ...match, types: [type], severities: severity === null ? [] : [severity], sizeMm: null };
  const rules = terms.damaged.filter((rule) => matchesMeet(rule.match, about));
  const what = severity === null ? type : `${severity} ${type}`;
  if (rules.length === 0) report.error([...path, "of"], "no-such-price", `nothing says what ${what} costs here: add a damaged rule for it`);
  if (rules.some((rule) => rule.price.kind === "multiple")) {
    report.error([...path, "of"], "circular", `${what} is a multiple itself: take a finding whose price stands by itself`);
  }
  if (rules.some((rule) => rule.price.kind === "repair" || rule.price.kind === "repairOrValue")) {
    report.error([...path, "of"], "no-repair", `${what} is priced by its repair, which nobody has estimated here`);
  }
  if (severity === null && rules.some((rule) => needsSeverity(rule, rules))) {
    report.error(
      [...path, "of"],
      "ambiguous",
      `${what} costs differently by severity or size: add severity, and take a price for all sizes`,
    );
  }
}

/** Whether another rule prices the same goods at another severity or size. */
const needsSeverity = (rule: DamagedRule, rules: readonly DamagedRule[]): boolean =>
  rules.some(
    (other) =>
      other !== rule &&
      matchesMeet(
        { ...other.match, severities: [], sizeMm: null },
        { ...rule.match, severities: [], sizeMm: null, types: rule.match.types.filter((type) => admits(other.match.types, type)) },
      ),
  );
