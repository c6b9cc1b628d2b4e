/** Where the sums of an issued bill come from: each charge with its steps, back to finding and clause. */
import type { Charge, NotCharged } from "../assessment/assessment.ts";
import type { Contract } from "../contract/contract.ts";
import type { Terms } from "../contract/terms.ts";
import type { Inspection } from "../inspection/inspection.ts";
import type { Billing, IssuedBilling } from "../invoice/billing.ts";
import { UserError } from "../kernel/errors.ts";
import { plain } from "../kernel/text.ts";
import { findBilling } from "./list-billings.ts";
import { loadWalk } from "./load-walk.ts";
import type { Desk } from "./ports.ts";

export interface Explained {
  readonly issued: IssuedBilling;
  readonly billing: Billing;
  readonly contract: Contract;
  readonly terms: Terms;
  readonly inspection: Inspection;
  /** All of them, or the ones that were asked for. */
  readonly charges: readonly Charge[];
  readonly notCharged: readonly NotCharged[];
}

/**
 * @param line the charge's id (`C2`), the position of a contract line, or null for everything.
 * @throws UserError `line-unknown`, `not-billed`, and what the id cannot lead to.
 */
export async function explainCharge(desk: Desk, id: string, line: string | null): Promise<Explained> {
  const issued = await findBilling(desk, id);
  const { billing } = issued;
  const store = await desk.store();
  const { contract, terms, inspection } = await store.read(async (repositories) =>
    loadWalk(repositories, billing.inspection, issued.issuedAt),
  );
  if (!terms) throw new RangeError(`no terms for ${billing.contract}`);
  const charges = billing.charges.filter((charge) => line === null || charge.id === line.toUpperCase() || isAt(charge, line));
  const notCharged = billing.notCharged.filter((entry) => line === null || isAt(entry, line));
  if (line !== null && charges.length + notCharged.length === 0) throw unknownLine(billing, line);
  return { issued, billing, contract, terms, inspection, charges, notCharged };
}

const isAt = ({ source }: Pick<Charge, "source">, line: string): boolean => source.position !== null && String(source.position) === line;

function unknownLine(billing: Billing, line: string): UserError {
  const ids = billing.charges.map((charge) => charge.id);
  const positions = [...billing.charges, ...billing.notCharged].flatMap(({ source }) => source.position ?? []);
  const known = [...ids, ...[...new Set(positions)].sort((a, b) => a - b).map(String)];
  return new UserError("line-unknown", {
    id: billing.inspection,
    line: plain(line).slice(0, 40),
    known: known.join(", "),
    count: known.length,
  });
}
