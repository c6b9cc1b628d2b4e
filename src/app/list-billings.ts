/** What is inspected and not billed, and what has been issued. */

import type { IssuedBilling } from "../invoice/billing.ts";
import type { IssuedCreditNote } from "../invoice/credit-note.ts";
import { UserError } from "../kernel/errors.ts";
import { idKind } from "../kernel/ids.ts";
import { alreadyBilled } from "./billing-obstacles.ts";
import { changedSinceBilled } from "./changed-since-billed.ts";
import { billingOfDocument, findReturn } from "./find-return.ts";
import { planReturnBilling } from "./plan-return-billing.ts";
import type { Desk, InspectionHeader, Repositories } from "./ports.ts";

export interface Unbilled extends InspectionHeader {
  readonly customer: string;
  /** Whether a part of it is billed, and what had to wait can follow now. */
  readonly partlyBilled: boolean;
}

/** Finished returns without a bill, the oldest first; then those of which what had to wait can be billed or refunded today. */
export async function listUnbilled(desk: Desk): Promise<readonly Unbilled[]> {
  const store = await desk.store();
  return store.read(async (repositories) => {
    const { inspections, contracts } = repositories;
    const headers = [
      ...(await inspections.list({ unbilled: true })).map((header) => ({ ...header, partlyBilled: false })),
      ...(await ripeReturns(desk, repositories)).map((header) => ({ ...header, partlyBilled: true })),
    ];
    const rows: Unbilled[] = [];
    for (const header of headers) rows.push({ ...header, customer: (await contracts.get(header.contract))?.customer.name ?? "" });
    return rows;
  });
}

/** Returns whose waiting days are over since their last bill, or whose deposit is free now. One refund is listed once. */
async function ripeReturns(desk: Desk, repositories: Repositories): Promise<readonly InspectionHeader[]> {
  const unsettled = await repositories.billings.list({ unsettled: true });
  if (unsettled.length === 0) return [];
  const calendar = await desk.calendar();
  const ripe: InspectionHeader[] = [];
  for (const { billing } of unsettled) {
    const header = await repositories.inspections.header(billing.inspection);
    if (!header) throw new RangeError(`no inspection ${billing.inspection}`);
    const loads = await repositories.inspections.of(header.contract);
    // What is being amended waits, and with it what else of the contract could be billed.
    if (loads.some((load) => load.finishedAt === null && load.load <= header.load)) continue;
    if ((await changedSinceBilled(repositories, header.contract)).amended.length > 0) continue;
    const plan = await planReturnBilling(desk, repositories, header, { calendar, include: "agreed" });
    const refundOnly = plan.billing.documents.length === 0;
    if (alreadyBilled(plan) || (refundOnly && ripe.some(({ contract }) => contract === header.contract))) continue;
    ripe.push(header);
  }
  return ripe;
}

/** Everything issued, in the order of issue. */
export async function listBillings(desk: Desk): Promise<readonly IssuedBilling[]> {
  return (await desk.store()).read(({ billings }) => billings.list());
}

/** Every credit note, in the order of issue. */
export async function listCreditNotes(desk: Desk): Promise<readonly IssuedCreditNote[]> {
  return (await desk.store()).read(({ creditNotes }) => creditNotes.list());
}

/**
 * The issued billing that an id leads to: a document's own, or the last one of a return or contract.
 * @throws UserError `not-billed` when nothing has been issued there yet, and those of {@link findReturn}.
 */
export async function findBilling(desk: Desk, id: string): Promise<IssuedBilling> {
  const store = await desk.store();
  return store.read(async (repositories) => {
    const exact = await billingOfDocument(repositories, id);
    if (exact) return exact;
    const header = await findReturn(repositories, id);
    const ofContract = idKind(id) === "return" ? [header] : await repositories.inspections.of(header.contract);
    const issued = [];
    for (const load of ofContract) issued.push(...(await repositories.billings.ofInspection(load.id)));
    const last = issued.sort((a, b) => a.id - b.id).at(-1);
    if (last) return last;
    throw new UserError("not-billed", { id: header.id, contract: header.contract }, [
      header.finishedAt === null ? `inspect ${header.contract}` : `invoice ${header.id}`,
    ]);
  });
}
