/** Which settlement somebody means: by a document, a return, a contract, or the reference number that stands on the bill. */
import type { IssuedBilling } from "../invoice/billing.ts";
import { domesticReference } from "../invoice/reference.ts";
import type { Day } from "../kernel/dates.ts";
import { UsageError, UserError } from "../kernel/errors.ts";
import { idKind } from "../kernel/ids.ts";
import { billingOfDocument, findReturn } from "./find-return.ts";
import type { Repositories } from "./ports.ts";
import { loadSettlement, namesOf, type SettlementState } from "./settlement-account.ts";

/**
 * Where a return or contract has several, the one that is open is meant.
 * @throws UsageError `settlement-ambiguous` when several are open; UserError `not-billed` and those of {@link findReturn}.
 */
export async function findSettlement(repositories: Repositories, id: string, today: Day): Promise<SettlementState> {
  const exact = (await billingOfDocument(repositories, id)) ?? (await byReference(repositories, id));
  if (exact) return loadSettlement(repositories, exact, today);
  const header = await findReturn(repositories, id);
  const loads = idKind(id) === "return" ? [header] : await repositories.inspections.of(header.contract);
  const states: SettlementState[] = [];
  for (const load of loads) {
    for (const issued of await repositories.billings.ofInspection(load.id)) states.push(await loadSettlement(repositories, issued, today));
  }
  const open = states.filter(({ account }) => account.open > 0);
  const [found] = open.length > 0 ? open : states.slice(-1);
  if (!found) throw new UserError("not-billed", { id: header.id, contract: header.contract }, [`invoice ${header.id}`]);
  if (open.length > 1) {
    const names = open.map(({ issued }) => namesOf(issued)[0] ?? "");
    throw new UsageError("settlement-ambiguous", { id: id.trim(), numbers: names.join(", ") });
  }
  return found;
}

/** A contract's number may look like a reference number, and goes first. */
async function byReference({ billings, contracts, payments }: Repositories, id: string): Promise<IssuedBilling | null> {
  const reference = domesticReference(id);
  if (reference === null || (await contracts.get(id.trim()))) return null;
  const found = (await payments.billingsByReference([reference])).get(reference);
  return found === undefined ? null : billings.get(found);
}
