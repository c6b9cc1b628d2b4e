/**
 * What would probably be held unreasonable towards a consumer (Consumer Protection Act 38/1978, chapter 4; Directive 93/13/EEC, annex
 * points e and i). Terms may say it all the same: between businesses much of it stands.
 */
import type { Depreciation, MissingRule, Price, Terms, Waiver } from "../terms.ts";
import { FINDING_TYPES } from "../terms.ts";
import { admits, type TermsCheck } from "./report.ts";

export const checkFairness: TermsCheck = (terms, report) => {
  for (const [index, rule] of terms.missing.entries()) {
    if (mayExceedValue(terms, rule)) report.warning(["missing", index, "price"], "missing-above-value", { rule: rule.id });
  }
  if (terms.value !== null && (neverAges(terms.value.depreciation) || terms.value.floor === WHOLE)) {
    report.warning(["value", "depreciation"], "no-age-deduction");
  }
  for (const [index, rule] of terms.damaged.entries()) {
    if (!rule.neverAboveValue && rule.price.kind === "share" && rule.price.of === "base") {
      report.warning(["damaged", index, "price"], "no-age-deduction");
    }
  }
  const capped = terms.caps.some(({ families }) => families.includes("late"));
  for (const [index, rule] of terms.late.entries()) {
    if (rule.cap === null && !capped) report.warning(["late", index], "late-without-cap", { rule: rule.id });
  }
  if (terms.notify?.consumers) report.warning(["notify", "consumers"], "late-finding-on-consumer");
  for (const [index, rule] of terms.extras.entries()) {
    if (rule.kind === "handling" && rule.per !== "hour") report.warning(["extras", index], "flat-fee", { rule: rule.id });
  }
  for (const [index, waiver] of terms.waivers.entries()) {
    if (sellsNothing(terms, waiver)) report.warning(["waivers", index, "never"], "waiver-excludes-all", { waiver: waiver.id });
    if (waiver.pays.kind === "share" && waiver.pays.rate >= WHOLE) {
      report.warning(["waivers", index, "pays"], "waiver-pays-nothing", { waiver: waiver.id });
    }
  }
};

const WHOLE = 10_000;

const neverAges = (depreciation: Depreciation): boolean =>
  depreciation.kind === "none" ||
  (depreciation.kind === "perYear" && depreciation.rate === 0) ||
  (depreciation.kind === "table" && depreciation.steps.every(({ share }) => share === WHOLE));

/** A list may allow for age already, and once the price of a broken unit is no more than that. */
const allowsForAge = (price: Price): boolean => price.kind === "list" || (price.kind === "multiple" && price.hundredths <= 100);
const isHeldByItself = (price: Price): boolean =>
  price.kind === "currentValue" ||
  price.kind === "lifeLost" ||
  (price.kind === "share" && price.of === "currentValue" && price.rate <= WHOLE);

const mayExceedValue = ({ value }: Terms, { price, neverAboveValue }: MissingRule): boolean =>
  !(neverAboveValue && value !== null) && !allowsForAge(price) && !isHeldByItself(price);

/** Whether a waiver for damage, whatever else it covers, leaves out every finding, or all goods, that the terms price. */
function sellsNothing({ damaged, value }: Terms, { covers, never }: Waiver): boolean {
  if (!covers.includes("damage")) return false;
  const types = FINDING_TYPES.filter((type) => damaged.some(({ match }) => admits(match.types, type)));
  if (types.length > 0 && types.every((type) => never.types.includes(type))) return true;
  const named = damaged.flatMap(({ match }) => match.categories);
  const goods = [...new Set([...named, ...Object.keys(value?.lives ?? {})])];
  const speaksOfAll = damaged.some(({ match }) => match.categories.length === 0) && named.length > 0;
  return goods.length > 0 && !speaksOfAll && goods.every((category) => never.categories.includes(category));
}
