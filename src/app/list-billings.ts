/** What is inspected and not billed, and what has been issued. */

import type { IssuedBilling } from "../invoice/billing.ts";
import { UserError } from "../kernel/errors.ts";
import { idKind } from "../kernel/ids.ts";
import { findReturn } from "./find-return.ts";
import type { Desk, InspectionHeader } from "./ports.ts";

export interface Unbilled extends InspectionHeader {
  readonly customer: string;
}

/** Finished returns without a bill, the oldest first. */
export async function listUnbilled(desk: Desk): Promise<readonly Unbilled[]> {
  const store = await desk.store();
  return store.read(async ({ inspections, contracts }) => {
    const rows: Unbilled[] = [];
    for (const header of await inspections.list({ unbilled: true })) {
      const contract = await contracts.get(header.contract);
      rows.push({ ...header, customer: contract?.customer.name ?? "" });
    }
    return rows;
  });
}

/** Everything issued, in the order of issue. */
export async function listBillings(desk: Desk): Promise<readonly IssuedBilling[]> {
  return (await desk.store()).read(({ billings }) => billings.list());
}

/**
 * The issued billing that an id leads to: a document's own, or the last one of a return or contract.
 * @throws UserError `not-billed` when nothing has been issued there yet, and those of {@link findReturn}.
 */
export async function findBilling(desk: Desk, id: string): Promise<IssuedBilling> {
  const store = await desk.store();
  return store.read(async (repositories) => {
    const kind = idKind(id);
    const exact = kind === "invoice" || kind === "damagesStatement" ? await repositories.billings.byNumber(id) : null;
    if (exact) return exact;
    const header = await findReturn(repositories, id);
    const ofContract = kind === "return" ? [header] : await repositories.inspections.of(header.contract);
    const issued = [];
    for (const load of ofContract) issued.push(...(await repositories.billings.ofInspection(load.id)));
    const last = issued.sort((a, b) => a.id - b.id).at(-1);
    if (last) return last;
    throw new UserError("not-billed", `Return ${header.id} of contract ${header.contract} has no bill yet.`, [
      header.finishedAt === null ? `inspect ${header.contract}` : `invoice ${header.id}`,
    ]);
  });
}
