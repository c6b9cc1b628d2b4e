/** Whether a contract and the terms it pins fit together: what the terms need to know, the lines must say. */
import type { Problem } from "../kernel/result.ts";
import type { TermsFindings } from "./check-terms.ts";
import type { Contract, ContractLine } from "./contract.ts";
import { inOrder, problemAt } from "./reading/issues.ts";
import type { Path, Places } from "./reading/places.ts";
import { didYouMean } from "./reading/suggest.ts";
import { FINDING_TYPES, type Match, type Terms } from "./terms.ts";
import { needsLife } from "./terms-checks/gaps.ts";

type Report = (path: Path, code: string, message: string) => void;

/** Errors refuse the contract, warnings do not; each in the order of the file. */
export function checkContractAgainstTerms(contract: Omit<Contract, "terms">, terms: Terms, places: Places): TermsFindings {
  const errors: Problem[] = [];
  const warnings: Problem[] = [];
  const error: Report = (path, code, message) => void errors.push(problemAt(places, path, code, message));
  const warning: Report = (path, code, message) => void warnings.push(problemAt(places, path, code, message));
  checkWaiver(contract, terms, error);
  if (!terms.languages.includes(contract.language)) {
    error(["language"], "no-language", `the terms are not written in ${contract.language}: they have ${terms.languages.join(", ")}`);
  }
  if (contract.customer.kind === "consumer" && contract.prices === "net") {
    warning(["prices"], "consumer-net", "a consumer is told prices with VAT: write gross, and the prices with it");
  }
  for (const [index, line] of contract.lines.entries()) {
    checkValue(line, index, terms, error);
    checkPrices(line, index, terms, warning);
  }
  return { errors: inOrder(errors), warnings: inOrder(warnings) };
}

function checkWaiver({ waiver }: Pick<Contract, "waiver">, terms: Terms, error: Report): void {
  const ids = terms.waivers.map((each) => each.id);
  if (waiver === null || ids.includes(waiver)) return;
  const hint = didYouMean(waiver, ids) || (ids.length > 0 ? `: they have ${ids.join(", ")}` : ": they have none, so leave it out");
  error(["waiver"], "no-such-waiver", `the terms have no waiver "${waiver}"${hint}`);
}

/** A unit's value today asks for its base, its age and, on a straight line, its life. */
function checkValue(line: ContractLine, index: number, terms: Terms, error: Report): void {
  if (terms.value === null) return;
  const { base, depreciation, lives } = terms.value;
  const what = `line ${line.position}, ${line.name},`;
  if (base === "purchasePrice" && line.purchasePrice === null) {
    error(["lines", index], "no-purchase-price", `${what} has no purchase price, and the terms start from it: add purchasePrice`);
  }
  if (depreciation.kind !== "none" && line.inService === null) {
    error(["lines", index], "no-age", `${what} has no in-service day, and under these terms its value depends on its age: add inService`);
  }
  const lifeOfCategory = line.category !== null && Object.hasOwn(lives, line.category);
  if (needsLife(terms) && line.lifeMonths === null && !lifeOfCategory) {
    const category = line.category === null ? "it has no category either" : `the terms give none for ${line.category} either`;
    error(["lines", index], "no-life", `${what} has no expected life, and ${category}: add life, like 8 years`);
  }
}

/** Whether a rule can speak of a line as a whole; one for single parts does not. */
const speaksOf = (match: Match, line: ContractLine): boolean =>
  match.parts.length === 0 &&
  (match.products.length === 0 || match.products.includes(line.product)) &&
  (match.categories.length === 0 || (line.category !== null && match.categories.includes(line.category)));

/** What a line's findings would wait for: nothing here is refused, but better known before the goods leave. */
function checkPrices(line: ContractLine, index: number, terms: Terms, warning: Report): void {
  const damaged = terms.damaged.filter((rule) => speaksOf(rule.match, line));
  const missing = terms.missing.filter((rule) => speaksOf(rule.match, line));
  const types = FINDING_TYPES.filter((type) => !damaged.some(({ match }) => match.types.length === 0 || match.types.includes(type)));
  const without = [...types, ...(missing.length === 0 ? ["missing"] : [])];
  const what = `line ${line.position}, ${line.name}`;
  if (without.length > 0)
    warning(["lines", index], "unpriced", `no rule says what it costs when a unit of ${what} is ${without.join(", ")}`);
  for (const { price, id } of [...damaged, ...missing]) {
    if (price.kind !== "list") continue;
    const known = Object.hasOwn(price.prices, line.product) || (line.category !== null && Object.hasOwn(price.prices, line.category));
    if (!known) warning(["lines", index], "unpriced", `the price list of ${id} has neither ${line.product} nor its category, for ${what}`);
  }
}
