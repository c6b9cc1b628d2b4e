/** The inspections of the desk, or of one contract, the newest first. */
import { findContract } from "./find-contract.ts";
import type { Desk, InspectionHeader } from "./ports.ts";

export interface ListedInspection extends InspectionHeader {
  readonly customer: string;
}

/** @param contract null: of all contracts. @throws UserError `contract-unknown`. */
export async function listInspections(desk: Desk, contract: string | null): Promise<readonly ListedInspection[]> {
  const store = await desk.store();
  return store.read(async (repositories) => {
    const number = contract === null ? null : (await findContract(repositories, contract)).number;
    const headers = number === null ? await repositories.inspections.list() : await repositories.inspections.of(number);
    const customers = new Map((await repositories.contracts.list()).map((one) => [one.number, one.customer]));
    return headers.toReversed().map((header) => ({ ...header, customer: customers.get(header.contract) ?? "" }));
  });
}
