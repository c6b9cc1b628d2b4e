/**
 * Lines that can be told apart and counted. The same product may stand on several lines (bought in different years, say) when their
 * names differ or each has serial numbers of its own; otherwise nobody could say which of them a broken cup belongs to.
 */
import { dayOf } from "../../kernel/dates.ts";
import { MOST } from "../../kernel/money.ts";
import type { LocatedProblem, Values } from "../../kernel/result.ts";
import { problemAt } from "../reading/issues.ts";
import type { Path, Places } from "../reading/places.ts";
import { readAmount, readCount, readDay, readLocalTime } from "../reading/quantities.ts";
import { lengthAt, readAt, textAt } from "../reading/raw.ts";
import { shortened } from "../reading/shortened.ts";

type Report = (path: Path, code: string, values: Values) => void;

export function checkLines(document: unknown, places: Places, zone: string): readonly LocatedProblem[] {
  const problems: LocatedProblem[] = [];
  const report: Report = (path, code, values) => void problems.push(problemAt(places, path, code, values));
  const handOver = readAt(document, ["handOver"], (text) => readLocalTime(text, zone));
  const seen = new Map<string, number>();
  const serials = new Map<string, number>();
  for (let index = 0; index < lengthAt(document, ["lines"]); index += 1) {
    const inService = readAt(document, ["lines", index, "inService"], readDay);
    if (inService !== null && handOver !== null && inService > dayOf(handOver, zone)) {
      report(["lines", index, "inService"], "in-service-late", { inService, handOver: dayOf(handOver, zone) });
    }
    checkWorth(document, index, report);
    checkSerials(document, index, serials, report);
    checkDistinct(document, index, seen, report);
    checkParts(document, index, report);
  }
  return problems;
}

/** Sums are whole cents that must stay exact: a line worth more than the largest sum is a slip of the keyboard. */
function checkWorth(document: unknown, index: number, report: Report): void {
  const quantity = readAt(document, ["lines", index, "quantity"], (text) => readCount(text, 1, 100_000));
  for (const price of ["dailyRent", "replacementPrice", "purchasePrice"]) {
    const cents = readAt(document, ["lines", index, price], readAmount);
    if (quantity !== null && cents !== null && cents * quantity > MOST) {
      report(["lines", index, price], "worth-too-large", { quantity, most: MOST / 100 });
    }
  }
}

function checkSerials(document: unknown, index: number, seen: Map<string, number>, report: Report): void {
  const path = ["lines", index, "serials"];
  const length = lengthAt(document, path);
  const quantity = readAt(document, ["lines", index, "quantity"], (text) => readCount(text, 1, 100_000));
  if (quantity !== null && length > quantity) report(path, "too-many-serials", { serials: length, quantity });
  const product = textAt(document, ["lines", index, "product"]);
  for (let each = 0; each < length; each += 1) {
    const serial = textAt(document, [...path, each]);
    if (serial === null || serial === "") continue;
    const mark = JSON.stringify([product, serial]);
    const before = seen.get(mark);
    if (before === undefined) seen.set(mark, index);
    else report([...path, each], "duplicate-serial", { serial: shortened(serial), line: before + 1 });
  }
}

function checkDistinct(document: unknown, index: number, seen: Map<string, number>, report: Report): void {
  const product = textAt(document, ["lines", index, "product"]);
  const name = textAt(document, ["lines", index, "name"]);
  if (product === null || name === null || lengthAt(document, ["lines", index, "serials"]) > 0) return;
  const mark = JSON.stringify([product, name.toLowerCase()]);
  const before = seen.get(mark);
  if (before === undefined) seen.set(mark, index);
  else {
    report(["lines", index], "duplicate-line", { product: shortened(product), line: before + 1 });
  }
}

function checkParts(document: unknown, index: number, report: Report): void {
  const seen = new Set<string>();
  for (let each = 0; each < lengthAt(document, ["lines", index, "parts"]); each += 1) {
    const path = ["lines", index, "parts", each, "name"];
    const name = textAt(document, path);
    if (name === null) continue;
    if (seen.has(name.toLowerCase())) report(path, "duplicate-part", { part: shortened(name) });
    seen.add(name.toLowerCase());
  }
}
