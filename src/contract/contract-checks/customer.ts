/** What a customer's kind asks of the rest: it decides consumer rules, VAT texts and late interest, so it must not be left in doubt. */
import type { LocatedProblem, Values } from "../../kernel/result.ts";
import { readBusinessId, readPostalCode, readVatId } from "../reading/identifiers.ts";
import { problemAt } from "../reading/issues.ts";
import type { Path, Places } from "../reading/places.ts";
import { rawAt, readAt, textAt } from "../reading/raw.ts";

export function checkCustomer(document: unknown, places: Places): readonly LocatedProblem[] {
  const problems: LocatedProblem[] = [];
  const report = (path: Path, code: string, values: Values = {}): void => void problems.push(problemAt(places, path, code, values));
  const kind = textAt(document, ["customer", "kind"]);
  const has = (member: string): boolean => rawAt(document, ["customer", member]) !== undefined;
  if (kind === "business" && !has("businessId") && !has("vatId")) {
    report(["customer"], "missing-business-id");
  }
  for (const member of ["businessId", "vatId"]) {
    if (kind === "consumer" && has(member)) {
      report(["customer", member], "not-for-consumer");
    }
  }
  const businessId = readAt(document, ["customer", "businessId"], readBusinessId);
  const vatId = readAt(document, ["customer", "vatId"], readVatId);
  if (businessId !== null && vatId?.startsWith("FI") && vatId !== `FI${businessId.replace("-", "")}`) {
    report(["customer", "vatId"], "ids-differ", { vatId, businessId });
  }
  const code = readAt(document, ["customer", "address", "postalCode"], readPostalCode);
  const country = (textAt(document, ["customer", "address", "country"]) ?? "FI").toUpperCase();
  if (code !== null && country === "FI" && !/^\d{5}$/u.test(code)) {
    report(["customer", "address", "postalCode"], "bad-finnish-postal-code");
  }
  return problems;
}
