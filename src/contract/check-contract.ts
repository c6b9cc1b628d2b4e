/** Whether a contract and the terms it pins fit together: what the terms need to know, the lines must say. */
import type { LocatedProblem, Values } from "../kernel/result.ts";
import type { TermsFindings } from "./check-terms.ts";
import type { Contract, ContractLine } from "./contract.ts";
import { isOfWholeUnit } from "./price-of-part.ts";
import { inOrder, problemAt } from "./reading/issues.ts";
import type { Path, Places } from "./reading/places.ts";
import { nearest } from "./reading/suggest.ts";
import { FINDING_TYPES, type Match, type Terms } from "./terms.ts";
import { needsLife } from "./terms-checks/gaps.ts";

type Report = (path: Path, code: string, values?: Values) => void;

/** Errors refuse the contract, warnings do not; each in the order of the file. */
export function checkContractAgainstTerms(contract: Omit<Contract, "terms">, terms: Terms, places: Places): TermsFindings {
  const errors: LocatedProblem[] = [];
  const warnings: LocatedProblem[] = [];
  const error: Report = (path, code, values) => void errors.push(problemAt(places, path, code, values));
  const warning: Report = (path, code, values) => void warnings.push(problemAt(places, path, code, values));
  checkWaiver(contract, terms, error);
  if (!terms.languages.includes(contract.language)) {
    error(["language"], "terms-without-language", { language: contract.language, known: terms.languages.join(", ") });
  }
  if (contract.customer.kind === "consumer" && contract.prices === "net") {
    warning(["prices"], "consumer-net");
  }
  for (const [index, line] of contract.lines.entries()) {
    checkValue(line, index, terms, error);
    checkPrices(line, index, terms, warning);
    checkParts(line, index, terms, warning);
  }
  return { errors: inOrder(errors), warnings: inOrder(warnings) };
}

function checkWaiver({ waiver }: Pick<Contract, "waiver">, terms: Terms, error: Report): void {
  const ids = terms.waivers.map((each) => each.id);
  if (waiver === null || ids.includes(waiver)) return;
  const near = nearest(waiver, ids);
  if (near !== null) error(["waiver"], "no-such-waiver-near", { waiver, near });
  else if (ids.length > 0) error(["waiver"], "no-such-waiver-among", { waiver, known: ids.join(", ") });
  else error(["waiver"], "no-such-waiver", { waiver });
}

/** A unit's value today asks for its base, its age and, on a straight line, its life. */
function checkValue(line: ContractLine, index: number, terms: Terms, error: Report): void {
  if (terms.value === null) return;
  const { base, depreciation, lives } = terms.value;
  const about = { position: line.position, name: line.name };
  if (base === "purchasePrice" && line.purchasePrice === null) {
    error(["lines", index], "no-purchase-price", about);
  }
  if (depreciation.kind !== "none" && line.inService === null) {
    error(["lines", index], "no-age", about);
  }
  const lifeOfCategory = line.category !== null && Object.hasOwn(lives, line.category);
  if (needsLife(terms) && line.lifeMonths === null && !lifeOfCategory) {
    error(["lines", index], "no-life", { ...about, category: line.category ?? "", categories: line.category === null ? 0 : 1 });
  }
}

const namesLine = (match: Match, line: ContractLine): boolean =>
  (match.products.length === 0 || match.products.includes(line.product)) &&
  (match.categories.length === 0 || (line.category !== null && match.categories.includes(line.category)));

/** Whether a rule can speak of a line as a whole; one for single parts does not. */
const speaksOf = (match: Match, line: ContractLine): boolean => match.parts.length === 0 && namesLine(match, line);

/** What a line's findings would wait for: nothing here is refused, but better known before the goods leave. */
function checkPrices(line: ContractLine, index: number, terms: Terms, warning: Report): void {
  const damaged = terms.damaged.filter((rule) => speaksOf(rule.match, line));
  const missing = terms.missing.filter((rule) => speaksOf(rule.match, line));
  const types = FINDING_TYPES.filter((type) => !damaged.some(({ match }) => match.types.length === 0 || match.types.includes(type)));
  const without = [...types, ...(missing.length === 0 ? ["missing"] : [])];
  const about = { position: line.position, name: line.name };
  if (without.length > 0) warning(["lines", index], "line-unpriced", { ...about, states: without.join(", ") });
  for (const { price, id } of [...damaged, ...missing]) {
    if (price.kind !== "list") continue;
    const known = Object.hasOwn(price.prices, line.product) || (line.category !== null && Object.hasOwn(price.prices, line.category));
    if (!known) warning(["lines", index], "product-not-listed", { ...about, rule: id, product: line.product });
  }
}

/** A missing part without a price of its own, of which no rule says what it costs: the bill would wait for a price. */
function checkParts(line: ContractLine, index: number, terms: Terms, warning: Report): void {
  const missing = terms.missing.filter(({ match }) => namesLine(match, line));
  const forWhole = missing.some(({ match, price }) => match.parts.length === 0 && isOfWholeUnit(price));
  for (const [each, { name, price }] of line.parts.entries()) {
    if (price !== null || !forWhole || missing.some(({ match }) => match.parts.includes(name))) continue;
    warning(["lines", index, "parts", each], "part-unpriced", { position: line.position, name: line.name, part: name });
  }
}
