/** What every part of a file of answers is read against, and where its problems gather. */
import type { ContractLine } from "../contract/contract.ts";
import { problemAt } from "../contract/reading/issues.ts";
import type { Path, Places } from "../contract/reading/places.ts";
import { shortened } from "../contract/reading/shortened.ts";
import { nearest } from "../contract/reading/suggest.ts";
import type { LocatedProblem, Values } from "../kernel/result.ts";
import type { StaffLanguage } from "../kernel/text.ts";
import type { Walk } from "./fold.ts";

/** What is read against what; problems gather in `problems`. */
export interface Check {
  readonly walk: Walk;
  readonly language: StaffLanguage;
  readonly places: Places;
  readonly problems: LocatedProblem[];
}

export const report = (check: Check, path: Path, code: string, values: Values = {}): null => {
  check.problems.push(problemAt(check.places, path, code, values));
  return null;
};

/** Finds the line that `line` or `product` names. */
export function lineMeant(
  check: Check,
  given: { readonly line: number | null; readonly product: string | null },
  path: Path,
): ContractLine | null {
  const { lines, number } = check.walk.contract;
  if ((given.line === null) === (given.product === null)) return report(check, path, "which-line");
  if (given.line !== null) {
    const line = lines.find((one) => one.position === given.line);
    return line ?? report(check, [...path, "line"], "unknown-line", { contract: number, lines: lines.length });
  }
  const product = given.product as string;
  const fits = lines.filter((one) => one.product === product);
  if (fits.length > 1) {
    const positions = fits.map((one) => one.position).join(", ");
    return report(check, [...path, "product"], "several-lines", { lines: positions });
  }
  if (fits[0]) return fits[0];
  const near = nearest(
    product,
    lines.map((one) => one.product),
  );
  const values = { contract: number, product: shortened(product) };
  if (near === null) return report(check, [...path, "product"], "unknown-product", values);
  return report(check, [...path, "product"], "unknown-product-near", { ...values, near });
}

/** Whether the line's units have such a part. */
export function checkPart(check: Check, { parts }: ContractLine, part: string, path: Path): boolean {
  const names = parts.map(({ name }) => name);
  if (names.includes(part)) return true;
  const near = nearest(part, names);
  if (near === null) report(check, path, "unknown-part", { part });
  else report(check, path, "unknown-part-near", { part, near });
  return false;
}
