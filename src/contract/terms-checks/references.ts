/** What rules point to is there: clauses, names of their own, a value to price by, a finding to take a multiple of. */
import type { Path } from "../reading/places.ts";
import { shortened } from "../reading/shortened.ts";
import { nearest } from "../reading/suggest.ts";
import type { DamagedRule, Match, Price, Terms } from "../terms.ts";
import { admits, matchesMeet, rulesOf, type TermsCheck, type TermsReport } from "./report.ts";

export const checkReferences: TermsCheck = (terms, report) => {
  checkClausesAndIds(terms, report);
  for (const [index, rule] of terms.damaged.entries()) checkPrice(terms, rule.price, rule.match, ["damaged", index, "price"], report);
  for (const [index, rule] of terms.missing.entries()) {
    const path = ["missing", index, "price"];
    checkPrice(terms, rule.price, rule.match, path, report);
    if (rule.price.kind === "repair" || rule.price.kind === "repairOrValue") {
      report.error(path, "missing-not-repaired");
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
      const near = nearest(clause, numbers);
      if (near === null) report.error([...path, "clause"], "no-such-clause", { clause });
      else report.error([...path, "clause"], "no-such-clause-near", { clause, near });
    }
    if (ids.has(id)) report.error([...path, "id"], "rule-named-twice", { id: shortened(id) });
    ids.add(id);
  }
}

function needValue(terms: Terms, path: Path, report: TermsReport): void {
  if (terms.value === null) report.error(path, "no-value-section");
}

const BY_VALUE: readonly Price["kind"][] = ["currentValue", "repairOrValue", "share", "lifeLost"];

function checkPrice(terms: Terms, price: Price, match: Match, path: Path, report: TermsReport): void {
  if (BY_VALUE.includes(price.kind)) needValue(terms, path, report);
  if (price.kind === "list" && Object.keys(price.prices).length === 0) {
    report.error([...path, "list"], "empty-price-list");
  }
  if (price.kind === "multiple") checkMultiple(terms, price, match, path, report);
}

/** A multiple rests on exactly one price that stands by itself, for everything the rule speaks of. */
function checkMultiple(terms: Terms, price: Extract<Price, { kind: "multiple" }>, match: Match, path: Path, report: TermsReport): void {
  const { type, severity } = price.of;
  const about: Match = { ...match, types: [type], severities: severity === null ? [] : [severity], sizeMm: null };
  const rules = terms.damaged.filter((rule) => matchesMeet(rule.match, about));
  const what = severity === null ? type : `${severity} ${type}`;
  if (rules.length === 0) report.error([...path, "of"], "no-such-price", { what });
  if (rules.some((rule) => rule.price.kind === "multiple")) {
    report.error([...path, "of"], "multiple-of-multiple", { what });
  }
  if (rules.some((rule) => rule.price.kind === "repair" || rule.price.kind === "repairOrValue")) {
    report.error([...path, "of"], "multiple-of-repair", { what });
  }
  if (severity === null && rules.some((rule) => needsSeverity(rule, rules))) {
    report.error([...path, "of"], "multiple-of-several", { what });
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
